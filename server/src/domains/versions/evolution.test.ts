import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { createApiKey } from '../access/commands.ts';
import { improvementCategory, versionAssessment } from './pure/source.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

async function workspace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'test', role: 'ADMIN' });
  const headers = { authorization: `Bearer ${secret}` };
  const asked = (query: string, variables: object = {}) => ask(server, query, { variables, headers });
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { body } = await asked(query, variables);
    expect(body.errors).toBeUndefined();
    return body.data;
  };
  const register = async (input: object): Promise<string> =>
    (await run('mutation ($input: RegisterModelVersionInput!) { registerModelVersion(input: $input) { id } }', { input }))
      .registerModelVersion.id;
  return {
    workspaceId,
    asked,
    run,
    register,
    edit: (input: object) =>
      asked('mutation ($input: EditModelVersionInput!) { editModelVersion(input: $input) { id parent { version } servedAs } }', { input }),
    tested: async (input: { model: string; modelVersion?: string; startedAt: string; suite?: string }, correct: number, of: number) => {
      const { saveBenchmarkRun } = await run('mutation ($input: BenchmarkRunInput!) { saveBenchmarkRun(input: $input) { id } }', {
        input: { suite: 'exam', ...input },
      });
      const results = Array.from({ length: of }, (_, item) => ({ itemId: `i${item}`, isCorrect: item < correct }));
      await run(
        'mutation ($id: ID!, $results: [BenchmarkResultInput!]!) { logBenchmarkResults(runId: $id, results: $results) { accepted } }',
        {
          id: saveBenchmarkRun.id,
          results,
        },
      );
    },
    answered: async (model: string, at: string, count: number, good: number) => {
      const messages = Array.from({ length: count }, (_, place) => ({
        externalId: `${model} ${at} ${place}`,
        conversationId: `c ${model} ${at} ${place}`,
        userId: `u${place % 7}`,
        role: 'ASSISTANT',
        content: 'An answer.',
        model,
        latencyMs: 100,
        createdAt: at,
      }));
      await run('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', { messages });
      const evaluations = messages.map(({ externalId }, place) => ({
        externalId: `e ${externalId}`,
        messageExternalId: externalId,
        evaluatorKind: 'HUMAN',
        success: place < good,
      }));
      await run('mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted } }', {
        evaluations,
      });
      await drainProjection(server.stores);
    },
    evolution: async (model?: string): Promise<Loose[]> => (await run(evolutionQuery, { model })).modelEvolution,
  };
}

const evolutionQuery = `query ($model: String) { modelEvolution(model: $model) {
  id version label madeAt parentName servedAs model { name } parent { version model { name } }
  evolution {
    benchmark { accuracy accuracyLow decidedCount } benchmarks { suite } previousVersionId
    accuracyChangePercent improvementCategory rollingChangePercent assessment verdict regressions
    accuracyAgainstParent { difference verdict interval { low high } }
    production { executionCount userCount judgedCount successShare successInterval { low } averageLatencyMs latencyInterval { low high } costUsd }
    productionAgainstParent { metric difference verdict }
  } } }`;

test('versions are distinguished by time and by their own names, in benchmarks and in production', async () => {
  const own = await workspace();
  const first = await own.register({ model: 'support', label: 'jan', madeAt: '2026-01-01T00:00:00Z' });
  await own.register({ model: 'support', label: 'feb', madeAt: '2026-02-01T00:00:00Z', servedAs: ['ft:support:feb'] });
  await own.tested({ model: 'support', startedAt: '2026-01-02T00:00:00Z' }, 200, 400);
  await own.tested({ model: 'support', modelVersion: 'feb', startedAt: '2026-01-02T00:00:00Z' }, 260, 400);
  await own.answered('support', '2025-12-31T00:00:00Z', 5, 5);
  await own.answered('support', '2026-01-10T00:00:00Z', 40, 36);
  await own.answered('support', '2026-02-10T00:00:00Z', 30, 12);
  await own.answered('ft:support:feb', '2026-01-10T00:00:00Z', 10, 4);
  const [one, two] = await own.evolution('support');
  expect(one).toMatchObject({
    id: first,
    parent: null,
    evolution: {
      benchmark: { accuracy: 0.5, decidedCount: 400 },
      production: { executionCount: 40, userCount: 7, judgedCount: 40, successShare: 0.9, averageLatencyMs: 100, costUsd: null },
      verdict: 'NOTHING_TO_COMPARE',
      improvementCategory: null,
    },
  });
  expect(two).toMatchObject({
    parentName: 'support v1',
    parent: { version: 1, model: { name: 'support' } },
    evolution: {
      previousVersionId: first,
      benchmark: { accuracy: 0.65 },
      production: { executionCount: 40, successShare: 0.4 },
      improvementCategory: 'SIGNIFICANT_IMPROVEMENT',
      accuracyChangePercent: expect.closeTo(30, 9),
      rollingChangePercent: expect.closeTo(30, 9),
      assessment: 'MIXED_RESULTS',
      verdict: 'MIXED',
      accuracyAgainstParent: { verdict: 'BETTER' },
    },
  });
  expect(two.evolution.regressions).toEqual([expect.stringContaining('Success share is 50 percentage points lower')]);
  expect(two.evolution.productionAgainstParent.map(({ metric }: Loose) => metric)).toContain('COST_PER_MESSAGE');
});

test('a version by a label that is known is edited, and one of another base follows that base', async () => {
  const own = await workspace();
  const base = await own.register({ model: 'base', madeAt: '2026-01-01T00:00:00Z' });
  const tuned = await own.register({ model: 'tuned', label: 'a', baseModel: 'base', madeAt: '2026-01-02T00:00:00Z' });
  expect(await own.register({ model: 'tuned', label: 'a', trainingDataset: 'tickets' })).toBe(tuned);
  expect(await own.evolution()).toMatchObject([
    { id: base, parent: null },
    { id: tuned, version: 1, madeAt: '2026-01-02T00:00:00.000Z', parent: { version: 1, model: { name: 'base' } } },
  ]);
  expect(await own.evolution('nothing')).toEqual([]);
});

test('a circle, a name of another version and a parent that is not there are rejected, and a parent that is deleted leaves its name', async () => {
  const own = await workspace();
  const base = await own.register({ model: 'base' });
  const tuned = await own.register({ model: 'tuned', baseModel: 'base', servedAs: ['ft:1'] });
  const refused = async (input: object) => (await own.edit(input)).body.errors?.[0]?.extensions;
  expect(await refused({ id: base, parentVersionId: tuned })).toMatchObject({ code: 'BAD_MODEL_VERSION', field: 'input.parentVersionId' });
  expect(await refused({ id: base, parentVersionId: base })).toMatchObject({ code: 'BAD_MODEL_VERSION', field: 'input.parentVersionId' });
  for (const name of ['ft:1', 'tuned', 'tuned:v1', 'base'])
    expect(await refused({ id: base, servedAs: ['own', name] }), name).toMatchObject({
      code: 'BAD_MODEL_VERSION',
      field: 'input.servedAs[1]',
    });
  const gone = Buffer.from(`ModelVersion:${randomUUID()}`).toString('base64');
  expect(await refused({ id: base, parentVersionId: gone })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await refused({ id: gone })).toMatchObject({ code: 'NOT_FOUND' });
  expect((await own.edit({ id: tuned, parentVersionId: null, servedAs: [] })).body.data.editModelVersion).toMatchObject({
    parent: null,
    servedAs: [],
  });
  expect((await own.edit({ id: tuned, parentVersionId: base })).body.data.editModelVersion).toMatchObject({ parent: { version: 1 } });
  const { models } = await own.run('{ models { id name } }');
  await own.run('mutation ($id: ID!) { deleteModel(id: $id) }', { id: models.find(({ name }: Loose) => name === 'base').id });
  expect(await own.evolution()).toMatchObject([
    { id: tuned, parent: null, parentName: 'base v1', evolution: { verdict: 'NOTHING_TO_COMPARE' } },
  ]);
});

const deploy =
  'mutation ($input: DeployModelVersionInput!) { deployModelVersion(input: $input) { id verdict regressions overrideReason } }';

test('a mark of a deployment moves the name of the model to its version, and going back to an earlier one does, too', async () => {
  const own = await workspace();
  const first = await own.register({ model: 'served', madeAt: '2026-01-01T00:00:00Z' });
  const second = await own.register({ model: 'served', madeAt: '2026-02-01T00:00:00Z' });
  for (const at of ['2026-01-10', '2026-02-10', '2026-03-10', '2026-04-10']) await own.answered('served', `${at}T00:00:00Z`, 2, 1);
  const counts = async () => (await own.evolution('served')).map(({ evolution }) => evolution.production?.executionCount ?? 0);
  expect(await counts()).toEqual([2, 6]);
  const { deployModelVersion: mark } = await own.run(deploy, { input: { id: second, deployedAt: '2026-03-01T00:00:00Z' } });
  await own.run(deploy, { input: { id: first, deployedAt: '2026-04-01T00:00:00Z' } });
  expect(await counts()).toEqual([4, 4]);
  await own.run('mutation ($id: ID!) { deleteModelDeployment(id: $id) }', { id: mark.id });
  expect(await counts()).toEqual([4, 4]);
  expect((await own.run('{ annotations { label kind } }')).annotations.filter(({ kind }: Loose) => kind === 'DEPLOYMENT')).toEqual([
    { label: 'served v1 deployed', kind: 'DEPLOYMENT' },
  ]);
});

const check = `query ($versionId: ID!, $againstId: ID) { releaseCheck(versionId: $versionId, againstId: $againstId) {
  version { version } base { version model { name } } verdict sentence regressions isBlocked policyMode policyParts
  parts { part verdict sentence regressions } benchmarks { suite numbers { itemCount verdict difference } }
  production { metric verdict } cost { metric verdict } drift { reason report { hasDrifted baselineCount currentCount features { feature } } } } }`;

test('a release is checked against its parent, and a regression that the policy blocks needs an owner with a reason', async () => {
  const own = await workspace();
  const first = await own.register({ model: 'base', madeAt: '2026-01-01T00:00:00Z' });
  const second = await own.register({ model: 'tuned', baseModel: 'base', madeAt: '2026-01-01T00:00:00Z' });
  await own.tested({ model: 'base', startedAt: '2026-01-02T00:00:00Z' }, 80, 100);
  await own.tested({ model: 'tuned', startedAt: '2026-01-02T00:00:00Z' }, 60, 100);
  await own.answered('base', '2026-01-10T00:00:00Z', 40, 36);
  await own.answered('tuned', '2026-01-10T00:00:00Z', 40, 36);
  const checked = async () => (await own.run(check, { versionId: second })).releaseCheck;
  expect(await checked()).toMatchObject({
    base: { version: 1, model: { name: 'base' } },
    verdict: 'WORSE',
    isBlocked: false,
    policyMode: 'WARN',
    policyParts: ['BENCHMARKS', 'PRODUCTION'],
    parts: [
      { part: 'BENCHMARKS', verdict: 'WORSE', regressions: [expect.stringContaining('exam: -20 points')] },
      { part: 'PRODUCTION', verdict: 'NOT_DECISIVE', regressions: [] },
      { part: 'COST', verdict: 'NOTHING_TO_COMPARE' },
    ],
    benchmarks: [{ suite: 'exam', numbers: { itemCount: 100, verdict: 'WORSE', difference: expect.closeTo(-0.2, 12) } }],
    drift: { reason: null },
  });
  const { drift } = await checked();
  expect(drift.report.features.map(({ feature }: Loose) => feature)).not.toContain('MODEL_MIX');
  expect((await own.run(deploy, { input: { id: second } })).deployModelVersion).toMatchObject({
    verdict: 'WORSE',
    regressions: [expect.stringContaining('exam')],
    overrideReason: null,
  });
  const set = 'mutation ($input: ReleasePolicyInput!) { setReleasePolicy(input: $input) { mode parts } }';
  await own.run(set, { input: { mode: 'BLOCK' } });
  expect(await checked()).toMatchObject({ isBlocked: true, sentence: expect.stringContaining('blocks the deployment') });
  const blocked = await own.asked(deploy, { input: { id: second } });
  expect(blocked.body.errors[0]).toMatchObject({
    message: expect.stringContaining('tuned v1 was not marked as deployed'),
    extensions: { code: 'RELEASE_BLOCKED', field: 'input.id' },
  });
  const reason = { id: second, overrideReason: 'The exam has the old answers.' };
  expect((await own.asked(deploy, { input: reason })).body.errors[0].extensions.code).toBe('FORBIDDEN');
  const { secret } = await createApiKey(server.stores, { workspaceId: own.workspaceId, name: 'owner', role: 'OWNER' });
  const { body } = await ask(server, deploy, { variables: { input: reason }, headers: { authorization: `Bearer ${secret}` } });
  expect(body.data.deployModelVersion).toMatchObject({ verdict: 'WORSE', overrideReason: 'The exam has the old answers.' });
  const entries = await server.stores.prisma.auditEntry.findMany({
    where: { workspaceId: own.workspaceId, targetType: 'ModelDeployment' },
  });
  expect(JSON.stringify(entries.map(({ after }) => after))).toContain('The exam has the old answers.');
  await own.run(set, { input: { mode: 'BLOCK', parts: ['COST'] } });
  expect(await checked()).toMatchObject({ isBlocked: false, verdict: 'NOTHING_TO_COMPARE', regressions: [] });
  expect((await own.asked(set, { input: { mode: 'BLOCK', parts: [] } })).body.errors[0].extensions).toMatchObject({ field: 'input.parts' });
  expect((await own.run(check, { versionId: first })).releaseCheck).toMatchObject({
    base: null,
    verdict: 'NOTHING_TO_COMPARE',
    drift: { report: null, reason: 'The version has no parent.' },
  });
  expect((await own.run(check, { versionId: first, againstId: second })).releaseCheck.benchmarks[0].numbers.verdict).toBe('BETTER');
});

test("the source's SQL gives the same categories and assessments", async () => {
  const percents = [-20, -0.0001, 0, 0.0001, 5, 5.0001, 10, 10.0001, 50];
  const deltas = [-0.1, -0.0001, 0, 0.0001, 0.05, 0.0501, 0.3];
  const session = server.stores.prisma;
  const categories = await session.$queryRawUnsafe<{ category: string }[]>(`
    SELECT CASE
        WHEN accuracy_improvement_pct > 10 THEN 'significant_improvement'
        WHEN accuracy_improvement_pct > 5 THEN 'moderate_improvement'
        WHEN accuracy_improvement_pct > 0 THEN 'slight_improvement'
        WHEN accuracy_improvement_pct = 0 THEN 'no_change'
        ELSE 'degradation'
    END as category FROM unnest(ARRAY[${percents.join(',')}]::float8[]) WITH ORDINALITY AS t(accuracy_improvement_pct, n) ORDER BY n`);
  expect(percents.map((percent) => improvementCategory(percent)?.toLowerCase())).toEqual(categories.map(({ category }) => category));
  const reliabilities = [-0.2, 0, 0.2, null];
  const assessed = await session.$queryRawUnsafe<{ assessment: string }[]>(`
    SELECT CASE
        WHEN accuracy_delta > 0.05 AND reliability_delta >= 0 THEN 'major_improvement'
        WHEN accuracy_delta > 0 AND reliability_delta >= 0 THEN 'improvement'
        WHEN accuracy_delta >= 0 AND reliability_delta < 0 THEN 'mixed_results'
        WHEN accuracy_delta < 0 THEN 'regression'
        ELSE 'no_change'
    END as assessment
    FROM unnest(ARRAY[${deltas.join(',')}]::float8[]) WITH ORDINALITY AS a(accuracy_delta, n),
         unnest(ARRAY[${reliabilities.map((one) => one ?? 'NULL').join(',')}]::float8[]) WITH ORDINALITY AS r(reliability_delta, k) ORDER BY n, k`);
  expect(deltas.flatMap((delta) => reliabilities.map((one) => versionAssessment(delta, one)?.toLowerCase()))).toEqual(
    assessed.map(({ assessment }) => assessment),
  );
});
