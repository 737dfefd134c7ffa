import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { indexTexts } from '../../../domains/facts/background/index-texts.ts';
import { projectionOf } from '../../../domains/facts/background/project.ts';
import { unindexedTexts } from '../../../domains/facts/queries.ts';
import { checkEvaluation } from '../../../domains/evaluations/ingest.ts';
import { recordEvaluations } from '../../../domains/evaluations/record.ts';
import type { CheckedEvaluation, EvaluationInput } from '../../../domains/evaluations/types.ts';
import { attachWaitingEvaluations } from '../../../domains/evaluations/waiting.ts';
import { checkedOf } from '../../../domains/messages/message.fixtures.ts';
import { recordMessages } from '../../../domains/messages/record.ts';
import type { MessageInput } from '../../../domains/messages/types.ts';
import { sql, uuid } from '../sql.ts';
import type { Stores } from '../stores.ts';
import { createTestWorkspace, openTestStores } from '../testing.ts';
import { factsOf, randomOf, truthOf } from './projection.testing.ts';
import { projectBatch, type ProjectMessages } from './queue.ts';

let stores: Stores;
let project: ProjectMessages;
let workspaceId: string;
let workspaceCount = 0;

beforeAll(async () => {
  stores = await openTestStores();
  project = projectionOf(stores);
});
afterAll(() => stores?.close());
beforeEach(async () => {
  workspaceId = await createTestWorkspace(stores, `w${(workspaceCount += 1)}`);
});

const record = (...inputs: Partial<MessageInput>[]) => recordMessages(stores, workspaceId, inputs.map(checkedOf));
const judge = (...inputs: EvaluationInput[]) =>
  recordEvaluations(
    stores,
    workspaceId,
    inputs.map((input) => checkEvaluation(input, new Date()) as CheckedEvaluation),
  );
const queuedCount = () => stores.prisma.projectionQueue.count({ where: { workspaceId } });
const dirtyHours = async () =>
  (await stores.prisma.rollupDirtyHour.findMany({ where: { workspaceId }, orderBy: { hour: 'asc' } })).map(({ hour }) =>
    hour.toISOString(),
  );
const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 1, hour, 30));

async function expectFactsAsTruth(hint = ''): Promise<void> {
  expect(await factsOf(stores, workspaceId), hint).toEqual(await truthOf(stores, workspaceId));
}

describe('projectBatch', () => {
  test('writes each queued message once, empties the queue, and marks the hours it touched', async () => {
    await record(
      { externalId: 'a', createdAt: at(1), inputTokens: 5, latencyMs: 7, toolCalls: [{ name: 'find' }, { name: 'find' }] },
      { externalId: 'b', createdAt: at(2), role: 'USER' },
    );
    await judge({ messageExternalId: 'a', rating: 4, success: true }, { messageExternalId: 'a', rating: 2 });
    const batch = await projectBatch(stores, project, 100);
    expect(batch.messageCount).toBe(3); // the judgments queued the message again
    expect(batch.countByWorkspace).toEqual(new Map([[workspaceId, 3]]));
    expect(await queuedCount()).toBe(0);
    expect(await dirtyHours()).toEqual(['2026-03-01T01:00:00.000Z', '2026-03-01T02:00:00.000Z']);
    await expectFactsAsTruth();
  });

  test('takes the oldest first and no more than it may', async () => {
    await record(...['a', 'b', 'c'].map((externalId) => ({ externalId })));
    expect((await projectBatch(stores, project, 2)).messageCount).toBe(2);
    expect(await factsOf(stores, workspaceId)).toEqual((await truthOf(stores, workspaceId)).slice(0, 2));
    await drainProjection(stores);
    await expectFactsAsTruth();
  });

  test('is behind while a batch leaves some behind: their texts are written without an index, which merges build', async () => {
    const written: unknown[] = [];
    const noting: ProjectMessages = async (...args) => {
      const projected = await project(...args);
      written.push(projected.facts.find(({ table }) => table.name === 'message_texts')?.settings);
      return projected;
    };
    const without = { exclude_materialize_skip_indexes_on_insert: 'content_pieces' };
    const content = 'A voyage in 80 days. '.repeat(20);
    await record(...Array.from({ length: 3 }, (_, place) => ({ externalId: `few${place}`, content })));
    await projectBatch(stores, noting, 3);
    for (let from = 0; from < 12_000; from += 3_000)
      await record(...Array.from({ length: 3_000 }, (_, place) => ({ externalId: `many${from + place}`, content, createdAt: at(1) })));
    for (let batch = 0; batch < 4; batch += 1) await projectBatch(stores, noting, 3_000);
    expect(written).toEqual(Array.from({ length: 5 }, () => without));
    expect((await unindexedTexts(stores.clickhouse, {}))[0]?.count).toBeGreaterThanOrEqual(12_000);
    await indexTexts(stores, new AbortController().signal);
    expect((await unindexedTexts(stores.clickhouse, {}))[0]?.count).toBeLessThanOrEqual(10_000);
    await record(...Array.from({ length: 1_000 }, (_, place) => ({ externalId: `last${place}`, content })));
    await projectBatch(stores, noting, 2_000);
    expect(written.at(-1)).toEqual({ exclude_materialize_skip_indexes_on_insert: '' });
    await expectFactsAsTruth();
  });

  test('takes no more than has room, and one at least', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    await record(...ids.map((externalId) => ({ externalId, content: 'x'.repeat(10_000) })));
    const batches = [];
    for (const maxBytes of [45_000, 1, Infinity]) batches.push(await projectBatch(stores, project, 100, maxBytes));
    expect(batches.map(({ messageCount, isAll }) => [messageCount, isAll])).toEqual([
      [4, false],
      [1, false],
      [3, true],
    ]);
    await expectFactsAsTruth();
    const texts = sql`SELECT uniqExact(message_id) AS count FROM message_texts WHERE workspace_id = ${uuid(workspaceId)}`;
    expect(await stores.clickhouse.query('test.texts', texts, { timeoutMs: 10_000 })).toEqual([
      { count: expect.toSatisfy((count: unknown) => Number(count) === ids.length) },
    ]);
  });

  test.each(['message_texts', 'message_facts'])(
    'done again after a crash between the insert of %s and the commit, changes nothing',
    async (table) => {
      await record({ externalId: 'a', createdAt: at(1), inputTokens: 1 }, { externalId: 'b', createdAt: at(1), inputTokens: 2 });
      await expect(projectBatch(crashingAfterInsertOf(table), project, 100)).rejects.toThrow('crash');
      expect(await queuedCount()).toBe(2);
      await record({ externalId: 'a', createdAt: at(3), inputTokens: 10 }); // moves on before it is done again
      await drainProjection(stores);
      await expectFactsAsTruth();
      expect(await factsOf(stores, workspaceId)).toHaveLength(2);
    },
  );

  test('leaves exactly one fact of a message that moved in time, wherever it went before', async () => {
    await record({ createdAt: at(1), inputTokens: 1 });
    await drainProjection(stores);
    for (const hour of [2, 1, 3, 3, 1]) {
      await record({ createdAt: at(hour), inputTokens: hour });
      await drainProjection(stores);
      await expectFactsAsTruth(`moved to ${hour}`);
    }
    for (const hour of [4, 5, 1, 4]) await record({ createdAt: at(hour) }); // several moves in one batch
    expect((await projectBatch(stores, project, 100)).messageCount).toBe(4);
    expect(await dirtyHours()).toEqual([1, 4, 5].map((hour) => `2026-03-01T0${hour}:00:00.000Z`));
    await expectFactsAsTruth();
  });

  // Over 10 s: on a slow machine; twelve races, each with its own order of events.
  test('ends with the facts of what was committed last, however updates, moves, judgments and projectors race', async () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      workspaceId = await createTestWorkspace(stores, `race-${seed}`);
      await raceOnce(randomOf(seed));
      await expectFactsAsTruth(`seed ${seed}`);
    }
  }, 120_000);
});

test('judgments that come in the same instant as their messages are each counted once', async () => {
  for (let round = 0; round < 15; round += 1) {
    const ids = Array.from({ length: 20 }, (_, index) => `r${round}-m${index}`);
    const judgments = ids.map((messageExternalId) => ({ messageExternalId, rating: 1 + (round % 5), success: true }));
    await Promise.all([
      record(...ids.map((externalId) => ({ externalId }))),
      judge(...judgments),
      judge(...judgments.toReversed()),
      attachWaitingEvaluations(stores),
      projectBatch(stores, project, 100),
    ]);
  }
  await drainProjection(stores);
  const facts = await factsOf(stores, workspaceId);
  expect(facts).toHaveLength(300);
  expect(facts.filter(({ ratings, successCount }) => ratings.length !== 1 || successCount !== 1)).toEqual([]);
  await expectFactsAsTruth();
});

/** A crash as ClickHouse sees it: the insert is durable, and nothing after it happened. */
function crashingAfterInsertOf(table: string): Stores {
  const clickhouse = new Proxy(stores.clickhouse, {
    get: (target, name) => {
      if (name !== 'insertBytes') return Reflect.get(target, name);
      return async (into: string, columns: readonly string[], lines: Buffer) => {
        await target.insertBytes(into, columns, lines);
        if (into === table) throw new Error('crash');
      };
    },
  });
  return { ...stores, clickhouse };
}

/** Writers change few messages often, while three projectors work in small batches and now and then crash after their insert. */
async function raceOnce(random: () => number): Promise<void> {
  const pick = (count: number): number => Math.floor(random() * count);
  const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, random() * 6));
  const slow: ProjectMessages = async (client, messages, version) => {
    await pause();
    const projected = await project(client, messages, version);
    await pause();
    return projected;
  };
  let areWriting = true;
  const write = async (): Promise<void> => {
    for (let step = 0; step < 12; step += 1) {
      const externalId = `m-${pick(6)}`;
      const conversationId = `c-${externalId}`;
      if (pick(4) === 0)
        await judge({ messageExternalId: externalId, externalId: `e-${pick(8)}`, rating: 1 + pick(5), success: pick(2) === 0 });
      else {
        const tools = pick(3) === 0 ? { toolCalls: Array.from({ length: pick(3) }, () => ({ name: `t-${pick(4)}` })) } : {};
        await record({
          externalId,
          conversationId,
          createdAt: at(pick(3)),
          inputTokens: pick(1_000),
          latencyMs: pick(1_000),
          ...(pick(3) === 0 ? { variant: `v-${pick(3)}` } : {}),
          ...tools,
        });
      }
      if (pick(3) === 0) await pause();
    }
  };
  const projectOn = async (): Promise<void> => {
    while (areWriting) {
      const target = pick(8) === 0 ? crashingAfterInsertOf('message_facts') : stores;
      await projectBatch(target, slow, 1 + pick(5)).catch((error: Error) => {
        if (error.message !== 'crash') throw error;
      });
    }
  };
  const projectors = Promise.all([projectOn(), projectOn(), projectOn()]);
  await Promise.all([write(), write(), write()]);
  areWriting = false;
  await projectors;
  await drainProjection(stores);
}
