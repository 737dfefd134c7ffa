import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { factsOf, truthOf } from '../../platform/store/projector/projection.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { evaluateMessages } from '../evaluations/commands.ts';
import { ingestMessages } from '../messages/commands.ts';
import { everyText, havePolicy, haveSpans } from '../policies/policies.testing.ts';
import { logPredictions } from '../predictions/commands.ts';
import { testModelCall, testSpan } from '../traces/spans.testing.ts';
import { storedSpans } from '../traces/load.ts';
import { traceSummaries } from '../traces/queries/traces-by-id.ts';
import type { Span } from '../traces/types.ts';
import { deleteUserJob } from './background/delete-user.ts';
import { deleteUser } from './commands.ts';
import { countUserData } from './count.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const at = new Date('2026-11-20T12:00:00Z');
const startUs = at.getTime() * 1_000;
/** What the user and their assistant wrote has this word in it, in whatever table it stands. */
const theirs = 'zanzibar';
const instructions = 'You are the assistant of a shop for umbrellas, and you answer briefly.';

const chatSpan = (n: number, traceId: string, rest: Partial<Span>, question: string): Span =>
  testModelCall(n, {
    traceId,
    startUs: startUs + n,
    endUs: startUs + n + 1_000_000,
    ...rest,
    input: {
      form: 'CHAT',
      messages: [
        { role: 'SYSTEM', content: instructions },
        { role: 'USER', content: question },
      ],
    },
    output: { form: 'CHAT', messages: [{ role: 'ASSISTANT', content: `An answer to: ${question}` }] },
  });

/** A user's data by every path, beside that of another. Of a user whose id is masked, `userId` is what was sent. */
async function have(workspaceId: string, userId = 'ada'): Promise<void> {
  const { stores, live } = server;
  const message = (id: string, content: string, rest: object) => ({
    externalId: id,
    conversationId: 'own',
    role: 'USER',
    content,
    createdAt: at,
    ...rest,
  });
  const results = [
    await ingestMessages(
      { stores, live },
      workspaceId,
      [
        message('m-1', `${theirs} is where I live, at the harbour`, { userId, sessionId: 'own-session' }),
        // Takes its user from the conversation.
        message('m-2', `${theirs} is nice`, {
          role: 'ASSISTANT',
          model: 'gpt-4o',
          inputTokens: 10,
          outputTokens: 5,
          metadata: { of: theirs },
        }),
        message('m-3', `I was here before ${theirs}`, {
          conversationId: 'shared',
          userId,
          toolCalls: [{ name: 'find', arguments: { text: theirs } }],
        }),
        message('m-4', 'I answer for the shop', { conversationId: 'shared', userId: 'bob' }),
        message('m-5', 'Where is my umbrella?', { conversationId: 'bobs', userId: 'bob', role: 'ASSISTANT' }),
      ],
      at,
    ),
    await evaluateMessages(
      stores,
      workspaceId,
      [
        { messageExternalId: 'm-2', externalId: 'e-1', rating: 1, comment: `${theirs}!` },
        { sessionId: 'own-session', externalId: 'e-2', name: 'mood', label: theirs },
        { messageExternalId: 'm-5', externalId: 'e-3', rating: 5, evaluator: userId, comment: `from ${theirs}` },
        { messageExternalId: 'm-5', externalId: 'e-4', rating: 2, evaluator: 'carl', comment: 'fine' },
      ],
      at,
    ),
  ];
  for (const result of results) expect(result).toMatchObject({ ok: true, value: { rejected: [] } });
  await haveSpans(stores, live, workspaceId, [
    // The user is named by the root alone.
    testSpan(1, { traceId: 'a'.repeat(32), startUs, userId, sessionId: 'traced', input: { form: 'TEXT', text: `${theirs} in a root` } }),
    chatSpan(2, 'a'.repeat(32), { parentId: '0000000000000001' }, `${theirs} in a call`),
    testSpan(3, {
      traceId: 'a'.repeat(32),
      parentId: '0000000000000001',
      startUs: startUs + 5,
      kind: 'TOOL',
      output: { form: 'JSON', value: { found: theirs } },
      attributes: { note: theirs },
    }),
    // The user is named by a step within.
    testSpan(4, { traceId: 'b'.repeat(32), startUs: startUs + 7 }),
    testSpan(5, {
      traceId: 'b'.repeat(32),
      parentId: '0000000000000004',
      startUs: startUs + 8,
      userId,
      errorMessage: theirs,
      isError: true,
    }),
    chatSpan(6, 'c'.repeat(32), { userId: 'bob' }, 'Do you sell red ones?'),
  ]);
  const { id: jobId } = await stores.prisma.trainingJob.create({ data: { workspaceId, name: 'job', status: 'RUNNING' } });
  const prediction = (sampleIndex: number, prompt: string) => ({ epoch: 1, sampleIndex, prompt, prediction: 'yes' });
  const predicted = [prediction(0, `User: ${theirs} is where I live, at the harbour`), prediction(1, 'User: Where is my umbrella?')];
  expect(await logPredictions({ stores, live }, workspaceId, { jobId, items: predicted }, at)).toMatchObject({
    ok: true,
    value: { accepted: 2 },
  });
  await drainProjection(stores);
}

/** Runs the job as the runner does, with the projection beside it. Gives the traces and messages that it announced as deleted. */
async function run(
  workspaceId: string,
  id: string,
  stores: Stores = server.stores,
): Promise<{ announced: string[]; messageIds: string[] }> {
  const { task } = await server.stores.prisma.userDeletion.findUniqueOrThrow({ where: { id }, include: { task: true } });
  let isDone = false;
  const announced: string[] = [];
  const messageIds: string[] = [];
  const subscribed = [
    server.live.subscribe('traces.deleted', workspaceId, ({ traceIds }) => announced.push(...traceIds)),
    server.live.subscribe('messages.deleted', workspaceId, (deleted) => messageIds.push(...deleted.messageIds)),
  ];
  const job = deleteUserJob
    .run(stores, task, async () => {}, new AbortController().signal, server.live)
    .finally(() => (isDone = true))
    .finally(() => {
      for (const unsubscribe of subscribed) unsubscribe();
    });
  job.catch(() => {});
  while (!isDone) {
    await drainProjection(server.stores);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await job;
  await drainProjection(server.stores);
  return { announced, messageIds };
}

async function requested(workspaceId: string, userId: string): Promise<string> {
  const result = await deleteUser(server.stores, workspaceId, { userId });
  if (!result.ok) throw result.failure;
  return result.value;
}

const countsOf = async (id: string): Promise<object> => {
  const { prisma } = server.stores;
  const { messageCount, conversationCount, evaluationCount, traceCount, spanCount, predictionCount, userId, step } =
    await prisma.userDeletion.findUniqueOrThrow({ where: { id } });
  return { messageCount, conversationCount, evaluationCount, traceCount, spanCount, predictionCount, userId, step };
};
const leaks = async (): Promise<string[]> =>
  [...(await everyText(server.stores))].filter(([, text]) => text.includes(theirs)).map(([column]) => column);

/**
 * Three sent, and three of the model call; conversations "own" and the one of the trace; judgments of a message, a session, and by the
 * user.
 */
const removed = { messageCount: 6, conversationCount: 2, evaluationCount: 3, traceCount: 2, spanCount: 5, predictionCount: 1 };

test('everything of a user is gone from both stores, what belongs to others stays, and again removes nothing', async () => {
  const workspaceId = await createTestWorkspace(server.stores, 'deleted');
  await have(workspaceId);
  expect((await leaks()).length).toBeGreaterThan(8);
  expect(await countUserData(server.stores, workspaceId, 'ada')).toEqual({
    ok: true,
    value: { ...removed, held: { properties: 0, events: 0, exposures: 0, overrides: 0 }, isPartial: false },
  });
  const id = await requested(workspaceId, 'ada');
  const stored = async (): Promise<string[]> =>
    (await server.stores.prisma.message.findMany({ where: { workspaceId }, select: { id: true } })).map((one) => String(one.id));
  const before = await stored();
  const { announced, messageIds } = await run(workspaceId, id);

  expect(await countsOf(id)).toEqual({ ...removed, userId: null, step: null });
  expect(await leaks()).toEqual([]);
  // Pages that show one of its traces hear of it.
  expect(announced.toSorted()).toEqual(['a'.repeat(32), 'b'.repeat(32)]);
  const left = new Set(await stored());
  expect(messageIds.toSorted()).toEqual(before.filter((one) => !left.has(one)).toSorted());
  const { prisma } = server.stores;
  const kept = await prisma.message.findMany({ where: { workspaceId }, orderBy: { id: 'asc' }, select: { content: true } });
  expect(kept.map(({ content }) => content)).toEqual([
    'I answer for the shop',
    'Where is my umbrella?',
    instructions,
    'Do you sell red ones?',
    'An answer to: Do you sell red ones?',
  ]);
  expect(await prisma.evaluation.findMany({ where: { workspaceId }, select: { externalId: true } })).toEqual([{ externalId: 'e-4' }]);
  expect(await prisma.endUser.findMany({ where: { workspaceId }, select: { externalId: true } })).toEqual([{ externalId: 'bob' }]);
  expect(await factsOf(server.stores, workspaceId)).toEqual(await truthOf(server.stores, workspaceId));
  // Instructions that the other's call names, too, though a deleted trace stored them first.
  const texts = [...(await everyText(server.stores))].find(([column]) => column === 'clickhouse contents.text')?.[1] ?? '';
  expect(texts).toContain(instructions);

  const again = await requested(workspaceId, 'ada');
  await run(workspaceId, again);
  expect(await countsOf(again)).toEqual({
    ...Object.fromEntries(Object.keys(removed).map((name) => [name, 0])),
    userId: null,
    step: null,
  });
  expect(await prisma.message.count({ where: { workspaceId } })).toBe(5);
});

test('cut off before any of its changes, it goes on where it was and counts nothing twice', async () => {
  const workspaceId = await createTestWorkspace(server.stores, 'cut-off');
  await have(workspaceId);
  const id = await requested(workspaceId, 'ada');
  let crashCount = 0;
  for (let after = 0; after < 60; after += 1) {
    try {
      await run(workspaceId, id, crashingAfter(after));
      break;
    } catch (error) {
      expect(error).toEqual(new Error('crash'));
      crashCount += 1;
    }
  }
  expect(crashCount).toBeGreaterThan(6);
  expect(await countsOf(id)).toEqual({ ...removed, userId: null, step: null });
  expect(await leaks()).toEqual([]);
  expect(await factsOf(server.stores, workspaceId)).toEqual(await truthOf(server.stores, workspaceId));
});

test('an id that is masked is found under its hash, and under itself where it came before the masking', async () => {
  const workspaceId = await createTestWorkspace(server.stores, 'masked');
  const { stores, live } = server;
  const sent = (externalId: string) => [
    { externalId, conversationId: externalId, role: 'USER', content: `${theirs} ${externalId}`, userId: 'ada@example.org', createdAt: at },
  ];
  await ingestMessages({ stores, live }, workspaceId, sent('before'), at);
  await havePolicy(stores, workspaceId, { maskingMode: 'MASK' });
  await ingestMessages({ stores, live }, workspaceId, sent('after'), at);
  const id = await requested(workspaceId, 'ada@example.org');
  await run(workspaceId, id);
  expect(await countsOf(id)).toMatchObject({ messageCount: 2 });
  expect(await stores.prisma.endUser.count({ where: { workspaceId } })).toBe(0);
  expect([...(await everyText(stores))].filter(([, text]) => text.includes('ada@example.org')).map(([column]) => column)).toEqual([]);
});

test('of a trace that two users share, what the other user’s spans hold stays', async () => {
  const workspaceId = await createTestWorkspace(server.stores, 'shared');
  const { stores, live } = server;
  const traceId = 'd'.repeat(32);
  const under = (n: number, parent: number, rest: Partial<Span>, question: string): Span =>
    chatSpan(n, traceId, { parentId: testSpan(parent).spanId, ...rest }, question);
  await haveSpans(stores, live, workspaceId, [
    testSpan(1, { traceId, startUs, input: { form: 'TEXT', text: `${theirs} in a root without a user` } }),
    under(2, 1, { userId: 'ada' }, `${theirs} in a call`),
    under(3, 2, { kind: 'TOOL' }, `${theirs} in a tool under it`),
    under(4, 1, { userId: 'bob' }, 'Do you sell red ones?'),
    under(5, 4, { kind: 'TOOL' }, 'Red umbrellas'),
  ]);
  await drainProjection(stores);
  await evaluateMessages(
    stores,
    workspaceId,
    [2, 4].map((n) => ({ traceId, spanId: testSpan(n).spanId, externalId: `of-${n}`, rating: 3 })),
    at,
  );
  expect(await countUserData(stores, workspaceId, 'ada')).toMatchObject({
    value: { traceCount: 0, spanCount: 3, evaluationCount: 1, messageCount: 2 },
  });
  const id = await requested(workspaceId, 'ada');
  await run(workspaceId, id);
  expect(await countsOf(id)).toMatchObject({ traceCount: 0, spanCount: 3, evaluationCount: 1, messageCount: 2, userId: null, step: null });
  expect(await leaks()).toEqual([]);
  const stored = await storedSpans(
    stores,
    workspaceId,
    [1, 2, 3, 4, 5].map((n) => ({ traceId, spanId: testSpan(n).spanId })),
  );
  expect([...stored.values()].map(({ userId, input }) => [userId, JSON.stringify(input).includes(instructions)])).toEqual([
    ['bob', true],
    [null, true],
  ]);
  expect(await traceSummaries(stores.clickhouse, workspaceId, [traceId])).toMatchObject(
    new Map([[traceId, { spanCount: 2, userId: 'bob' }]]),
  );
});

// The case delete-a-user.
test('the API starts a deletion, and reports what it removed', async () => {
  const { body } = await ask(server, 'mutation { deleteUser(input: { userId: "nobody" }) { id messageCount task { kind status } } }');
  expect((await ask(server, '{ userData(userId: "nobody") { messageCount spanCount isPartial } }')).body.data).toEqual({
    userData: { messageCount: 0, spanCount: 0, isPartial: false },
  });
  expect(body).toMatchObject({ data: { deleteUser: { messageCount: 0, task: { kind: 'deleteUser', status: 'QUEUED' } } } });
  const id = Buffer.from(body.data.deleteUser.id as string, 'base64')
    .toString()
    .split(':')[1] as string;
  await run(server.defaultWorkspaceId, id);
  expect((await ask(server, '{ userDeletions { id messageCount spanCount } }')).body.data).toEqual({
    userDeletions: [{ id: body.data.deleteUser.id, messageCount: 0, spanCount: 0 }],
  });
});

/** Stores whose changes fail after so many: statements of ClickHouse, and transactions of PostgreSQL. */
function crashingAfter(count: number): Stores {
  let left = count;
  const step = (): void => {
    if (left === 0) throw new Error('crash');
    left -= 1;
  };
  const failing = <Target extends object>(target: Target, names: readonly string[]): Target =>
    new Proxy(target, {
      get: (inner, name) => {
        const value: unknown = Reflect.get(inner, name);
        if (typeof value !== 'function') return value;
        const bound = (value as (...args: unknown[]) => unknown).bind(inner);
        return names.includes(String(name)) ? async (...args: unknown[]) => (step(), bound(...args)) : bound;
      },
    });
  return {
    ...server.stores,
    clickhouse: failing(server.stores.clickhouse, ['command']),
    postgres: failing(server.stores.postgres, ['transaction']),
  };
}
