import { afterAll, beforeAll, expect, test } from 'vitest';
import { Report } from '../../analytics/report.ts';
import { drainProjection } from '../../../background.ts';
import { evaluateMessages } from '../../evaluations/commands.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { openBus } from '../../../platform/live/open.ts';
import { ingestMessages } from '../../messages/commands.ts';
import { factsOf, truthOf } from '../../../platform/store/projector/projection.testing.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { messageCutoff } from '../../policies/load.ts';
import { forgetUnnamedUsers } from '../../users/commands.ts';
import { expireMessages } from './message-retention.ts';
import { everyText, havePolicy, rowCount } from '../../policies/policies.testing.ts';

const dayMs = 86_400_000;
const days = 30;
const now = new Date('2026-11-20T13:45:00Z');
const cutoff = new Date('2026-10-21T00:00:00Z');

let stores: Stores;
let live: LiveBus;
let workspaceCount = 0;

beforeAll(async () => {
  stores = await openTestStores();
  live = await openBus(null, undefined as never);
});
afterAll(() => stores?.close());

const isOld = (place: number): boolean => place % 3 === 0;
/**
 * Every third is older than the cutoff; a conversation holds three, so that some of all are mixed, and every ninth conversation is old as a
 * whole.
 */
function messages(count: number, which: (place: number) => boolean = () => true): object[] {
  return Array.from({ length: count }, (_, place) => place)
    .filter(which)
    .map((place) => {
      const at = isOld(place) ? cutoff.getTime() - 1 - place * 3_600_000 : cutoff.getTime() + place * 1_800_000;
      const age = isOld(place) ? 'expired' : 'kept';
      return {
        externalId: `m-${place}`,
        conversationId: isOld(place) && place % 2 === 0 ? `expired-conversation-${place}` : `c-${Math.floor(place / 3)}`,
        role: place % 4 === 3 ? 'USER' : 'ASSISTANT',
        content: `${age}-content ${place}`,
        createdAt: new Date(at).toISOString(),
        model: `model-${place % 5}`,
        provider: 'openai',
        inputTokens: 100 + place,
        outputTokens: 10,
        latencyMs: 500 + place,
        userId: isOld(place) && place % 2 === 0 ? `expired-user-${place}` : 'kept-user',
        metadata: { age: `${age}-metadata` },
        toolCalls: [{ name: 'find', arguments: { of: `${age}-arguments` }, success: true }],
      };
    });
}
const judgments = (count: number, which: (place: number) => boolean = () => true): object[] =>
  Array.from({ length: count }, (_, place) => place)
    .filter(which)
    .map((place) => ({
      externalId: `e-${place}`,
      messageExternalId: `m-${place}`,
      rating: 1 + (place % 5),
      comment: `${isOld(place) ? 'expired' : 'kept'}-comment`,
    }));

async function have(workspaceId: string, items: object[], judged: object[]): Promise<void> {
  for (const result of [
    await ingestMessages({ stores, live }, workspaceId, items, now),
    await evaluateMessages(stores, workspaceId, judged, now),
  ]) {
    expect(result).toMatchObject({ ok: true, value: { rejected: [] } });
  }
}
const newWorkspace = (): Promise<string> => createTestWorkspace(stores, `w${(workspaceCount += 1)}`);

/** All of a report's numbers over a range that begins before everything, from the rollup where it may answer, and from the facts alone. */
async function numbersOf(workspaceId: string): Promise<unknown> {
  const range = { from: new Date('2026-01-01T00:00:00Z'), to: new Date('2026-12-31T00:00:00Z') };
  const report = await Report.open(stores, workspaceId, range, now);
  const ofFacts = await Report.open(stores, workspaceId, { ...range, sessions: [''] }, now);
  expect(await ofFacts.overview()).toEqual(await report.overview());
  expect(await ofFacts.series('DAY')).toEqual(await report.series('DAY'));
  return [await report.overview(), await report.series('DAY'), await report.byModel()];
}

/** What the hourly sweep of known users does, when it no longer waits for messages under way. */
const forgetUnnamed = (): Promise<void> =>
  forgetUnnamedUsers(stores, new Date(Date.now() + 3_600_000), (error) => {
    throw error;
  });

test('the cutoff is the start of a day: the whole of the last day is kept', () => {
  expect(messageCutoff(days, now)).toEqual(cutoff);
  expect(messageCutoff(days, new Date('2026-11-20T23:59:59.999Z'))).toEqual(cutoff);
  expect(messageCutoff(days, new Date('2026-11-21T00:00:00Z'))).toEqual(new Date(cutoff.getTime() + dayMs));
});

test('expired messages leave nothing behind, and analytics are those of the newer messages alone', async () => {
  const [workspaceId, newerOnly] = [await newWorkspace(), await newWorkspace()];
  await havePolicy(stores, workspaceId, { messageRetentionDays: days });
  await have(workspaceId, messages(120), judgments(120));
  await have(
    newerOnly,
    messages(120, (place) => !isOld(place)),
    judgments(120, (place) => !isOld(place)),
  );
  await drainProjection(stores);

  expect(await expireMessages(stores, workspaceId, now)).toBe(40);
  expect(await numbersOf(workspaceId)).toEqual(await numbersOf(newerOnly)); // hours are marked: from the facts
  await drainProjection(stores);
  expect(await numbersOf(workspaceId)).toEqual(await numbersOf(newerOnly)); // and from the rollup
  expect(await factsOf(stores, workspaceId)).toEqual(await truthOf(stores, workspaceId));

  // As it lies on the disk, removals and older versions too.
  const inWorkspace = `workspace_id = '${workspaceId}'`;
  for (const [table, column] of [
    ['message_facts', 'created_at'],
    ['message_texts', 'created_at'],
    ['message_rollup', 'started_at'],
  ] as const) {
    expect(await rowCount(stores, table, `${inWorkspace} AND ${column} < '2026-10-21 00:00:00'`), table).toBe(0);
    expect(await rowCount(stores, table, inWorkspace), table).toBeGreaterThan(0);
  }
  await forgetUnnamed();
  expect([...(await everyText(stores))].filter(([, text]) => text.includes('expired')).map(([column]) => column)).toEqual([]);
  expect(await stores.prisma.message.count({ where: { workspaceId } })).toBe(80);
  expect(await stores.prisma.evaluation.count({ where: { workspaceId } })).toBe(80);
  expect(await stores.prisma.endUser.findMany({ where: { workspaceId }, select: { externalId: true } })).toEqual([
    { externalId: 'kept-user' },
  ]);
  expect(await expireMessages(stores, workspaceId, now)).toBe(0);
});

// Over 10 s: on a slow machine; ClickHouse rewrites every part of three tables, two at a time.
test('a workspace without days, and messages of other workspaces, stay', async () => {
  const [workspaceId, other] = [await newWorkspace(), await newWorkspace()];
  await havePolicy(stores, workspaceId, { messageRetentionDays: days });
  await havePolicy(stores, other, {});
  for (const id of [workspaceId, other]) await have(id, messages(30), judgments(30));
  await drainProjection(stores);
  expect(await expireMessages(stores, other, now)).toBe(0);
  expect(await expireMessages(stores, workspaceId, now)).toBe(10);
  expect(await stores.prisma.message.count({ where: { workspaceId: other } })).toBe(30);
  expect(await factsOf(stores, other)).toEqual(await truthOf(stores, other));
  await expireMessages(stores, workspaceId, new Date(now.getTime() + 400 * dayMs));
  await stores.prisma.endUser.deleteMany({ where: { workspaceId: other } }).catch(() => {});
  // what the next test looks for must not come from here
  await havePolicy(stores, other, { messageRetentionDays: 1 });
  await expireMessages(stores, other, new Date(now.getTime() + 400 * dayMs));
});

test.each(['message_texts', 'message_facts', 'mutation'] as const)('cut off before %s, the next run does the rest', async (at) => {
  const [workspaceId, newerOnly] = [await newWorkspace(), await newWorkspace()];
  await havePolicy(stores, workspaceId, { messageRetentionDays: days });
  await have(workspaceId, messages(60), judgments(60));
  await have(
    newerOnly,
    messages(60, (place) => !isOld(place)),
    judgments(60, (place) => !isOld(place)),
  );
  await drainProjection(stores);
  await expect(expireMessages(crashingAt(at), workspaceId, now)).rejects.toThrow('crash');
  await drainProjection(stores); // whatever goes on in between
  await expireMessages(stores, workspaceId, now);
  await drainProjection(stores);
  expect(await numbersOf(workspaceId)).toEqual(await numbersOf(newerOnly));
  expect(await factsOf(stores, workspaceId)).toEqual(await truthOf(stores, workspaceId));
  expect(await rowCount(stores, 'message_facts', `workspace_id = '${workspaceId}' AND created_at < '2026-10-21 00:00:00'`)).toBe(0);
  await forgetUnnamed();
  expect([...(await everyText(stores))].filter(([, text]) => text.includes('expired')).map(([column]) => column)).toEqual([]);
});

test('a message that an update moved past the cutoff before it was projected is kept', async () => {
  const workspaceId = await newWorkspace();
  await havePolicy(stores, workspaceId, { messageRetentionDays: days });
  await have(workspaceId, messages(6), []);
  await drainProjection(stores);
  await have(workspaceId, [{ externalId: 'm-3', conversationId: 'c-1', role: 'USER', content: 'moved', createdAt: now.toISOString() }], []);
  const sweep = expireMessages(stores, workspaceId, now);
  await new Promise((resolve) => setTimeout(resolve, 200));
  await drainProjection(stores);
  expect(await sweep).toBe(1); // m-0
  await drainProjection(stores);
  expect(await stores.prisma.message.count({ where: { workspaceId } })).toBe(5);
  expect(await factsOf(stores, workspaceId)).toEqual(await truthOf(stores, workspaceId));
});

/** A crash just before a step: nothing of it and of what follows happens. */
function crashingAt(step: 'message_texts' | 'message_facts' | 'mutation'): Stores {
  const clickhouse = new Proxy(stores.clickhouse, {
    get: (target, name) => {
      if (name === 'insert') {
        return async (into: string, columns: readonly string[], lines: string) => {
          if (into === step) throw new Error('crash');
          await target.insert(into, columns, lines);
        };
      }
      if (name === 'command' && step === 'mutation') return () => Promise.reject(new Error('crash'));
      const value = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  return { ...stores, clickhouse };
}
