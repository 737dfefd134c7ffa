import { expect } from 'vitest';
import { drainProjection } from '../../src/background.ts';
import type { ToolContext } from '../../src/domains/assistant-tools/types.ts';
import { evaluateMeasured } from '../../src/domains/alerts/background/evaluate.ts';
import { inWorkspace } from '../../src/platform/store/scope.ts';
import { schema } from '../../src/schema.ts';
import { ask, type Loose, type TestServer } from '../../src/server.testing.ts';
import { storeEvaluationRuns } from './evaluated.testing.ts';

/** A Wednesday: what "yesterday" is measured from. */
export const now = new Date('2026-03-18T15:30:00.000Z');
const dayMs = 86_400_000;
const firstDay = Date.parse('2026-02-20T00:00:00.000Z');

/** A reply of the assistant with its judgment. */
export interface Reply {
  readonly id: string;
  readonly at: string;
  readonly model: string;
  readonly session: string | null;
  readonly environment: string;
  readonly user: string;
  readonly latencyMs: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly error: string | null;
  readonly success: boolean | null;
  readonly rating: number | null;
  readonly tags: readonly string[];
  readonly tool: { readonly name: string; readonly success: boolean } | null;
  readonly text: string;
  readonly costUsd: number;
}

export const models = [
  { name: 'gpt-4o', method: 'BASE', input: 2.5, output: 10 },
  { name: 'gpt-4o-mini', method: 'BASE', input: 0.15, output: 0.6 },
  { name: 'support-sft', method: 'SFT', input: 0.5, output: 1 },
  { name: 'support-dpo', method: 'DPO', input: 0.5, output: 1 },
] as const;
const sessions = ['checkout-a', 'checkout-b', 'search-7', null] as const;

/** Replies of 27 days, the same each time. */
export const replies: readonly Reply[] = Array.from({ length: 27 }, (_, day) => day).flatMap((day) =>
  Array.from({ length: 9 + (day % 5) }, (__, place): Reply => {
    const index = day * 17 + place * 7;
    const model = models[index % 4] as (typeof models)[number];
    const [inputTokens, outputTokens] = [100 + (index % 50), 20 + (index % 30)];
    const isJudged = index % 3 !== 0;
    const success = isJudged ? (index * 7) % 10 >= (model.method === 'DPO' ? 2 : 4) : null;
    return {
      id: `reply-${day}-${place}`,
      at: new Date(Math.min(firstDay + day * dayMs + place * 5_400_000 + (index % 60) * 1_000, now.getTime() - 60_000)).toISOString(),
      model: model.name,
      session: sessions[Math.floor(index / 3) % 4] ?? null,
      environment: index % 6 === 0 ? 'staging' : 'production',
      user: `user-${index % 11}`,
      latencyMs: 200 + ((index * 37) % 900) + (model.name === 'gpt-4o' ? 400 : 0),
      inputTokens,
      outputTokens,
      error: index % 17 === 0 ? 'timeout' : index % 29 === 0 ? 'rate_limit' : null,
      success,
      rating: isJudged ? 1 + (index % 5) : null,
      tags: success === false ? [index % 4 === 0 ? 'made_up' : 'wrong_tool'] : [],
      tool: index % 4 === 1 ? { name: index % 8 === 1 ? 'lookup_order' : 'refund', success: index % 5 !== 0 } : null,
      text: index % 10 === 0 ? 'Your refund is on its way' : 'Here is the answer',
      costUsd: (inputTokens * model.input + outputTokens * model.output) / 1_000_000,
    };
  }),
);

export const curve = Array.from({ length: 40 }, (_, step) => ({
  step: step + 1,
  loss: 2 / (1 + step * 0.1),
  evalLoss: step % 10 === 9 ? 2.1 / (1 + step * 0.09) : null,
}));
export const predictions = [1, 2, 3].flatMap((epoch) =>
  Array.from({ length: 5 }, (_, sampleIndex) => ({
    epoch,
    sampleIndex,
    step: epoch * 10,
    prompt: `Prompt ${sampleIndex}`,
    reference: 'yes',
    prediction: sampleIndex < epoch ? 'yes' : 'no',
    scores: { exact_match: sampleIndex < epoch ? 1 : 0 },
  })),
);
const benchmark = { 'support-sft': 12, 'support-dpo': 16, items: 20 } as const;

/** Sends the world to the default workspace, and gives who asks there. */
/** What users wrote, each in its own conversation; the last one is in no language whose feelings are read. */
const said = [
  ['2026-03-17T09:00:00Z', 'This is the third time I ask, and the answer is still wrong.'],
  ['2026-03-17T10:00:00Z', 'Perfect, thank you, that helped a lot.'],
  ['2026-03-12T10:00:00Z', 'Thanks, great answer.'],
  ['2026-03-05T10:00:00Z', 'Please list the invoices of October.'],
  ['2026-02-10T10:00:00Z', 'This is useless, nothing works.'],
  ['2026-03-17T11:00:00Z', 'Warum ist die Rechnung schon wieder falsch?'],
] as const;
/** Messages of users in a stretch of time. */
export const saidBetween = (from: string, to: string): number =>
  said.filter(([at]) => Date.parse(at) >= Date.parse(from) && Date.parse(at) < Date.parse(to)).length;

export async function openWorld(server: TestServer): Promise<ToolContext> {
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { body } = await ask(server, query, { variables });
    if (body.errors !== undefined) throw new Error(body.errors[0].message);
    return body.data;
  };
  for (const { name, method, input, output } of models) {
    await run('mutation ($input: ModelInput!) { saveModel(input: $input) { id } }', {
      input: { name, provider: method === 'BASE' ? 'openai' : 'vllm', trainingMethod: method },
    });
    await run('mutation ($input: PriceInput!) { savePrice(input: $input) { price { id } } }', {
      input: { scope: 'MODEL', model: name, rates: { inputUsdPerMillion: input, outputUsdPerMillion: output } },
    });
  }
  const { ingestMessages } = await run(
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { reason } } }',
    {
      messages: replies.map(({ id, at, model, session, environment, user, latencyMs, inputTokens, outputTokens, error, tool, text }) => ({
        externalId: id,
        conversationId: `conversation-${id}`,
        role: 'ASSISTANT',
        createdAt: at,
        model,
        provider: models.some(({ name, method }) => name === model && method === 'BASE') ? 'openai' : 'vllm',
        ...(session !== null && { sessionId: session }),
        environment,
        userId: user,
        latencyMs,
        inputTokens,
        outputTokens,
        ...(error !== null && { errorType: error }),
        ...(tool !== null && { toolCalls: [{ name: tool.name, success: tool.success }] }),
        content: text,
      })),
    },
  );
  await run('mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }', {
    messages: said.map(([createdAt, content], place) => ({
      externalId: `said-${place}`,
      conversationId: `said-${place}`,
      role: 'USER',
      createdAt,
      content,
    })),
  });
  if (ingestMessages.accepted !== replies.length) throw new Error(`Not all messages were taken: ${JSON.stringify(ingestMessages)}`);
  await run('mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted } }', {
    evaluations: replies.flatMap(({ id, at, success, rating, tags }) =>
      success === null
        ? []
        : [
            {
              externalId: `judgment-${id}`,
              messageExternalId: id,
              success,
              rating,
              failureTags: tags,
              createdAt: at,
              comment: `About ${id}`,
            },
          ],
    ),
  });
  await sendTraining(run);
  for (const model of ['support-sft', 'support-dpo'] as const) {
    const made = await run('mutation ($input: BenchmarkRunInput!) { saveBenchmarkRun(input: $input) { id } }', {
      input: { suite: 'support-suite', model, startedAt: '2026-03-10T00:00:00Z' },
    });
    await run(
      'mutation ($id: ID!, $results: [BenchmarkResultInput!]!) { logBenchmarkResults(runId: $id, results: $results) { accepted } }',
      {
        id: made.saveBenchmarkRun.id,
        results: Array.from({ length: benchmark.items }, (_, item) => ({ itemId: `item-${item}`, isCorrect: item < benchmark[model] })),
      },
    );
  }
  await run('mutation ($input: ExperimentInput!) { createExperiment(input: $input) { id } }', {
    input: {
      key: 'checkout-copy',
      name: 'Checkout copy',
      hypothesis: 'Shorter is better',
      variants: [
        { key: 'control', value: 'a' },
        { key: 'short', value: 'b' },
      ],
      metrics: [],
    },
  });
  await run('mutation ($input: SaveJudgeInput!) { saveJudge(input: $input) { id } }', {
    input: { name: 'short-answers', rule: { kind: 'LENGTH', maximum: 400 } },
  });
  await run('mutation ($input: CohortInput!) { createCohort(input: $input) { id } }', {
    input: { name: 'Early birds', rule: { users: ['user-1', 'user-2'] } },
  });
  await run('mutation ($input: PromptVersionInput!) { savePromptVersion(input: $input) { version } }', {
    input: { name: 'support/answer', text: 'Answer {{x}}' },
  });
  await drainProjection(server.stores);
  for (const input of [
    { name: 'Cost of a day', source: 'BUDGET', budgetUsd: 0.000_01 },
    { name: 'Silent night', source: 'VALUE', metric: 'MESSAGE_COUNT', trip: 1_000_000 },
  ])
    await run('mutation ($input: AlertRuleInput!) { createAlertRule(input: $input) { id } }', { input });
  await storeAnomaly(server);
  await storeLoop(server);
  await storeEvaluationRuns(server);
  const onError = (error: unknown) => expect(error).toBeUndefined();
  await evaluateMeasured({ stores: server.stores, live: server.live, onError }, now);
  return {
    stores: server.stores,
    live: server.live,
    viewer: { workspaceId: server.defaultWorkspaceId, role: 'OWNER', keyScope: null, keyId: null, person: null, sessionId: null },
    caller: { address: null, userAgent: null, requestId: 'suite' },
    schema,
  };
}

/** A loop that has its verdict, without items: what a text asks about it is exact. */
export const loop = { name: 'refunds', failures: 412, unique: 287, fixed: 175, heldOut: [28, 57], broke: [4, 200] } as const;

async function storeLoop({ stores, defaultWorkspaceId: workspaceId }: TestServer): Promise<void> {
  const counts = [['SELECTED', loop.failures, null] as const, ['UNIQUE', loop.unique, loop.failures] as const];
  const share = ([count, outOf]: readonly [number, number]) => ({ count, outOf });
  const verdict = { fixed: share([loop.fixed, loop.unique]), fixedHeldOut: share(loop.heldOut), broke: share(loop.broke) };
  await inWorkspace(workspaceId, () =>
    stores.prisma.loop.create({
      data: {
        workspaceId,
        name: loop.name,
        status: 'DONE',
        step: 'VERDICT',
        filter: {},
        settings: {},
        owner: 'local',
        createdAt: new Date('2026-03-01T00:00:00Z'),
        steps: {
          create: [
            ...counts.map(([kind, count, outOf]) => ({ workspaceId, kind, state: 'DONE' as const, count, outOf })),
            { workspaceId, kind: 'VERDICT', state: 'DONE', count: loop.fixed, outOf: loop.unique, details: { verdict } },
          ],
        },
      },
    }),
  );
}

/** An anomaly of January, before all messages, with two findings and a mark: what a text asks about one is exact. */
export const anomaly = { number: 1, value: 0.31, expected: 0.02, messages: 412, users: 96, mark: 'v42' } as const;

async function storeAnomaly({ stores, defaultWorkspaceId: workspaceId }: TestServer): Promise<void> {
  const [beganAt, endedAt] = [new Date('2026-01-10T08:00:00Z'), new Date('2026-01-10T14:00:00Z')];
  const course = { kind: 'SPIKE', direction: 'UP', beganAt, endedAt, endReason: 'RECOVERED' } as const;
  const series = [
    { metric: 'ERROR_SHARE', dimension: 'MODEL', value: 'gpt-4o' },
    { metric: 'LATENCY_P95', dimension: 'WORKSPACE', value: '' },
  ] as const;
  await inWorkspace(workspaceId, async () => {
    const { prisma } = stores;
    const stored = await prisma.anomaly.create({
      data: {
        ...series[0],
        ...course,
        workspaceId,
        number: anomaly.number,
        findingId: findingIds[0],
        severity: 'CRITICAL',
        state: 'RESOLVED',
        detectedAt: beganAt,
        messageCount: anomaly.messages,
        userCount: anomaly.users,
      },
    });
    for (const [place, of] of series.entries()) {
      const watched = await prisma.watchedSeries.create({
        data: { ...of, workspaceId, state: '{}', judgedUntil: endedAt, valueCount: 200 },
      });
      const isFirst = place === 0;
      await prisma.anomalyFinding.create({
        data: {
          ...of,
          ...course,
          id: findingIds[place] as string,
          workspaceId,
          anomalyId: stored.id,
          seriesId: watched.id,
          openedAt: beganAt,
          worstAt: beganAt,
          measured: isFirst ? anomaly.value : 2_400,
          expected: isFirst ? anomaly.expected : 1_100,
          expectedLow: isFirst ? 0.01 : 900,
          expectedHigh: isFirst ? 0.05 : 1_400,
          deviation: 9,
          strength: 3,
          telling: isFirst ? 0.6 : 0.2,
        },
      });
    }
    await prisma.annotation.create({
      data: { workspaceId, kind: 'DEPLOYMENT', label: anomaly.mark, at: new Date('2026-01-10T07:50:00Z') },
    });
  });
}
const findingIds = ['0000000a-0000-4000-8000-000000000001', '0000000a-0000-4000-8000-000000000002'] as const;

async function sendTraining(run: (query: string, variables?: object) => Promise<Loose>): Promise<void> {
  const create = 'mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }';
  const jobs = [
    {
      name: 'support-sft-run',
      externalId: 'abc123',
      baseModel: 'llama-3-8b',
      outputModel: 'support-sft',
      trainingMethod: 'SFT',
      hyperparameters: { learning_rate: 0.0002, batch_size: 16 },
      totalSteps: 40,
      totalEpochs: 4,
    },
    {
      name: 'support-dpo-run',
      externalId: 'def456',
      baseModel: 'llama-3-8b',
      outputModel: 'support-dpo',
      trainingMethod: 'DPO',
      hyperparameters: { learning_rate: 0.00005, batch_size: 8 },
      totalSteps: 80,
    },
    { name: 'failed-run', externalId: 'ghi789', baseModel: 'llama-3-8b', hyperparameters: {} },
  ];
  const ids: string[] = [];
  for (const input of jobs) ids.push((await run(create, { input })).createTrainingJob.id);
  const [sft, dpo, failed] = ids as [string, string, string];
  const points = curve.flatMap(({ step, loss, evalLoss }) => [
    { metric: 'loss', step, value: loss },
    ...(evalLoss === null ? [] : [{ metric: 'eval_loss', step, value: evalLoss }]),
  ]);
  const log = 'mutation ($id: ID!, $points: [TrainingPointInput!]!) { logTrainingSteps(jobId: $id, points: $points) { accepted } }';
  await run(log, { id: sft, points });
  await run(log, { id: dpo, points: points.filter(({ step }) => step <= 20) });
  await run('mutation ($id: ID!, $all: [PredictionInput!]!) { logPredictions(jobId: $id, predictions: $all) { accepted } }', {
    id: sft,
    all: predictions,
  });
  const end =
    'mutation ($id: ID!, $status: ReportedTrainingStatus!) { reportTrainingStatus(input: { jobId: $id, status: $status }) { id } }';
  await run(end, { id: sft, status: 'FINISHED' });
  await run(end, { id: failed, status: 'FAILED' });
  await run('mutation ($input: SaveTrainingConfigurationInput!) { saveTrainingConfiguration(input: $input) { id } }', {
    input: { name: 'nightly-sft', command: 'train', parameters: { learning_rate: 0.0002 } },
  });
  await run(
    'mutation ($id: ID!) { declareTrainingParameters(input: { jobId: $id, parameters: [{ name: "learning_rate", type: FLOAT, applies: NOW, minimum: 0, maximum: 1, current: 0.00005 }] }) { id } }',
    { id: dpo },
  );
}

/** Replies from one instant to another, of the world. */
export const between = (from: string, to: string, of: readonly Reply[] = replies): Reply[] =>
  of.filter(({ at }) => at >= new Date(from).toISOString() && at < new Date(to).toISOString());
export const ofModel = (model: string, of: readonly Reply[] = replies): Reply[] => of.filter((reply) => reply.model === model);
export const ofSession = (session: string, of: readonly Reply[] = replies): Reply[] => of.filter((reply) => reply.session === session);
export const sum = (of: readonly Reply[], by: (reply: Reply) => number): number => of.reduce((total, reply) => total + by(reply), 0);
export const cost = (of: readonly Reply[]): number => sum(of, ({ costUsd }) => costUsd);
export const tokens = (of: readonly Reply[]): number => sum(of, ({ inputTokens, outputTokens }) => inputTokens + outputTokens);
export const users = (of: readonly Reply[]): number => new Set(of.map(({ user }) => user)).size;
export const judged = (of: readonly Reply[]): Reply[] => of.filter(({ success }) => success !== null);
export const successRate = (of: readonly Reply[]): number =>
  judged(of).filter(({ success }) => success === true).length / judged(of).length;
export const rating = (of: readonly Reply[]): number => sum(judged(of), (reply) => reply.rating ?? 0) / judged(of).length;
export const errorCount = (of: readonly Reply[]): number => of.filter(({ error }) => error !== null).length;
export const mean = (of: readonly Reply[], by: (reply: Reply) => number): number => sum(of, by) / of.length;
/** Linear between the two nearest values. */
export function percentile(of: readonly Reply[], share: number): number {
  const sorted = of.map(({ latencyMs }) => latencyMs).sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
  return low + (high - low) * (place - Math.floor(place));
}
export const tagCount = (tag: string, of: readonly Reply[] = replies): number => of.filter(({ tags }) => tags.includes(tag)).length;
/** The name for which a number is greatest. */
export const greatest = (names: readonly string[], by: (name: string) => number): string =>
  [...names].sort((a, b) => by(b) - by(a))[0] as string;
