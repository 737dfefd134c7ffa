import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { checkedOf } from './message.fixtures.ts';
import { recordMessages } from './record.ts';
import type { MessageInput } from './types.ts';

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

const record = (...inputs: Partial<MessageInput>[]) => recordMessages(stores, workspaceId, inputs.map(checkedOf));
const stored = (externalId: string) =>
  stores.prisma.message.findUniqueOrThrow({
    where: { workspaceId_externalId: { workspaceId, externalId } },
    include: { toolCalls: true, conversation: { include: { endUser: true } } },
  });
const queue = () => stores.prisma.projectionQueue.findMany({ where: { workspaceId }, orderBy: { id: 'asc' } });
const emptyQueue = () => stores.prisma.projectionQueue.deleteMany({ where: { workspaceId } });

describe('recordMessages', () => {
  test('stores every field that was sent, to the letter', async () => {
    const createdAt = new Date('2026-03-04T05:06:07.089Z');
    const content = 'tab\t newline\n quote" backslash\\ brace{} comma, NULL null é 🙂 \u2028';
    const said = {
      createdAt,
      content,
      model: 'gpt-4o',
      provider: 'openai',
      inputTokens: 2_147_483_647,
      outputTokens: 0,
      cacheReadTokens: 3,
      cacheWriteTokens: 4,
      reasoningTokens: 0,
      latencyMs: 7_922_000,
      timeToFirstTokenMs: 12,
      errorType: 'rate "limit"',
      sessionId: 's',
      experimentName: 'e',
      variant: 'v',
      widget: false,
      userId: 'u',
      environment: 'NULL',
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: '00f067aa0ba902b7',
      metadata: { 'k"\\': [1, null, 'NULL', { deep: '{}' }] },
      toolCalls: [
        { id: 'call', name: 'a', success: false, durationMs: 5, error: 'Error: "no"', arguments: { q: ['"', '\\'] }, result: 'text' },
        { name: 'b', result: null },
      ],
    };
    expect(await record(said)).toMatchObject({ accepted: 1, updated: 0 });
    const { userId, toolCalls, ...columns } = said;
    const message = await stored('m-1');
    expect(message).toMatchObject({ ...columns, role: 'ASSISTANT' });
    expect(message.conversation.endUser).toMatchObject({ id: message.endUserId, externalId: userId });
    expect(message.conversation).toMatchObject({
      externalId: 'c-1',
      sessionId: 's',
      experimentName: 'e',
      variant: 'v',
      widget: false,
      environment: 'NULL',
    });
    expect(message.toolCalls.sort((a, b) => a.position - b.position)).toMatchObject([
      {
        position: 0,
        callId: 'call',
        name: 'a',
        success: false,
        durationMs: 5,
        error: 'Error: "no"',
        arguments: toolCalls[0]?.arguments,
        result: 'text',
      },
      { position: 1, callId: null, name: 'b', success: null, durationMs: null, error: null, arguments: null, result: null },
    ]);
    expect(await stores.prisma.model.findMany({ where: { workspaceId } })).toMatchObject([{ name: 'gpt-4o', provider: 'openai' }]);
  });

  test('changes and enqueues nothing when the same batch comes again', async () => {
    const batch = [
      { toolCalls: [{ name: 't', arguments: { a: 1, b: [2] } }], metadata: { b: 1, a: 2 }, createdAt: new Date('2026-01-01') },
      { externalId: 'm-2' },
    ];
    await record(...batch);
    await emptyQueue();
    expect(await record(...batch)).toEqual({ accepted: 0, updated: 2, stored: { messageIds: [], conversationIds: [] } });
    expect(await queue()).toEqual([]);
  });

  test('keeps what an update does not say, and enqueues what changed', async () => {
    await record({ model: 'gpt-4o', inputTokens: 5, toolCalls: [{ name: 't' }], metadata: { a: 1 } }, { externalId: 'm-2' });
    await emptyQueue();
    expect(await record({ content: 'Hello again', outputTokens: 7 }, { externalId: 'm-2' }, { externalId: 'm-3' })).toMatchObject({
      accepted: 1,
      updated: 2,
    });
    const message = await stored('m-1');
    expect(message).toMatchObject({
      content: 'Hello again',
      model: 'gpt-4o',
      inputTokens: 5,
      outputTokens: 7,
      metadata: { a: 1 },
      toolCalls: [{ name: 't' }],
    });
    expect((await queue()).map((row) => row.messageId)).toEqual(expect.arrayContaining([message.id, (await stored('m-3')).id]));
    expect(await queue()).toHaveLength(2);
  });

  test('tells the projector where a message stood before an update moved it in time', async () => {
    const before = new Date('2026-01-01T00:00:00Z');
    await record({ createdAt: before });
    await emptyQueue();
    await record({ createdAt: new Date('2026-01-02T00:00:00Z') });
    expect(await queue()).toMatchObject([{ staleCreatedAt: before }]);
    await emptyQueue();
    await record({ content: 'in place' });
    expect(await queue()).toMatchObject([{ staleCreatedAt: null }]);
  });

  test('replaces tool calls as a set when they are sent, and by none when the set is empty', async () => {
    await record({ toolCalls: [{ name: 'a' }, { name: 'b' }] });
    await record({ toolCalls: [{ name: 'c' }] });
    expect((await stored('m-1')).toolCalls).toMatchObject([{ name: 'c', position: 0 }]);
    await emptyQueue();
    await record({ toolCalls: [] });
    expect((await stored('m-1')).toolCalls).toEqual([]);
    expect(await queue()).toHaveLength(1);
  });

  test('counts a duplicate inside one batch as sent one after the other', async () => {
    const result = await record({ content: 'first', model: 'gpt-4o' }, { externalId: 'm-2' }, { content: 'last', inputTokens: 1 });
    expect(result).toMatchObject({ accepted: 2, updated: 1 });
    expect(await stored('m-1')).toMatchObject({ content: 'last', model: 'gpt-4o', inputTokens: 1 });
    expect(await queue()).toHaveLength(2);
  });

  test('gives ids in the order sent, which is the order within one instant', async () => {
    const {
      stored: { messageIds },
    } = await record({ externalId: 'z' }, { externalId: 'a' }, { externalId: 'm' });
    expect(messageIds).toEqual([(await stored('z')).id, (await stored('a')).id, (await stored('m')).id].map(String));
    expect(messageIds.map(Number)).toEqual(messageIds.map(Number).sort((a, b) => a - b));
  });

  test('lets the first message that names an attribute set it for the conversation, and enqueues all its messages', async () => {
    await record({ externalId: 'm-1' }, { externalId: 'm-2', sessionId: 'first' });
    await emptyQueue();
    await record({ externalId: 'm-3', sessionId: 'second', userId: 'u' });
    expect((await stored('m-3')).conversation).toMatchObject({ sessionId: 'first', endUserId: expect.any(BigInt) });
    expect(new Set((await queue()).map((row) => row.messageId))).toEqual(
      new Set(await Promise.all(['m-1', 'm-2', 'm-3'].map(async (id) => (await stored(id)).id))),
    );
    await emptyQueue();
    await record({ externalId: 'm-4', sessionId: 'third', userId: 'u2' });
    expect(await queue()).toHaveLength(1);
    expect((await stored('m-4')).conversation.sessionId).toBe('first');
  });

  test('moves a message to another conversation when it is sent with that', async () => {
    await record({});
    await record({ conversationId: 'c-2' });
    expect((await stored('m-1')).conversation.externalId).toBe('c-2');
  });

  test('attaches evaluations that were waiting for their message', async () => {
    const evaluation = await stores.prisma.evaluation.create({
      data: { workspaceId, externalId: 'e', messageExternalId: 'm-1', rating: 5, evaluatorKind: 'HUMAN', createdAt: new Date() },
    });
    await stores.prisma.waitingEvaluation.create({ data: { evaluationId: evaluation.id, workspaceId, messageExternalId: 'm-1' } });
    await record({});
    expect(await stores.prisma.evaluation.findUniqueOrThrow({ where: { id: evaluation.id } })).toMatchObject({
      messageId: (await stored('m-1')).id,
    });
    expect(await stores.prisma.waitingEvaluation.count({ where: { workspaceId } })).toBe(0);
  });

  test('keeps workspaces apart', async () => {
    const other = await createTestWorkspace(stores, `other-${workspaceId}`);
    await record({ userId: 'u' });
    expect(await recordMessages(stores, other, [checkedOf({ content: 'theirs', userId: 'u' })])).toMatchObject({ accepted: 1 });
    expect((await stored('m-1')).content).toBe('Hello');
  });

  test('records again what it remembered when the rows are gone', async () => {
    await record({ userId: 'u' });
    await stores.prisma.conversation.deleteMany({ where: { workspaceId } });
    await stores.prisma.endUser.deleteMany({ where: { workspaceId } });
    expect(await record({ externalId: 'm-2', userId: 'u' })).toMatchObject({ accepted: 1 });
  });

  test('stores each message once when batches with the same ids come at once, in any order', async () => {
    const ids = Array.from({ length: 200 }, (_, index) => `m-${index}`);
    const batches = Array.from({ length: 12 }, (_, turn) => {
      const order = turn % 2 === 0 ? ids : ids.toReversed();
      return order.map((externalId, index) =>
        checkedOf({
          externalId,
          conversationId: `c-${index % 40}`,
          content: `by ${turn}`,
          userId: `u-${index % 7}`,
          model: `model-${turn % 3}`,
          ...(turn > 5 ? { sessionId: 's' } : {}),
        }),
      );
    });
    const results = await Promise.all(batches.map((batch) => recordMessages(stores, workspaceId, batch)));
    expect(results.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(200);
    expect(results.every(({ accepted, updated }) => accepted + updated === 200)).toBe(true);
    expect(await stores.prisma.message.count({ where: { workspaceId } })).toBe(200);
    expect(await stores.prisma.conversation.count({ where: { workspaceId, sessionId: 's' } })).toBe(40);
    expect(await stores.prisma.endUser.count({ where: { workspaceId } })).toBe(7);
  });
});
