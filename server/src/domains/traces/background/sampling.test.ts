import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { evaluateMessages } from '../../evaluations/commands.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { openBus } from '../../../platform/live/open.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { deleteTraces } from '../commands/delete.ts';
import { hexId, testModelCall, testSpan } from '../spans.testing.ts';
import type { Span } from '../types.ts';
import { messageIdOfSpan } from '../../messages/pure/trace-ids.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import { havePolicy, haveSpans, rowCount } from '../../policies/policies.testing.ts';
import { quietMs, sampleTraces } from './sampling.ts';

let stores: Stores;
let live: LiveBus;
let workspaceCount = 0;

beforeAll(async () => {
  stores = await openTestStores();
  live = await openBus(null, undefined as never);
});
afterAll(() => stores?.close());

async function newWorkspace(traceSampleShare: number): Promise<string> {
  const workspaceId = await createTestWorkspace(stores, `w${(workspaceCount += 1)}`);
  await havePolicy(stores, workspaceId, { traceSampleShare }, new Date(Date.now() - 60_000));
  return workspaceId;
}
const rested = (): Date => new Date(Date.now() + quietMs + 1_000);
const sample = (workspaceId: string, now = rested()): Promise<number> => sampleTraces(stores, workspaceId, now, deleteTraces);

async function traceIds(workspaceId: string): Promise<string[]> {
  const rows = await stores.clickhouse.query(
    'test.traces',
    sql`SELECT replaceAll(toString(trace_id), '-', '') AS id FROM traces FINAL WHERE workspace_id = ${uuid(workspaceId)} ORDER BY id`,
    { timeoutMs: 10_000 },
  );
  return (rows as { id: string }[]).map(({ id }) => id);
}

/** A model call and a span beside it. */
function testTrace(n: number): Span[] {
  const traceId = `7${hexId(n, 31)}`;
  return [testModelCall(2 * n, { traceId }), testSpan(2 * n + 1, { traceId })];
}

// Over 10 s: on a slow machine; the least count at which a share is told from another one for sure, written as real spans.
test.each([
  { share: 1, least: 2_000, most: 2_000 },
  { share: 0, least: 0, most: 0 },
  // five standard deviations on either side: √(2,000 × ½ × ½) = 22.4
  { share: 0.5, least: 888, most: 1_112 },
])(
  'a share of $share keeps $least to $most of 2,000 traces, whole ones, and every message',
  async ({ share, least, most }) => {
    const workspaceId = await newWorkspace(share);
    const spans = Array.from({ length: 2_000 }, (_, n) => testTrace(n)).flat();
    await haveSpans(stores, live, workspaceId, spans);
    const messageCount = await stores.prisma.message.count({ where: { workspaceId } });
    expect(messageCount).toBeGreaterThanOrEqual(2_000);
    const deletedCount = await sample(workspaceId);
    const kept = await traceIds(workspaceId);
    expect(kept.length).toBe(2_000 - deletedCount);
    expect(kept.length).toBeGreaterThanOrEqual(least);
    expect(kept.length).toBeLessThanOrEqual(most);
    expect(await rowCount(stores, 'spans', `workspace_id = '${workspaceId}'`)).toBe(2 * kept.length);
    expect(await stores.prisma.message.count({ where: { workspaceId } })).toBe(messageCount);
    expect(await sample(workspaceId)).toBe(0);
  },
  120_000,
);

test('every workspace, and so every server, decides the same of a trace', async () => {
  const [one, another] = [await newWorkspace(0.3), await newWorkspace(0.3)];
  const spans = Array.from({ length: 200 }, (_, n) => testSpan(n));
  await haveSpans(stores, live, one, spans);
  await haveSpans(stores, live, another, spans.toReversed());
  await sample(one);
  await sample(another);
  expect(await traceIds(one)).toEqual(await traceIds(another));
  // A larger share keeps all that a smaller one keeps.
  const more = await newWorkspace(0.6);
  await haveSpans(stores, live, more, spans);
  await sample(more);
  expect(await traceIds(more)).toEqual(expect.arrayContaining(await traceIds(one)));
});

test('a trace with an error, or with a judgment of it, of a span or of a message, is kept', async () => {
  const workspaceId = await newWorkspace(0);
  const failing: Span = testSpan(0, { isError: true });
  const spans = [
    failing,
    testSpan(1, { traceId: failing.traceId }),
    ...[2, 3, 4, 5, 6].map((n) =>
      testModelCall(
        n,
        n === 5
          ? { judgments: [{ name: 'tone', value: 1, label: null, explanation: null, evaluatorKind: 'MODEL', identifier: null }] }
          : {},
      ),
    ),
  ];
  await haveSpans(stores, live, workspaceId, spans);
  const [, , judged, ofSpan, ofMessage, inBand, plain] = spans as [Span, Span, Span, Span, Span, Span, Span];
  const result = await evaluateMessages(
    stores,
    workspaceId,
    [
      { traceId: judged.traceId, name: 'trace', value: 1 },
      { traceId: ofSpan.traceId, spanId: ofSpan.spanId, name: 'span', value: 1 },
      { messageExternalId: messageIdOfSpan(ofMessage.traceId, ofMessage.spanId), rating: 3 },
    ],
    new Date(),
  );
  expect(result).toMatchObject({ ok: true, value: { accepted: 3 } });
  await drainProjection(stores);
  expect(await sample(workspaceId)).toBe(1);
  expect(await traceIds(workspaceId)).toEqual([failing, judged, ofSpan, ofMessage, inBand].map(({ traceId }) => traceId).sort());
  expect(await traceIds(workspaceId)).not.toContain(plain.traceId);
});

test('a trace is looked at ten minutes after its last span, and those that came before the share was lowered never are', async () => {
  const workspaceId = await createTestWorkspace(stores, 'waits');
  await haveSpans(stores, live, workspaceId, [testSpan(1)]);
  await new Promise((resolve) => setTimeout(resolve, 20));
  await havePolicy(stores, workspaceId, { traceSampleShare: 0 });
  await new Promise((resolve) => setTimeout(resolve, 20));
  await haveSpans(stores, live, workspaceId, [testSpan(2)]);
  expect(await sample(workspaceId, new Date(Date.now() + quietMs - 30_000))).toBe(0);
  expect(await traceIds(workspaceId)).toHaveLength(2);
  expect(await sample(workspaceId)).toBe(1);
  expect(await traceIds(workspaceId)).toEqual([testSpan(1).traceId]);
});

// Over 10 s: on a slow machine; ClickHouse hides the rows of three tables twice, part by part.
test('cut off before it has noted how far it came, it looks at the same traces again', async () => {
  const workspaceId = await newWorkspace(0);
  await haveSpans(stores, live, workspaceId, [testSpan(1), testSpan(2)]);
  await expect(
    sampleTraces(stores, workspaceId, rested(), async (to, id, ids) => {
      await deleteTraces(to, id, ids.slice(0, 1));
      throw new Error('crash');
    }),
  ).rejects.toThrow('crash');
  expect(await traceIds(workspaceId)).toHaveLength(1);
  expect(await sample(workspaceId)).toBe(1);
  expect(await traceIds(workspaceId)).toEqual([]);
});
