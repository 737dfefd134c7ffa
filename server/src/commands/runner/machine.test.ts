import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, hostname, tmpdir, totalmem } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { describeMachine, meter } from './machine.ts';

/* `nvidia-smi` is a program of this name on PATH that prints what the real one prints; each test says what. */

let folder: string;
const path = process.env['PATH'] as string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ftl-smi-'));
});
afterEach(() => {
  process.env['PATH'] = path;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Prints each asked column of each GPU as the real program does, then runs `rest`. */
async function install(gpus: readonly Readonly<Record<string, string>>[], rest = ''): Promise<void> {
  const program = `#!${process.execPath}
const columns = process.argv.find((one) => one.startsWith('--query-gpu=')).slice('--query-gpu='.length).split(',');
if (!process.argv.includes('--format=csv,noheader,nounits')) throw new Error('another form');
for (const gpu of ${JSON.stringify(gpus)}) console.log(columns.map((column) => gpu[column] ?? '[N/A]').join(', '));
${rest}
`;
  await writeFile(join(folder, 'nvidia-smi'), program);
  await chmod(join(folder, 'nvidia-smi'), 0o755);
  process.env['PATH'] = `${folder}${delimiter}${path}`;
}

const h200 = (index: number, rest: Readonly<Record<string, string>> = {}) => ({
  index: String(index),
  name: 'NVIDIA H200',
  'utilization.gpu': '97',
  'memory.used': '71885',
  'memory.total': '143771',
  'power.draw': '612.35',
  'temperature.gpu': '58',
  ...rest,
});

test('each GPU is measured under its number: use and memory in percent; what a device does not measure is left out', async () => {
  await install([h200(0), h200(1, { 'power.draw': '[N/A]', 'temperature.gpu': '[Not Supported]' }), h200(3, { 'utilization.gpu': '' })]);
  const { 'system/cpu/utilization': cpu, 'system/memory/percent': memory, ...gpus } = await meter()();
  expect(cpu).toBeGreaterThanOrEqual(0);
  expect(cpu).toBeLessThanOrEqual(100);
  expect(memory).toBeGreaterThan(0);
  expect(memory).toBeLessThan(100);
  const half = expect.closeTo(50, 1) as number;
  expect(gpus).toEqual({
    'system/gpu/0/utilization': 97,
    'system/gpu/0/memory_usage': half,
    'system/gpu/0/power_watts': 612.35,
    'system/gpu/0/temperature_celsius': 58,
    'system/gpu/1/utilization': 97,
    'system/gpu/1/memory_usage': half,
    'system/gpu/3/memory_usage': half,
    'system/gpu/3/power_watts': 612.35,
    'system/gpu/3/temperature_celsius': 58,
  });
  expect(await describeMachine()).toEqual({
    name: hostname(),
    cpuCount: cpus().length,
    memoryBytes: totalmem(),
    gpuName: 'NVIDIA H200',
    gpuCount: 3,
  });
});

test('of a program that fails, what it printed before counts; without it the machine alone is measured', async () => {
  const words = 'Unable to determine the device handle for GPU1: 0000:41:00.0: GPU is lost.  Reboot the system to recover this GPU';
  await install([h200(0)], `console.log(${JSON.stringify(words)}); process.exitCode = 15;`);
  expect(Object.keys(await meter()())).toContain('system/gpu/0/utilization');
  expect(await describeMachine()).toMatchObject({ gpuCount: 1 });
  await install(
    [],
    "console.log('NVIDIA-SMI has failed because it could not communicate with the driver.'); process.kill(process.pid, 'SIGSEGV');",
  );
  expect(Object.keys(await meter()())).toEqual(['system/cpu/utilization', 'system/memory/percent']);
  process.env['PATH'] = '/nonexistent';
  expect(Object.keys(await meter()())).toEqual(['system/cpu/utilization', 'system/memory/percent']);
  expect(await describeMachine()).not.toHaveProperty('gpuName');
});

test('one that hangs is ended after 5 s, and the machine is measured all the same', async () => {
  await install([], "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);");
  expect(Object.keys(await meter()())).toEqual(['system/cpu/utilization', 'system/memory/percent']);
  await install([h200(0)]);
  expect(Object.keys(await meter()())).toContain('system/gpu/0/utilization');
});
