import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** Texts in their order; then how much the shingles of two have to have in common. */
export type ToDuplicates = { readonly texts: readonly string[] } | { readonly threshold: number };

/**
 * Finds pairs of texts that are nearly the same, in a thread of its own (pure/quality/near-duplicates.ts). `texts` in groups of some hundred;
 * gives places of texts, two for each pair. Errors: throws what `texts` throws, and an Error where the thread ends.
 */
export async function nearDuplicatePairs(texts: AsyncIterable<readonly string[]>, threshold: number): Promise<Uint32Array> {
  const worker = new Worker(new URL('duplicates-worker.ts', import.meta.url));
  const ask = async <Answer>(message: ToDuplicates): Promise<Answer> => {
    worker.postMessage(message);
    const [answer] = (await once(worker, 'message')) as [Answer];
    return answer;
  };
  try {
    for await (const group of texts) await ask<number>({ texts: group });
    return await ask<Uint32Array>({ threshold });
  } finally {
    await worker.terminate();
  }
}
