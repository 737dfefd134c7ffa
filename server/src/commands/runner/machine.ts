import { execFile } from 'node:child_process';
import { cpus, freemem, hostname, totalmem } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);
const timeoutMs = 5_000;
const bytesOfMebibyte = 1_048_576;

/** Columns that `nvidia-smi` is asked for, one line a GPU; none where there is no GPU. */
async function gpus(columns: string): Promise<string[][]> {
  try {
    const { stdout } = await run('nvidia-smi', [`--query-gpu=${columns}`, '--format=csv,noheader,nounits'], { timeout: timeoutMs });
    return stdout
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.split(',').map((value) => value.trim()));
  } catch {
    return [];
  }
}

export async function describeMachine() {
  const found = await gpus('name');
  return {
    name: hostname(),
    cpuCount: cpus().length,
    memoryBytes: totalmem(),
    ...(found.length > 0 && { gpuName: found[0]?.[0], gpuCount: found.length }),
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

/** Measures the machine each time it is called: use of the processor since the last call, memory, and each GPU. */
export function meter(): () => Promise<Record<string, number>> {
  let before = times();
  return async () => {
    const now = times();
    const values: Record<string, number> = {
      'system/cpu_share': now.all === before.all ? 0 : (now.busy - before.busy) / (now.all - before.all),
      'system/memory_used_bytes': totalmem() - freemem(),
    };
    before = now;
    for (const [index, [use, used, watts, degrees]] of (await gpus('utilization.gpu,memory.used,power.draw,temperature.gpu')).entries()) {
      const measured = {
        share: Number(use) / 100,
        memory_used_bytes: Number(used) * bytesOfMebibyte,
        power_watts: Number(watts),
        temperature_celsius: Number(degrees),
      };
      for (const [name, value] of Object.entries(measured)) if (Number.isFinite(value)) values[`system/gpu_${index}_${name}`] = value;
    }
    return values;
  };
}
