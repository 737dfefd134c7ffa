import type { FakeRequest, FakeStep } from '../../server/src/domains/model-connections/tests/fake-models.testing.ts';
import { quantile } from '../overview/in-process.ts';
import { watchCpu } from '../trickle/cpu.ts';
import type { AssistantBench } from './place.ts';
import { follow, type FollowedTurn } from './turn.ts';

const conversationCount = Number(process.env['BENCH_CONVERSATIONS'] ?? 50);
const wordCount = 60;
const everyMs = 25;
const words: readonly FakeStep[] = Array.from({ length: wordCount }, (_, index) => [
  { text: index % 12 === 11 ? 'and so on.\n' : 'some words ' },
  { waitMs: everyMs },
]).flat();

/** Two tools, then an answer of sixty pieces: what a turn of each conversation is answered with. */
function stepsFor({ body }: FakeRequest): readonly FakeStep[] {
  const results = (body.messages as { role: string }[]).filter(({ role }) => role === 'tool').length;
  if (results === 0) return [{ waitMs: 300 }, { call: 'production_metrics', json: '{"measures":["messages","cost"],"groupBy":"model"}' }];
  if (results === 1) return [{ waitMs: 300 }, { call: 'training_metrics', json: '{"operation":"list_jobs"}' }];
  return [{ waitMs: 300 }, ...words];
}

/** Many conversations at once, each followed as a page does; beside them one alone. */
export async function measureTogether({ server: { address, pid }, dataDir, fake }: AssistantBench): Promise<void> {
  fake.answer(stepsFor);
  const one = (index: number): Promise<FollowedTurn> => follow(address, { text: `How many messages did each model answer (${index})?` });
  for (let index = 0; index < 3; index += 1) await one(index);
  const alone = await one(3);
  const cpu = await watchCpu(pid, dataDir);
  const turns = await Promise.all(Array.from({ length: conversationCount }, (_, index) => one(index + 4)));
  const used = await cpu.stop();
  const failed = turns.filter(({ status }) => status !== 'DONE');
  if (failed.length > 0) throw new Error(`${failed.length} turns failed: ${failed[0]?.failure}`);
  const sorted = turns.map(({ askedAt, endedAt }) => endedAt - askedAt).sort((a, b) => a - b);
  console.table({
    'one alone': { 'p50 ms': Math.round(alone.endedAt - alone.askedAt) },
    [`${conversationCount} at once`]: {
      'p50 ms': Math.round(quantile(sorted, 0.5)),
      'p95 ms': Math.round(quantile(sorted, 0.95)),
      'CPU s of the server': used.serverSeconds.toFixed(1),
      'CPU s of PostgreSQL': used.postgresSeconds.toFixed(1),
      'events to a follower': Math.round(turns.reduce((sum, { eventCount }) => sum + eventCount, 0) / turns.length),
    },
  });
  const modelMs = 3 * 300 + wordCount * everyMs;
  console.log(
    `The model itself takes ${modelMs} ms of each turn. CPU by thread: ${[...used.byThread]
      .slice(0, 5)
      .map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`)
      .join(', ')}`,
  );
}
