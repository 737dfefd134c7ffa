import { parentPort } from 'node:worker_threads';
import { yieldToOthers } from '../../../platform/background-thread.ts';
import { NearDuplicates } from '../pure/quality/near-duplicates.ts';
import type { ToDuplicates } from './duplicates.ts';

const duplicates = new NearDuplicates();

yieldToOthers();
parentPort?.on('message', (message: ToDuplicates) => {
  if ('texts' in message) {
    for (const text of message.texts) duplicates.add(text);
    parentPort?.postMessage(duplicates.count);
    return;
  }
  const { pairs } = duplicates.find(message.threshold);
  parentPort?.postMessage(Uint32Array.from(pairs.flatMap(({ one, other }) => [one, other])));
});
