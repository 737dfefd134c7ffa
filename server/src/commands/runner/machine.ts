import { cpus, freemem, hostname, totalmem } from 'node:os';
import { queryGpus } from './gpu.ts';

export async function describeMachine() {
  const found = await queryGpus(['name']);
  return {
    name: hostname(),
    cpuCount: cpus().length,
    memoryBytes: totalmem(),
    ...(found.length > 0 && { gpuName: found[0]?.values.name, gpuCount: found.length }),
  };
}

const times = (): { busy: number; all: number } => {
  let [busy, all] = [0, 0];
  for (const { times: of } of cpus()) {
    const total = of.user + of.nice + of.sys + of.idle + of.irq;
    all += total;
    busy += total - of.idle;
  }
  return { busy, all };
};

const measured = ['utilization.gpu', 'memory.used', 'memory.total', 'power.draw', 'temperature.gpu'] as const;

/**
 * Measures the machine each time it is called: use of the processor since the last call, memory, and each GPU. Use is in percent, as in
 * Trackio and W&B; what a device does not measure is left out.
 */
export function meter(): () => Promise<Record<string, number>> {
  let before = times();
  return async () => {
    const now = times();
    const values: Record<string, number> = {
      'system/cpu/utilization': now.all === before.all ? 0 : (100 * (now.busy - before.busy)) / (now.all - before.all),
      'system/memory/percent': (100 * (totalmem() - freemem())) / totalmem(),
    };
    before = now;
    for (const { index, values: of } of await queryGpus(measured)) {
      const gpu = {
        utilization: numberOf(of['utilization.gpu']),
        memory_usage: (100 * numberOf(of['memory.used'])) / numberOf(of['memory.total']),
        power_watts: numberOf(of['power.draw']),
        temperature_celsius: numberOf(of['temperature.gpu']),
      };
      for (const [name, value] of Object.entries(gpu)) if (Number.isFinite(value)) values[`system/gpu/${index}/${name}`] = value;
    }
    return values;
  };
}

/** A field of `nvidia-smi`; NaN for texts such as `[N/A]`, and for an empty one. */
const numberOf = (field: string): number => (field === '' ? Number.NaN : Number(field));
