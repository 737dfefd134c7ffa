import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { checkEvaluation } from '../../evaluations/ingest.ts';
import { recordEvaluations } from '../../evaluations/record.ts';
import type { CheckedEvaluation } from '../../evaluations/types.ts';
import { checkedOf } from '../../messages/message.fixtures.ts';
import { recordMessages } from '../../messages/record.ts';
import type { MessageInput } from '../../messages/types.ts';
import { sql, uuid } from '../../../platform/store/sql.ts';
import { factsOf, truthOf } from '../../../platform/store/projector/projection.testing.ts';
import type { BackgroundTask } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../../platform/store/testing.ts';
import { startRebuild } from '../commands.ts';
import { rebuildJob } from './rebuild.ts';

let stores: Stores;
let workspaceId: string;
let workspaceCount = 0;

beforeAll(async () => {
  stores = await openTestStores();
});
afterAll(() => stores?.close());
beforeEach(async () => {
  workspaceId = await createTestWorkspace(stores, `w${(workspaceCount += 1)}`);
});

const record = (inputs: Partial<MessageInput>[]) => recordMessages(stores, workspaceId, inputs.map(checkedOf));
const at = (index: number): Date => new Date(Date.UTC(2026, 2, 1 + (Math.floor(index / 24) % 5), index % 24, 5));
const manyMessages = (count: number): Partial<MessageInput>[] =>
  Array.from({ length: count }, (_, index) => ({
    externalId: `m-${index}`,
    conversationId: `c-${index % 50}`,
    role: index % 4 === 0 ? 'USER' : 'ASSISTANT',
    createdAt: at(index),
    inputTokens: index,
    latencyMs: index % 7 === 0 ? null : index,
    model: `model-${index % 3}`,
    toolCalls: index % 5 === 0 ? [{ name: 'find', success: true }] : [],
  }));

async function fill(count: number): Promise<void> {
  const messages = manyMessages(count);
  for (let first = 0; first < count; first += 2_000) await record(messages.slice(first, first + 2_000));
  const judgments = Array.from({ length: 40 }, (_, index) => ({
    messageExternalId: `m-${index * 3}`,
    rating: 1 + (index % 5),
    success: index % 2 === 0,
  }));
  await recordEvaluations(
    stores,
    workspaceId,
    judgments.map((input) => checkEvaluation(input, new Date()) as CheckedEvaluation),
  );
  await drainProjection(stores);
}

/** Runs the job as the runner would; `stopAfter` steps it is told to stop. Gives back the cursors that it reported. */
async function rebuild(stopAfter = Infinity): Promise<{ cursors: bigint[]; task: BackgroundTask }> {
  const { id } = await startRebuild(stores, { workspaceId });
  const task = await stores.prisma.backgroundTask.findUniqueOrThrow({ where: { id } });
  const stopping = new AbortController();
  const cursors: bigint[] = [];
  const report = async (data: { cursor?: bigint }): Promise<void> => {
    await stores.prisma.backgroundTask.update({ where: { id }, data });
    if (data.cursor !== undefined) cursors.push(data.cursor);
    if (cursors.length >= stopAfter) stopping.abort();
  };
  await rebuildJob.run(stores, task, report, stopping.signal, { publish: () => {} });
  if (!stopping.signal.aborted) await stores.prisma.backgroundTask.update({ where: { id }, data: { status: 'SUCCEEDED' } });
  return { cursors, task: await stores.prisma.backgroundTask.findUniqueOrThrow({ where: { id } }) };
}

/** All of the rollup but its versions. */
const rollup = () =>
  stores.clickhouse.query(
    'test.rollup',
    sql`SELECT grain, started_at, model, message_count, error_count, evaluated_count, uncached_input_tokens, cost_nano_usd, rating_1_count, rating_5_count,
               success_count, bitmapCardinality(conversations) AS conversation_count, latencies_ms, length(tool_calls) AS tool_calls
        FROM (SELECT grain, started_at, model, sum(message_count) AS message_count, sum(error_count) AS error_count, sum(evaluated_count) AS evaluated_count,
                     sum(uncached_input_tokens) AS uncached_input_tokens, sum(cost_nano_usd) AS cost_nano_usd, sum(rating_1_count) AS rating_1_count,
                     sum(rating_5_count) AS rating_5_count, sum(success_count) AS success_count, groupBitmapMergeState(conversations) AS conversations,
                     arraySort(arrayFlatten(groupArray(latencies_ms))) AS latencies_ms, arrayFlatten(groupArray(tool_calls)) AS tool_calls
              FROM message_rollup FINAL WHERE workspace_id = ${uuid(workspaceId)} GROUP BY grain, started_at, model)
        ORDER BY grain, started_at, model`,
    { timeoutMs: 30_000 },
  );

const texts = () =>
  stores.clickhouse.query(
    'test.texts',
    sql`SELECT message_id, created_at, content FROM message_texts FINAL WHERE workspace_id = ${uuid(workspaceId)} ORDER BY message_id`,
    { timeoutMs: 30_000 },
  );

describe('a rebuild', () => {
  test('restores lost, wrong and left-over facts, texts and rollups to what they were', async () => {
    await fill(300);
    const before = { facts: await factsOf(stores, workspaceId), rollup: await rollup(), texts: await texts() };
    expect(before.facts).toEqual(await truthOf(stores, workspaceId));
    expect(before.rollup.length).toBeGreaterThan(50);

    const change = (statement: ReturnType<typeof sql>) => stores.clickhouse.command('test.damage', statement, { timeoutMs: 30_000 });
    await change(
      sql`INSERT INTO message_facts (workspace_id, created_at, message_id, role, model, version) SELECT workspace_id, created_at + 3600000, message_id, role, 'left over', version FROM message_facts FINAL WHERE workspace_id = ${uuid(workspaceId)} AND message_id % 5 = 0`,
    );
    await change(
      sql`INSERT INTO message_facts (workspace_id, created_at, message_id, role, model, version) SELECT workspace_id, created_at, message_id, role, 'wrong', version FROM message_facts FINAL WHERE workspace_id = ${uuid(workspaceId)} AND message_id % 7 = 0`,
    );
    await change(
      sql`INSERT INTO message_texts (workspace_id, created_at, message_id, content, version) SELECT workspace_id, created_at, message_id + 1000000, 'left over', version FROM message_texts FINAL WHERE workspace_id = ${uuid(workspaceId)}`,
    );
    await stores.clickhouse.command(
      'test.damage',
      sql`DELETE FROM message_facts WHERE workspace_id = ${uuid(workspaceId)} AND message_id % 3 = 0`,
    );
    await stores.clickhouse.command(
      'test.damage',
      sql`DELETE FROM message_rollup WHERE workspace_id = ${uuid(workspaceId)} AND message_count > 1`,
    );
    expect(await factsOf(stores, workspaceId)).not.toEqual(before.facts);
    expect(await rollup()).not.toEqual(before.rollup);

    await rebuild();
    await drainProjection(stores);
    expect(await factsOf(stores, workspaceId)).toEqual(before.facts);
    expect(await texts()).toEqual(before.texts);
    expect(await rollup()).toEqual(before.rollup);
  });

  test('goes on from its cursor after it was stopped', async () => {
    await fill(6_000);
    const truth = await truthOf(stores, workspaceId);
    await stores.clickhouse.command('test.damage', sql`DELETE FROM message_facts WHERE workspace_id = ${uuid(workspaceId)}`);
    const first = await rebuild(1);
    expect(first.task.status).not.toBe('SUCCEEDED');
    const written = (await factsOf(stores, workspaceId)).length;
    expect(written).toBeGreaterThan(0);
    expect(written).toBeLessThan(truth.length);
    const second = await rebuild();
    expect(second.task.id).toBe(first.task.id);
    expect(second.cursors[0]).toBeGreaterThan(first.cursors.at(-1) as bigint);
    expect(second.cursors).toHaveLength(1);
    expect(await factsOf(stores, workspaceId)).toEqual(truth);
  });

  test('keeps what changes, moves and arrives while it runs', async () => {
    await fill(200);
    let isRunning = true;
    const write = async (): Promise<void> => {
      for (let step = 0; isRunning; step += 1) {
        await record(
          Array.from({ length: 20 }, (_, index) => ({
            externalId: `m-${(step * 7 + index * 11) % 260}`,
            conversationId: 'c',
            createdAt: at(step + index),
            inputTokens: step,
          })),
        );
      }
    };
    const project = async (): Promise<void> => {
      while (isRunning) await drainProjection(stores);
    };
    const writing = [write(), project()];
    for (let round = 0; round < 5; round += 1) await rebuild();
    isRunning = false;
    await Promise.all(writing);
    await drainProjection(stores);
    expect(await factsOf(stores, workspaceId)).toEqual(await truthOf(stores, workspaceId));
  });

  test('leaves other workspaces alone, and is asked for once at a time', async () => {
    await fill(20);
    const other = workspaceId;
    const before = await factsOf(stores, other);
    workspaceId = await createTestWorkspace(stores, 'empty');
    const first = await startRebuild(stores, { workspaceId });
    expect((await startRebuild(stores, { workspaceId })).id).toBe(first.id);
    await rebuild();
    expect((await startRebuild(stores, { workspaceId })).id).not.toBe(first.id);
    expect(await factsOf(stores, other)).toEqual(before);
  });
});
