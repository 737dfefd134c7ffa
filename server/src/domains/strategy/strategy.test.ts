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

const hour = 3_600_000;

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
  const trained = (name: string, rest: object) => {
    const startedAt = new Date('2026-01-01T00:00:00Z');
    return server.stores.prisma.trainingJob.create({
      data: {
        workspaceId,
        name,
        status: 'FINISHED',
        baseModel: 'base',
        datasetName: 'tickets',
        startedAt,
        endedAt: new Date(startedAt.getTime() + 10 * hour),
        currentStep: 100n,
        bestEvalStep: 50n,
        ...rest,
      },
    });
  };
  return {
    asked,
    run,
    trained,
    strategy: async (rest = '') => (await run(`{ trainingStrategy${rest} { ${strategyFields} } }`)).trainingStrategy,
  };
}

const strategyFields = `basis jobCount baseModel leftOut predictedImprovement { value } roadmap { number title hours }
  recommendations { key kind title parameters basisJobCount savedHours { value } improvement { value low high } isDecisive hours }`;
const adopt = `mutation ($input: AdoptRecommendationInput!) { adoptRecommendation(input: $input) {
  id title parameters outcome finishedJobCount bestLoss configuration { id name versions { command parameters } } } }`;

test('a recommendation becomes a configuration with the best job beneath it, and later shows whether it came true', async () => {
  const own = await workspace();
  expect(await own.strategy()).toMatchObject({ jobCount: 0, recommendations: [], basis: expect.stringContaining('needs 3 finished jobs') });
  for (const [place, rate] of [1e-5, 1e-4, 1e-3].entries())
    await own.trained(`job ${place}`, { bestEvalLoss: 1 + place / 10, hyperparameters: { learning_rate: rate, epochs: 10, seed: 7 } });
  await own.trained('another dataset', { datasetName: 'other', bestEvalLoss: 0.1 });
  const strategy = await own.strategy();
  expect(strategy).toMatchObject({ jobCount: 3, baseModel: 'base', leftOut: [] });
  const kinds = strategy.recommendations.map(({ kind }: Loose) => kind);
  expect(kinds).toContain('SCHEDULE');
  expect(kinds).toContain('HYPERPARAMETERS');
  expect(strategy.roadmap.map(({ number }: Loose) => number)).toEqual(kinds.map((_: unknown, place: number) => place + 1));
  const chosen = strategy.recommendations.find(({ kind }: Loose) => kind === 'HYPERPARAMETERS');
  const refused = (await own.asked(adopt, { input: { key: chosen.key } })).body.errors[0].extensions;
  expect(refused).toMatchObject({ code: 'BAD_STRATEGY', field: 'input.command' });
  const { adoptRecommendation: taken } = await own.run(adopt, { input: { key: chosen.key, name: 'next', command: 'train' } });
  expect(taken).toMatchObject({
    outcome: 'WAITING',
    finishedJobCount: 0,
    bestLoss: null,
    configuration: {
      name: 'next',
      versions: [{ command: 'train', parameters: { epochs: 10, seed: 7, learning_rate: chosen.parameters.learning_rate } }],
    },
  });
  const configurationId = Buffer.from(taken.configuration.id, 'base64').toString().split(':')[1] as string;
  await own.trained('by it', { datasetName: 'later', bestEvalLoss: -100, configurationId });
  const { strategyRecommendations } = await own.run('{ strategyRecommendations { id outcome bestLoss finishedJobCount } }');
  expect(strategyRecommendations).toEqual([{ id: taken.id, outcome: 'BETTER', bestLoss: -100, finishedJobCount: 1 }]);
  await own.run('mutation ($id: ID!) { deleteStrategyRecommendation(id: $id) }', { id: taken.id });
  expect((await own.run('{ strategyRecommendations { id } }')).strategyRecommendations).toEqual([]);
});

test('a recommendation of an earlier history is gone, and limits that are none are rejected', async () => {
  const own = await workspace();
  const code = async (input: object) => (await own.asked(adopt, { input })).body.errors[0].extensions;
  expect(await code({ key: 'none' })).toMatchObject({ code: 'RECOMMENDATION_GONE', field: 'input.key' });
  expect(await code({ key: 'none', constraints: { maxHours: 0 } })).toMatchObject({
    code: 'BAD_STRATEGY',
    field: 'input.constraints.maxHours',
  });
  for (const place of [1, 2, 3]) await own.trained(`job ${place}`, { bestEvalLoss: place, hyperparameters: { epochs: 10 } });
  const limited = await own.strategy('(constraints: { maxHours: 1 })');
  expect(limited.recommendations).toEqual([]);
  expect(limited.leftOut).toEqual([expect.stringContaining('a job takes 5 hours')]);
});
