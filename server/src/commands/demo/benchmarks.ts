import { sendResults, type BenchmarkRecord } from 'importer/benchmarks';
import type { ServerAddress } from 'importer/client';
import { models, type ModelTraits } from './models.ts';
import { Random } from './random.ts';
import { intents } from './scripts/intents.ts';
import type { Story } from './story.ts';

const suite = 'demo: support tasks';
const itemsPerIntent = 12;
const maxBatch = 1_000;
/** How far a harder item lies below an easier one, as a share of correct answers. */
const spread = 0.5;
/** What each model gains from its first test to its second. */
const gain = 0.04;

/**
 * Tests each model twice with the same items, when the past begins and when it ends: one that is better with customers is better here, and
 * what is hard for one is hard for all. The same seed gives the same results.
 */
export async function sendBenchmarks(server: ServerAddress, { past }: Pick<Story, 'past'>, seed: number): Promise<void> {
  for (const [place, atMs] of [past.fromMs, past.toMs].entries()) {
    const records = models.flatMap((model) => resultsOf(model, { seed, place, atMs }));
    for (let from = 0; from < records.length; from += maxBatch) await sendResults(server, records.slice(from, from + maxBatch));
  }
}

function resultsOf(
  { name, successShare, firstTokenMs }: ModelTraits,
  { seed, place, atMs }: { readonly seed: number; readonly place: number; readonly atMs: number },
): BenchmarkRecord[] {
  const random = new Random(seed, 'benchmark', name, place);
  const run = {
    suite,
    model: name,
    externalId: `demo-${seed}-benchmark-${place + 1}-${name}`,
    source: 'FILE' as const,
    startedAt: new Date(atMs).toISOString(),
    endedAt: new Date(atMs + 300_000).toISOString(),
    configuration: { simulated: true, temperature: 0 },
  };
  return intents.flatMap(({ name: id }) =>
    Array.from({ length: itemsPerIntent }, (_, number) => {
      const hardness = new Random(seed, 'benchmark item', id, number).uniform();
      const isCorrect = random.happens(Math.min(0.99, Math.max(0.01, successShare + place * gain + (0.5 - hardness) * spread)));
      return {
        run,
        result: {
          itemId: `${id}-${number + 1}`,
          category: id,
          input: `Task ${number + 1} about ${id.replaceAll('-', ' ')}`,
          target: 'solved',
          answer: isCorrect ? 'solved' : random.pick(['wrong tool', 'gave up', 'asked again']),
          isCorrect,
          latencyMs: Math.round(firstTokenMs * (2 + 3 * random.uniform())),
        },
      };
    }),
  );
}
