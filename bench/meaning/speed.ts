import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readText } from '../../server/src/domains/meaning/load/read-texts.ts';
import { trainingData } from './data.ts';

/** Messages of users to read: comments of GoEmotions where they are at hand, else made-up ones. */
async function texts(): Promise<string[]> {
  const folder = await trainingData(undefined);
  if (folder !== null)
    return (await readFile(join(folder, 'goemotions/dev.tsv'), 'utf8')).split('\n').map((line) => line.split('\t')[0] ?? '');
  return Array.from(
    { length: 5_000 },
    (_one, place) => `Why was I charged twice for booking ${place}? This is the second time, please check it again.`,
  );
}

/** Language, emotions and sentiment of users' messages, on one thread. Target: 2,000 a second on two cores. */
export async function speed(): Promise<void> {
  const all = await texts();
  for (const content of all.slice(0, 500)) readText({ role: 'USER', content });
  const startedAt = performance.now();
  for (const content of all) readText({ role: 'USER', content });
  const seconds = (performance.now() - startedAt) / 1_000;
  console.log(
    `${all.length} messages in ${seconds.toFixed(2)} s on one thread: ${Math.round(all.length / seconds)} a second (target 2,000)`,
  );
}
