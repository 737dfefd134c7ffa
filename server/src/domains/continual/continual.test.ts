import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey } from '../access/commands.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

async function workspace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'test', role: 'ADMIN' });
  const asked = (query: string, variables: object = {}) =>
    ask(server, query, { variables, headers: { authorization: `Bearer ${secret}` } });
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { body } = await asked(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  return {
    run,
    save: (input: object) =>
      asked('mutation ($input: ContinualSessionInput!) { saveContinualSession(input: $input) { id name tasks isEnabled } }', { input }),
    scores: async (sessionId: string, scores: readonly object[]) =>
      (
        await run(
          'mutation ($input: ContinualScoresInput!) { logContinualScores(input: $input) { accepted updated rejected { index field reason } } }',
          {
            input: { continualSessionId: sessionId, scores },
          },
        )
      ).logContinualScores,
    updates: async (sessionId: string, updates: readonly object[]) =>
      (
        await run(
          'mutation ($input: ContinualUpdatesInput!) { logContinualUpdates(input: $input) { accepted updated rejected { index field reason } } }',
          {
            input: { continualSessionId: sessionId, updates },
          },
        )
      ).logContinualUpdates,
    session: async (id: string) => (await run(sessionQuery, { id })).node,
  };
}

const sessionQuery = `query ($id: ID!) { node(id: $id) { ... on ContinualSession {
  name model tasks isEnabled endedAt
  performance { step value } scores { step task stage accuracy } updates { externalId status error }
  metrics {
    learningStatistics { updateCount succeededCount failedCount rollbackCount }
    performanceDrift { baselinePerformance currentPerformance driftRate driftDirection driftRateInterval { low high } }
    adaptationMetrics { adaptationSpeed stepsTo90 stabilityScore catastrophicForgettingScore }
    feedbackIncorporation { userFeedbackProcessed positiveFeedbackShare feedbackImpactScore learningFromMistakesScore }
    matrix { tasks rows initial } transfer { averageAccuracy backwardTransfer forwardTransfer forgetting averageForgetting }
  } } } }`;

test('a session has the metrics of what was sent, whatever the order, and sending it again changes nothing', async () => {
  const own = await workspace();
  const { body } = await own.save({ externalId: 's1', name: 'Support', model: 'support-7b', tasks: ['a', 'b'] });
  const { id } = body.data.saveContinualSession;
  const scores = [
    { step: 20, task: 'b', stage: 'b', accuracy: 0.9 },
    { step: 20, task: 'a', stage: 'b', accuracy: 0.6 },
    { step: 0, task: 'a', accuracy: 0.2 },
    { step: 0, task: 'b', accuracy: 0.1 },
    { step: 10, task: 'a', stage: 'a', accuracy: 0.8 },
    { step: 10, task: 'b', stage: 'a', accuracy: 0.3 },
  ];
  expect(await own.scores(id, scores)).toEqual({ accepted: 6, updated: 0, rejected: [] });
  expect(await own.scores(id, scores)).toEqual({ accepted: 0, updated: 6, rejected: [] });
  expect(
    await own.updates(id, [
      { externalId: 'u1', status: 'SUCCEEDED', feedbackCount: 4, positiveCount: 1, before: 0.5, after: 0.7 },
      { externalId: 'u2', status: 'FAILED', error: 'out of memory' },
      { externalId: 'u3', status: 'ROLLED_BACK' },
    ]),
  ).toEqual({ accepted: 3, updated: 0, rejected: [] });
  expect(await own.session(id)).toMatchObject({
    name: 'Support',
    performance: [
      { step: 0, value: expect.closeTo(0.15, 12) },
      { step: 10, value: expect.closeTo(0.55, 12) },
      { step: 20, value: 0.75 },
    ],
    metrics: {
      learningStatistics: { updateCount: 3, succeededCount: 1, failedCount: 1, rollbackCount: 1 },
      performanceDrift: { driftDirection: 'STABLE', driftRate: expect.closeTo(30, 9) },
      feedbackIncorporation: { userFeedbackProcessed: 4, positiveFeedbackShare: 0.25, feedbackImpactScore: expect.closeTo(0.2, 12) },
      matrix: {
        rows: [
          [0.8, 0.3],
          [0.6, 0.9],
        ],
        initial: [0.2, 0.1],
      },
      transfer: {
        averageAccuracy: 0.75,
        backwardTransfer: expect.closeTo(-0.2, 12),
        forwardTransfer: expect.closeTo(0.2, 12),
        forgetting: [expect.closeTo(0.2, 12)],
      },
    },
  });
});

test('bad items are rejected by index, field and reason; the others are stored', async () => {
  const own = await workspace();
  const { body } = await own.save({ externalId: 's', tasks: ['a'] });
  const { id } = body.data.saveContinualSession;
  expect(
    await own.scores(id, [
      { step: -1, task: 'a', accuracy: 0.5 },
      { step: 1, task: 'c', accuracy: 0.5 },
      { step: 1, task: 'a', accuracy: 1.5 },
      { step: 1, task: 'a', accuracy: 0.5, stage: 'x' },
      { step: 2, task: 'a', accuracy: 0.5 },
    ]),
  ).toEqual({
    accepted: 1,
    updated: 0,
    rejected: [
      { index: 0, field: 'step', reason: expect.any(String) },
      { index: 1, field: 'task', reason: expect.stringContaining('is no task of the session') },
      { index: 2, field: 'accuracy', reason: expect.stringContaining('0 to 1') },
      { index: 3, field: 'stage', reason: expect.any(String) },
    ],
  });
  const { rejected } = await own.updates(id, [
    { externalId: '', status: 'FAILED' },
    { externalId: 'u', status: 'SUCCEEDED', feedbackCount: 1, positiveCount: 2 },
    { externalId: 'v', status: 'SUCCEEDED', fixedCount: 1 },
  ]);
  expect(rejected.map(({ field }: Loose) => field)).toEqual(['externalId', 'positiveCount', 'fixedCount']);
});

test('tasks are added and not taken away, and a session without any is rejected', async () => {
  const own = await workspace();
  const refused = async (input: object) => (await own.save(input)).body.errors[0].extensions;
  expect(await refused({ externalId: 's' })).toMatchObject({ code: 'BAD_CONTINUAL_SESSION', field: 'input.tasks' });
  expect(await refused({ externalId: 's', tasks: ['a', 'a'] })).toMatchObject({ field: 'input.tasks[1]' });
  await own.save({ externalId: 's', tasks: ['a'] });
  expect((await own.save({ externalId: 's', tasks: ['a', 'b'], isEnabled: false })).body.data.saveContinualSession).toMatchObject({
    tasks: ['a', 'b'],
    isEnabled: false,
  });
  expect(await refused({ externalId: 's', tasks: ['b'] })).toMatchObject({ code: 'BAD_CONTINUAL_SESSION', field: 'input.tasks' });
  const { continualSessions } = await own.run('{ continualSessions { id name } }');
  expect(continualSessions).toHaveLength(1);
  const [{ id }] = continualSessions;
  expect((await own.run('mutation ($id: ID!) { deleteContinualSession(id: $id) }', { id })).deleteContinualSession).toBe(id);
  expect((await own.run('{ continualSessions { id } }')).continualSessions).toEqual([]);
});
