import { readFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { decodeModel } from '../../server/src/domains/meaning/pure/linear-model.ts';
import { ROOT } from '../../tools/run.ts';

/** The model that ships. */
export const emotionModel = decodeModel(
  brotliDecompressSync(readFileSync(new URL('../../server/src/domains/meaning/model/emotions.br', import.meta.url))),
);

/** The folder of data to train from: the one that is given, else the one beside the repository; null: there is none. */
export async function trainingData(given: string | undefined): Promise<string | null> {
  for (const folder of given === undefined ? [join(ROOT, '../shared/data/meaning')] : [given]) {
    if (
      await access(folder).then(
        () => true,
        () => false,
      )
    )
      return folder;
    if (given !== undefined)
      throw new Error(`There is no folder ${given}; it is laid out as goemotions/train.tsv, tweeteval/emotion/train_text.txt, …`);
  }
  return null;
}

/** Macro-F1 over the classes that occur in the truth or are predicted. */
export function macroF1(truth: readonly number[], predicted: readonly number[]): number {
  const classes = [...new Set([...truth, ...predicted])];
  const f1s = classes.map((one) => {
    const hits = truth.filter((is, index) => is === one && predicted[index] === one).length;
    const all = truth.filter((is) => is === one).length + predicted.filter((is) => is === one).length;
    return all === 0 ? 0 : (2 * hits) / all;
  });
  return f1s.reduce((sum, f1) => sum + f1, 0) / classes.length;
}
