import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';

test.runIf(process.platform === 'linux')('a worker thread has the lowest priority, and the process keeps its own', async () => {
  const before = getPriority();
  const module = new URL('background-thread.ts', import.meta.url);
  const worker = new Worker(
    `import(${JSON.stringify(module.href)}).then(({ yieldToOthers }) => {
      yieldToOthers();
      const { parentPort } = require('node:worker_threads');
      parentPort.postMessage(require('node:fs').readlinkSync('/proc/thread-self'));
      parentPort.once('message', () => {});
    });`,
    { eval: true },
  );
  const path = await new Promise<string>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  // The 19th field, counted after the name in parentheses, is the nice value.
  const fields = readFileSync(`/proc/${path}/stat`, 'utf8').split(') ')[1]?.split(' ');
  expect(Number(fields?.[16])).toBe(19);
  expect(getPriority()).toBe(before);
  await worker.terminate();
});
