import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recordMessages } from '../messages/record.ts';
import { checkedOf } from '../messages/message.fixtures.ts';
import type { Stores } from '../store/stores.ts';
import { createTestWorkspace, openTestStores } from '../store/testing.ts';
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
const say = (...externalIds: string[]) => recordMessages(stores, workspaceId, externalIds.map((externalId) => checkedOf({ externalId })));
const evaluations = () => stores.prisma.evaluation.findMany({ where: { workspaceId }, orderBy: { id: 'asc' }, include: { message: true } });
const queuedMessages = async () => (await stores.prisma.projectionQueue.findMany({ where: { workspaceId } })).map((row) => row.messageId);
const emptyQueue = () => stores.prisma.projectionQueue.deleteMany({ where: { workspaceId } });
const waitingCount = () => stores.prisma.waitingEvaluation.count({ where: { workspaceId } });

describe('recordEvaluations', () => {
  test('stores everything that was said, attached to its message, which is enqueued', async () => {
    const said = { externalId: 'e', rating: 2, success: false, failureTags: ['too "long"', 'NULL', 'a,b'], comment: 'c', correctedOutput: 'o', evaluator: 'anna', evaluatorKind: 'MODEL' as const, createdAt: new Date('2026-02-03T04:05:06.007Z') };
    await say('m-1');
    await emptyQueue();
    expect(await judge(said)).toEqual({ accepted: 1, updated: 0 });
    const [evaluation] = await evaluations();
    expect(evaluation).toMatchObject({ ...said, message: { externalId: 'm-1' } });
    expect(await queuedMessages()).toEqual([evaluation?.messageId]);
  });

  test('is by a person, now, without tags, where that is not said', async () => {
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

  test('changes a known one to what is said, and keeps the rest', async () => {
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
    await stores.prisma.waitingEvaluation.create({ data: { evaluationId: evaluation?.id as bigint, workspaceId, messageExternalId: 'm-1' } });
    expect(await attachWaitingEvaluations(stores)).toBe(1);
    expect(await evaluations()).toMatchObject([{ message: { externalId: 'm-1' } }]);
    expect(await queuedMessages()).toHaveLength(1);
    expect(await waitingCount()).toBe(0);
    expect(await attachWaitingEvaluations(stores)).toBe(0);
  });

  test('is kept once when the same come at once, with their messages', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `m-${index}`);
    const batch = ids.map((messageExternalId) => checked({ messageExternalId, externalId: `e-${messageExternalId}`, rating: 3 }));
    const results = await Promise.all([recordEvaluations(stores, workspaceId, batch), say(...ids), recordEvaluations(stores, workspaceId, batch.toReversed()), say(...ids.toReversed())]);
    expect((results[0] as { accepted: number }).accepted + (results[2] as { accepted: number }).accepted).toBe(60);
    await attachWaitingEvaluations(stores);
    expect((await evaluations()).every((evaluation) => evaluation.message?.externalId === evaluation.messageExternalId)).toBe(true);
    expect(await waitingCount()).toBe(0);
  });
});

describe('checkEvaluation', () => {
  test.each([
    [{ rating: 6 }, 'rating', 'is 6; a rating is a whole number from 1 to 5'],
    [{ rating: 0 }, 'rating', 'is 0; a rating is a whole number from 1 to 5'],
    [{ rating: 2.5 }, 'rating', 'is 2.5; a rating is a whole number from 1 to 5'],
    [{}, 'rating', expect.stringContaining('is missing')],
    [{ rating: 5, messageExternalId: ' ' }, 'messageExternalId', 'must not be empty'],
    [{ comment: 'a\u0000b' }, 'comment', expect.stringContaining('NUL character (U+0000) at position 1')],
    [{ correctedOutput: '\ud83d' }, 'correctedOutput', expect.stringContaining('half a surrogate pair at position 0')],
    [{ failureTags: ['ok', ''] }, 'failureTags[1]', 'must not be empty'],
    [{ rating: 5, createdAt: new Date('9999-01-01') }, 'createdAt', expect.stringContaining("more than one day ahead of the server's clock")],
  ])('refuses %j, naming %s', (input, field, reason) => {
    expect(checkEvaluation({ messageExternalId: 'm', ...input }, new Date())).toMatchObject({ field, reason });
  });
});
