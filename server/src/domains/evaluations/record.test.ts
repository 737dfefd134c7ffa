import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordMessages } from '../messages/record.ts';
import { checkedOf } from '../messages/message.fixtures.ts';
import type { MessageInput } from '../messages/types.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { createTestWorkspace, openTestStores } from '../../platform/store/testing.ts';
import { messageIdOfSpan } from '../messages/pure/trace-ids.ts';
import { checkEvaluation } from './ingest.ts';
import { recordEvaluations } from './record.ts';
import type { CheckedEvaluation, EvaluationInput } from './types.ts';
import { attachWaitingEvaluations } from './waiting.ts';

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

const checked = (input: Partial<EvaluationInput>): CheckedEvaluation => {
  const result = checkEvaluation({ messageExternalId: 'm-1', ...input }, new Date());
  if ('reason' in result) throw new Error(`${result.field} ${result.reason}`);
  return result;
};
const judge = (...inputs: Partial<EvaluationInput>[]) => recordEvaluations(stores, workspaceId, inputs.map(checked));
const say = (...externalIds: string[]) =>
  recordMessages(
    stores,
    workspaceId,
    externalIds.map((externalId) => checkedOf({ externalId })),
  );
const evaluations = () => stores.prisma.evaluation.findMany({ where: { workspaceId }, orderBy: { id: 'asc' }, include: { message: true } });
const queuedMessages = async () => (await stores.prisma.projectionQueue.findMany({ where: { workspaceId } })).map((row) => row.messageId);
const emptyQueue = () => stores.prisma.projectionQueue.deleteMany({ where: { workspaceId } });
const waitingCount = () => stores.prisma.waitingEvaluation.count({ where: { workspaceId } });

describe('recordEvaluations', () => {
  test('stores every field that was sent, attached to its message, which is enqueued', async () => {
    const said = {
      externalId: 'e',
      rating: 2,
      success: false,
      failureTags: ['too "long"', 'NULL', 'a,b'],
      comment: 'c',
      correctedOutput: 'o',
      evaluator: 'anna',
      evaluatorKind: 'MODEL' as const,
      createdAt: new Date('2026-02-03T04:05:06.007Z'),
    };
    await say('m-1');
    await emptyQueue();
    expect(await judge(said)).toEqual({ accepted: 1, updated: 0 });
    const [evaluation] = await evaluations();
    expect(evaluation).toMatchObject({ ...said, message: { externalId: 'm-1' } });
    expect(await queuedMessages()).toEqual([evaluation?.messageId]);
  });

  test('is by a person, now, without tags, where these are not sent', async () => {
    await judge({ rating: 5 });
    expect(await evaluations()).toMatchObject([{ evaluatorKind: 'HUMAN', failureTags: [], createdAt: expect.any(Date) }]);
  });

  test('takes the same judgment twice as one, and different ones as several, without ids', async () => {
    await say('m-1');
    await judge({ rating: 5 }, { rating: 4 }, { success: true });
    await emptyQueue();
    expect(await judge({ rating: 5 }, { rating: 4 }, { rating: 3 })).toEqual({ accepted: 1, updated: 2 });
    expect(await evaluations()).toHaveLength(4);
    expect(await queuedMessages()).toHaveLength(1);
    await emptyQueue();
    expect(await judge({ rating: 3 }, { rating: 3 })).toEqual({ accepted: 0, updated: 2 });
    expect(await queuedMessages()).toEqual([]);
  });

  test('changes the fields that are sent of a known one, and keeps the rest', async () => {
    await say('m-1', 'm-2');
    await judge({ externalId: 'e', rating: 1, comment: 'kept', failureTags: ['x'], evaluatorKind: 'RULE' });
    await emptyQueue();
    expect(await judge({ externalId: 'e', rating: 5 })).toEqual({ accepted: 0, updated: 1 });
    expect(await evaluations()).toMatchObject([{ rating: 5, comment: 'kept', failureTags: ['x'], evaluatorKind: 'RULE' }]);
    expect(await queuedMessages()).toHaveLength(1);
    await emptyQueue();
    await judge({ externalId: 'e', messageExternalId: 'm-2', rating: 5, failureTags: [] });
    expect(await evaluations()).toMatchObject([{ failureTags: [], message: { externalId: 'm-2' } }]);
    expect(await queuedMessages()).toHaveLength(2);
  });

  test('waits for its message', async () => {
    expect(await judge({ rating: 5 }, { rating: 4, messageExternalId: 'never' })).toEqual({ accepted: 2, updated: 0 });
    expect(await waitingCount()).toBe(2);
    await say('m-1');
    expect((await evaluations()).map((evaluation) => evaluation.message?.externalId)).toEqual(['m-1', undefined]);
    expect(await waitingCount()).toBe(1);
  });

  test('is attached by the sweep when it and its message came in the same instant', async () => {
    await judge({ rating: 5 });
    await stores.prisma.waitingEvaluation.deleteMany({ where: { workspaceId } }); // as if the message's transaction had not seen it
    await say('m-1');
    await emptyQueue();
    const [evaluation] = await evaluations();
    await stores.prisma.waitingEvaluation.create({
      data: { evaluationId: evaluation?.id as bigint, workspaceId, messageExternalId: 'm-1' },
    });
    expect(await attachWaitingEvaluations(stores)).toBe(1);
    expect(await evaluations()).toMatchObject([{ message: { externalId: 'm-1' } }]);
    expect(await queuedMessages()).toHaveLength(1);
    expect(await waitingCount()).toBe(0);
    expect(await attachWaitingEvaluations(stores)).toBe(0);
  });

  test('is kept once when the same come at once, with their messages', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `m-${index}`);
    const batch = ids.map((messageExternalId) => checked({ messageExternalId, externalId: `e-${messageExternalId}`, rating: 3 }));
    const results = await Promise.all([
      recordEvaluations(stores, workspaceId, batch),
      say(...ids),
      recordEvaluations(stores, workspaceId, batch.toReversed()),
      say(...ids.toReversed()),
    ]);
    expect((results[0] as { accepted: number }).accepted + (results[2] as { accepted: number }).accepted).toBe(60);
    await attachWaitingEvaluations(stores);
    expect((await evaluations()).every((evaluation) => evaluation.message?.externalId === evaluation.messageExternalId)).toBe(true);
    expect(await waitingCount()).toBe(0);
  });
});

describe('an evaluation of a trace', () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  const spanId = '00f067aa0ba902b7';
  const judgeTrace = (...inputs: Partial<EvaluationInput>[]) =>
    judge(...inputs.map((input) => ({ messageExternalId: null, traceId, value: 0.5, ...input })));
  const minute = (at: number): Date => new Date(Date.UTC(2026, 0, 1, 0, at));
  const reply = (externalId: string, createdAt: Date, changes: Partial<MessageInput> = {}) =>
    recordMessages(stores, workspaceId, [checkedOf({ externalId, traceId, createdAt, ...changes })]);
  const attachedTo = async () => (await evaluations()).map(({ message }) => message?.externalId ?? null);

  test('keeps its name, value and label as sent', async () => {
    await judgeTrace({ name: 'accuracy', value: -1.25e-7, label: 'a "label"', spanId, sessionId: 's' });
    expect(await evaluations()).toMatchObject([
      { name: 'accuracy', value: -1.25e-7, label: 'a "label"', traceId, spanId, sessionId: 's', message: null },
    ]);
  });

  test('that names a span is of the reply that the span became, before or after', async () => {
    const replyId = messageIdOfSpan(traceId, spanId);
    await judgeTrace({ externalId: 'before', spanId });
    expect(await attachedTo()).toEqual([null]);
    await reply(replyId, minute(0), { spanId });
    await judgeTrace({ externalId: 'after', spanId });
    expect(await attachedTo()).toEqual([replyId, replyId]);
    expect(await waitingCount()).toBe(0);
  });

  test('that names a span is of the reply that was sent with the span, before or after', async () => {
    await judgeTrace({ externalId: 'before', spanId });
    await reply('asked', minute(0), { spanId, role: 'USER' });
    expect(await attachedTo()).toEqual([null]);
    await reply('sent', minute(1), { spanId });
    await reply('of another span', minute(2), { spanId: spanId.replace('0f', '1f') });
    await judgeTrace({ externalId: 'after', spanId });
    expect(await attachedTo()).toEqual(['sent', 'sent']);
    expect(await waitingCount()).toBe(0);
  });

  test('that names a span is attached by the sweep to a reply that was sent with it in the same instant', async () => {
    await judgeTrace({ spanId });
    await recordMessages(stores, workspaceId, [checkedOf({ externalId: 'sent', createdAt: minute(1) })]);
    await stores.prisma.message.updateMany({ where: { workspaceId, externalId: 'sent' }, data: { traceId, spanId } }); // as if neither had seen the other
    expect(await attachWaitingEvaluations(stores)).toBe(1);
    expect(await attachedTo()).toEqual(['sent']);
    expect(await waitingCount()).toBe(0);
  });

  test('that names no span is of the last reply, whatever comes later and in whatever order', async () => {
    await reply('first', minute(1));
    await emptyQueue();
    await judgeTrace({});
    expect(await attachedTo()).toEqual(['first']);
    expect(await queuedMessages()).toHaveLength(1);
    await reply('third', minute(3));
    expect(await attachedTo()).toEqual(['third']);
    const [first, third] = await stores.prisma.message.findMany({ where: { workspaceId }, orderBy: { createdAt: 'asc' } });
    expect(new Set(await queuedMessages())).toEqual(new Set([first?.id, third?.id]));
    await reply('second', minute(2));
    await reply('asked', minute(4), { role: 'USER' });
    await reply('of another trace', minute(5), { traceId: traceId.replace('4', '5') });
    expect(await attachedTo()).toEqual(['third']);
  });

  test('waits for a reply, and is attached when it comes', async () => {
    await judgeTrace({});
    await reply('asked', minute(0), { role: 'USER' });
    expect(await attachedTo()).toEqual([null]);
    await reply('answer', minute(1));
    expect(await attachedTo()).toEqual(['answer']);
    await attachWaitingEvaluations(stores);
    expect(await waitingCount()).toBe(0);
  });

  test('is attached by the sweep when it and a reply came in the same instant', async () => {
    await reply('old', minute(0));
    await judgeTrace({ externalId: 'e' });
    await recordMessages(stores, workspaceId, [checkedOf({ externalId: 'new', createdAt: minute(1) })]);
    await stores.prisma.message.updateMany({ where: { workspaceId, externalId: 'new' }, data: { traceId } }); // as if neither had seen the other
    await emptyQueue();
    expect(await attachWaitingEvaluations(stores)).toBe(1);
    expect(await attachedTo()).toEqual(['new']);
    expect(await queuedMessages()).toHaveLength(2);
    expect(await waitingCount()).toBe(0);
  });

  test('is of what the last one with its id says, and of that alone', async () => {
    await say('m-1');
    await reply('r', minute(0));
    await judge({ externalId: 'e', rating: 5 });
    await judgeTrace({ externalId: 'e' });
    expect(await evaluations()).toMatchObject([{ messageExternalId: null, traceId, rating: 5, value: 0.5, message: { externalId: 'r' } }]);
    await judge({ externalId: 'e', messageExternalId: null, sessionId: 's', value: 1 });
    expect(await evaluations()).toMatchObject([{ messageExternalId: null, traceId: null, sessionId: 's', message: null }]);
    expect(await waitingCount()).toBe(0);
  });

  test('of a session is kept and waits for nothing', async () => {
    expect(await judge({ messageExternalId: null, sessionId: 's', label: 'good' })).toEqual({ accepted: 1, updated: 0 });
    expect(await waitingCount()).toBe(0);
  });

  test('ends at the last reply when many come at once', async () => {
    await judgeTrace({ externalId: 'e' }, { externalId: 'f' });
    await Promise.all(Array.from({ length: 20 }, (_, index) => reply(`r-${index}`, minute(index))));
    expect(await attachedTo()).toEqual(['r-19', 'r-19']);
  });
});

describe('checkEvaluation', () => {
  test.each([
    [
      '32 hex digits',
      { traceId: '4BF92F3577B34DA6A3CE929D0E0E4736', spanId: '00F067AA0BA902B7' },
      { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' },
    ],
    ['a UUID', { traceId: '4bf92f35-77b3-4da6-a3ce-929d0e0e4736' }, { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: null }],
    ['a text', { traceId: 'mine' }, { traceId: createHash('sha256').update('mine').digest('hex').slice(0, 32) }],
  ])('reads a trace named by %s', (_form, input, expected) => {
    expect(checkEvaluation({ value: 1, ...input }, new Date())).toMatchObject(expected);
  });

  test('makes the id of a judgment of a message as it always did', () => {
    expect(checkEvaluation({ messageExternalId: 'm', rating: 5 }, new Date())).toMatchObject({
      externalId: `content:${createHash('sha256').update('{"messageExternalId":"m","rating":5,"success":null,"failureTags":null,"comment":null,"correctedOutput":null,"evaluator":null,"evaluatorKind":null,"createdAt":null}').digest('hex')}`,
    });
  });

  test.each([
    [{ spanId: 's', value: 1 }, 'traceId', expect.stringContaining('is missing')],
    [{ value: 1 }, 'messageExternalId', 'is missing'],
    [{ traceId: 't', value: Number.NaN }, 'value', 'is NaN; a finite number is taken'],
    [{ traceId: 't', value: '1' }, 'value', 'is "1"; a finite number is taken'],
    [{ traceId: 't', name: 'x' }, 'rating', expect.stringContaining('is missing')],
  ])('refuses %j, naming %s', (input, field, reason) => {
    expect(checkEvaluation(input, new Date())).toMatchObject({ field, reason });
  });
  test.each([
    [{ rating: 6 }, 'rating', 'is 6; a rating is a whole number from 1 to 5'],
    [{ rating: 0 }, 'rating', 'is 0; a rating is a whole number from 1 to 5'],
    [{ rating: 2.5 }, 'rating', 'is 2.5; a rating is a whole number from 1 to 5'],
    [{}, 'rating', expect.stringContaining('is missing')],
    [{ rating: 5, messageExternalId: ' ' }, 'messageExternalId', 'must not be empty'],
    [{ comment: 'a\u0000b' }, 'comment', expect.stringContaining('NUL character (U+0000) at position 1')],
    [{ correctedOutput: '\ud83d' }, 'correctedOutput', expect.stringContaining('half a surrogate pair at position 0')],
    [{ failureTags: ['ok', ''] }, 'failureTags[1]', 'must not be empty'],
    [
      { rating: 5, createdAt: new Date('9999-01-01') },
      'createdAt',
      expect.stringContaining("more than one day ahead of the server's clock"),
    ],
  ])('refuses %j, naming %s', (input, field, reason) => {
    expect(checkEvaluation({ messageExternalId: 'm', ...input }, new Date())).toMatchObject({ field, reason });
  });
});
