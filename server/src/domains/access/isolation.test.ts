import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isInterfaceType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema.ts';
import { ask as askBare, openTestServer, type TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { storeArtifact } from '../artifacts/commands.ts';
import { useArtifactStore } from '../artifacts/load.ts';
import { captureSpans } from '../traces/commands.ts';
import { testModelCall } from '../traces/spans.testing.ts';
import { drainSummaries } from '../traces/background/summaries.ts';
import { changesOfTrace, landings } from '../traces/arrivals.ts';
import { recordEvent } from '../audit/commands.ts';
import { measuredAll } from '../metrics/pure/built-in.ts';
import { createApiKey } from './commands.ts';
import { deletionTests } from './tests/deletion.testing.ts';
import { foreignIdTests } from './tests/foreign-ids.testing.ts';

/**
 * Two workspaces hold a thing of every kind. Whoever shows a key of one must not find, change or count what is in the other,
 * and is told the same of it as of what does not exist.
 */
let server: TestServer;
let theirKey: string;
/** The accounts of this test end that a request from this machine is owner. */
let ourKey: string;
let theirWorkspaceId: string;
/** Both workspaces have it: of its spans each sees its own. */
const sharedTraceId = 'd'.repeat(32);
const theirTraceId = 'e'.repeat(32);
const theirs: Record<string, string> = {};
const ask: typeof askBare = (to, query, options = {}) =>
  askBare(to, query, { ...options, headers: { authorization: `Bearer ${ourKey}`, ...options.headers } });
beforeAll(async () => {
  server = await openTestServer();
  const { prisma } = server.stores;
  const workspaceId = await createTestWorkspace(server.stores, 'theirs');
  const { apiKey, secret } = await createApiKey(server.stores, { workspaceId, name: 'theirs', role: 'OWNER' });
  theirKey = secret;
  ourKey = (await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'ours', role: 'OWNER' })).secret;
  const person = await prisma.person.create({ data: { name: 'their-person', email: 'theirs@example.com' } });
  await prisma.member.create({ data: { workspaceId, personId: person.id, role: 'OWNER' } });
  const conversation = await prisma.conversation.create({
    data: { workspaceId, externalId: 'their-conversation', sessionId: 'their-session' },
  });
  const message = await prisma.message.create({
    data: {
      workspaceId,
      externalId: 'their-message',
      conversationId: conversation.id,
      role: 'ASSISTANT',
      content: 'a secret of theirs',
      createdAt: new Date('2026-01-01'),
    },
  });
  const evaluation = await prisma.evaluation.create({
    data: {
      workspaceId,
      externalId: 'their-evaluation',
      messageExternalId: 'their-message',
      messageId: message.id,
      evaluatorKind: 'HUMAN',
      rating: 1,
      createdAt: new Date('2026-01-01'),
    },
  });
  const model = await prisma.model.create({ data: { workspaceId, name: 'their-model' } });
  const price = await prisma.price.create({ data: { workspaceId, scope: 'MODEL', model: 'their-model', inputRate: 1n, outputRate: 1n } });
  const view = await prisma.savedView.create({ data: { workspaceId, page: 'traces', name: 'their-view', search: 'q=their' } });
  const board = await prisma.board.create({ data: { workspaceId, name: 'their-board', isShared: true } });
  const experiment = await prisma.experiment.create({
    data: {
      workspaceId,
      key: 'their-experiment',
      name: 'theirs',
      seed: 'their-experiment',
      variants: [],
      updatedAt: new Date('2026-01-01'),
    },
  });
  const cohort = await prisma.userCohort.create({ data: { workspaceId, name: 'their-cohort', rule: { users: ['their-user'] } } });
  const metric = await prisma.metric.create({
    data: {
      workspaceId,
      key: 'their-metric',
      name: 'theirs',
      kind: 'SUM',
      measured: measuredAll('ANSWERS') as object,
      better: 'UP',
      unit: 'number',
    },
  });
  const annotation = await prisma.annotation.create({ data: { workspaceId, kind: 'NOTE', label: 'their-mark', at: new Date() } });
  const prompt = await prisma.prompt.create({ data: { workspaceId, name: 'their-prompt', type: 'TEXT', lastVersion: 1 } });
  const ofPrompt = { workspaceId, promptId: prompt.id };
  const promptVersion = await prisma.promptVersion.create({ data: { ...ofPrompt, version: 1, content: 'their-text', config: {} } });
  const promptComment = await prisma.promptComment.create({ data: { ...ofPrompt, text: 'their-comment' } });
  const mapping = await prisma.importMapping.create({ data: { workspaceId, name: 'their-mapping', columns: [], keepsUnknown: false } });
  const study = await prisma.study.create({
    data: { workspaceId, name: 'their-study', method: 'RANDOM', searchSpace: [], pruner: {}, seed: 1, updatedAt: new Date() },
  });
  const suite = await prisma.benchmarkSuite.create({ data: { workspaceId, name: 'their-suite' } });
  const benchmarkRun = await prisma.benchmarkRun.create({
    data: { workspaceId, suiteId: suite.id, externalId: 'their-benchmark', model: 'their-model', startedAt: new Date() },
  });
  const dataset = await prisma.dataset.create({ data: { workspaceId, name: 'their-dataset', lastVersion: 1 } });
  const datasetVersion = await prisma.datasetVersion.create({
    data: { workspaceId, datasetId: dataset.id, number: 1, address: 'their-address', rowCount: 0, byteCount: 0n },
  });
  const series = await prisma.watchedSeries.create({
    data: {
      workspaceId,
      metric: 'COST',
      dimension: 'MODEL',
      value: 'their-model',
      state: '',
      judgedUntil: new Date(),
      valueCount: 1,
      lastBucketAt: new Date(),
    },
  });
  const findingId = randomUUID();
  const found = { metric: 'COST', dimension: 'MODEL', value: 'their-model', kind: 'SPIKE', direction: 'UP', beganAt: new Date() } as const;
  const counted = { messageCount: 1, userCount: 1, detectedAt: new Date() };
  const anomaly = await prisma.anomaly.create({
    data: { ...found, ...counted, workspaceId, number: 1, findingId, severity: 'INFO', state: 'OPEN', verdictReason: 'their-reason' },
  });
  const worst = { worstAt: new Date(), measured: 3, expected: 1, expectedLow: 0, expectedHigh: 2, deviation: 4, strength: 1, telling: 0.5 };
  const finding = await prisma.anomalyFinding.create({
    data: { ...found, ...worst, id: findingId, workspaceId, anomalyId: anomaly.id, seriesId: series.id, openedAt: new Date() },
  });
  const anomalyNote = await prisma.anomalyNote.create({ data: { workspaceId, anomalyId: anomaly.id, text: 'their-note' } });
  const queue = await prisma.annotationQueue.create({ data: { workspaceId, name: 'their-queue', instructions: '', rubric: {} } });
  const queueItem = await prisma.annotationQueueItem.create({
    data: { id: 424_242n, workspaceId, queueId: queue.id, messageId: message.id, position: 0 },
  });
  const task = await prisma.backgroundTask.create({ data: { workspaceId, kind: 'rebuild' } });
  const deletion = await prisma.userDeletion.create({ data: { workspaceId, taskId: task.id, userId: 'their-user' } });
  const trainingJob = await prisma.trainingJob.create({
    data: { workspaceId, externalId: 'their-run', name: 'their-job', status: 'RUNNING' },
  });
  await prisma.trainingWarning.create({
    data: {
      workspaceId,
      jobId: trainingJob.id,
      kind: 'NAN',
      beganAtStep: 1,
      evidence: {},
      message: 'their-warning',
      advice: '',
      raisedAt: new Date(),
    },
  });
  await prisma.trainingHealth.create({ data: { workspaceId, jobId: trainingJob.id, judgedAt: new Date(), usedMs: 3_600_000 } });
  await prisma.trainingWaste.create({
    data: { workspaceId, jobId: trainingJob.id, cause: 'BROKEN', ms: 3_600_000, message: 'their-waste' },
  });
  const update = await prisma.parameterUpdate.create({
    data: { workspaceId, jobId: trainingJob.id, attempt: 1, parameters: { theirs: 1 }, previous: {}, requestedAt: new Date() },
  });
  const configuration = await prisma.trainingConfiguration.create({ data: { workspaceId, name: 'their-configuration' } });
  const runner = await prisma.runner.create({ data: { workspaceId, name: 'their-runner', seenAt: new Date() } });
  const modelVersion = await prisma.modelVersion.create({
    data: { workspaceId, modelId: model.id, version: 1, jobId: trainingJob.id, hyperparameters: { theirs: 1 }, registeredAt: new Date() },
  });
  const member = await prisma.member.findFirstOrThrow({ where: { workspaceId, personId: person.id } });
  const invitation = await prisma.invitation.create({
    data: { workspaceId, email: 'their@example.com', role: 'VIEWER', secretHash: new Uint8Array([1]), expiresAt: new Date('2099-01-01') },
  });
  await recordEvent(server.stores.postgres, workspaceId, { action: 'their-action' });
  const entry = await prisma.auditEntry.findFirstOrThrow({ where: { workspaceId } });
  const assistantConversation = await prisma.assistantConversation.create({
    data: { workspaceId, owner: `key:${apiKey.id}`, ownerName: 'theirs', title: 'their-title' },
  });
  const alertRule = await prisma.alertRule.create({
    data: {
      workspaceId,
      name: 'their-rule',
      source: 'GUARDRAIL',
      severity: 'INFO',
      condition: { source: 'GUARDRAIL' },
      forMinutes: 0,
      dwellMinutes: 1,
    },
  });
  const slackConnection = await prisma.slackConnection.create({
    data: { workspaceId, teamId: 'TTHEIRS1', secretCipher: 'none', owner: 'local', ownerName: 'theirs' },
  });
  const alertChannel = await prisma.alertChannel.create({
    data: { workspaceId, kind: 'EMAIL', name: 'their-channel', target: 'their-address' },
  });
  const playgroundRun = await prisma.playgroundRun.create({
    data: {
      workspaceId,
      owner: `key:${apiKey.id}`,
      ownerName: 'theirs',
      title: 'their-run',
      prompt: { messages: [], tools: [], outputSchema: null, temperature: null, topP: null, seed: null, maxOutputTokens: null, stop: [] },
      rows: [{}],
      models: ['theirs/model'],
      isShared: true,
    },
  });
  const judge = await prisma.judge.create({ data: { workspaceId, name: 'their-judge', kind: 'RULE', rule: { kind: 'LENGTH' } } });
  const rubric = await prisma.rubric.create({
    data: {
      id: randomUUID(),
      workspaceId,
      key: 'their-rubric',
      name: 'their-rubric',
      lastVersion: 1,
      versions: { create: { workspaceId, version: 1, criteria: 'their-criteria', scale: 'PASS_FAIL' } },
    },
  });
  const loop = await prisma.loop.create({
    data: { workspaceId, name: 'their-loop', status: 'STOPPED', filter: {}, settings: {}, owner: 'local' },
  });
  const evaluationRun = await prisma.evaluationRun.create({
    data: {
      workspaceId,
      name: 'their-evaluation',
      kind: 'SDK',
      state: 'DONE',
      owner: 'local',
      promptName: 'their-prompt',
      model: 'their-model',
    },
  });
  const evaluationItem = await prisma.evaluationRunItem.create({
    data: {
      id: 987_654_321n,
      workspaceId,
      runId: evaluationRun.id,
      rowKey: 'their-row',
      position: 0,
      state: 'DONE',
      isAnswered: true,
      output: 'their-output',
    },
  });
  await prisma.evaluationScore.create({
    data: {
      workspaceId,
      runId: evaluationRun.id,
      itemId: evaluationItem.id,
      slot: String(evaluationItem.id),
      name: 'their-score',
      kind: 'API',
      scorer: 'api',
      comment: 'their-comment',
      value: 1,
    },
  });
  const rows = {
    AuditEntry: entry,
    Loop: loop,
    LoopItem: await prisma.loopItem.create({
      data: {
        // Its key shows in no other number of an answer.
        id: 987_654_321_987n,
        workspaceId,
        loopId: loop.id,
        messageId: message.id,
        kind: 'FAILURE',
        position: 0,
        turns: [],
        prompt: 'their-prompt',
        promptHash: '',
        answer: 'their-answer',
      },
    }),
    Judge: judge,
    Insight: await prisma.insight.create({
      data: {
        workspaceId,
        kind: 'DRIFT',
        key: 'their-key',
        dimension: '',
        sentence: 'their-sentence',
        value: 1,
        unit: 'number',
        link: '/',
        weight: 1,
        createdAt: new Date(),
        refreshedAt: new Date(),
      },
    }),
    DriftBaselinePin: await prisma.driftBaselinePin.create({
      data: { workspaceId, name: 'their-baseline', filter: {}, fromAt: new Date(0), toAt: new Date(1) },
    }),
    JudgeRun: await prisma.judgeRun.create({ data: { workspaceId, judgeId: judge.id, kind: 'OFFLINE', state: 'DONE', owner: 'local' } }),
    Rubric: rubric,
    EvaluationRun: evaluationRun,
    EvaluationRunItem: evaluationItem,
    UserExport: await prisma.userExport.create({
      data: { workspaceId, taskId: task.id, userId: 'their-user', expiresAt: new Date(Date.now() + 86_400_000) },
    }),
    Export: await prisma.export.create({
      data: {
        workspaceId,
        taskId: task.id,
        type: 'OVERVIEW',
        format: 'CSV',
        filter: { models: ['their-model'] },
        expiresAt: new Date(Date.now() + 86_400_000),
      },
    }),
    ExportSchedule: await prisma.exportSchedule.create({
      data: {
        workspaceId,
        name: 'their-schedule',
        type: 'OVERVIEW',
        format: 'CSV',
        filter: {},
        every: 'DAILY',
        minute: 480,
        timeZone: 'UTC',
        dayCount: 1,
        nextAt: new Date('2099-01-01'),
      },
    }),
    Workspace: { id: workspaceId },
    Person: person,
    ApiKey: apiKey,
    Conversation: conversation,
    Message: message,
    Evaluation: evaluation,
    Model: model,
    Price: price,
    SavedView: view,
    Board: board,
    Experiment: experiment,
    UserCohort: cohort,
    Metric: metric,
    Annotation: annotation,
    WatchedSeries: series,
    Anomaly: anomaly,
    AnomalyFinding: finding,
    AnomalyNote: anomalyNote,
    Prompt: prompt,
    PromptVersion: promptVersion,
    PromptComment: promptComment,
    ImportMapping: mapping,
    PlaygroundRun: playgroundRun,
    PlaygroundAnswer: await prisma.playgroundAnswer.create({
      data: { workspaceId, runId: playgroundRun.id, rowIndex: 0, columnIndex: 0, model: 'theirs/model', status: 'DONE' },
    }),
    AssistantConversation: assistantConversation,
    AssistantTurn: await prisma.assistantTurn.create({
      data: { workspaceId, conversationId: assistantConversation.id, kind: 'COMMAND', status: 'DONE', asked: 'their-words' },
    }),
    ModelConnection: await prisma.modelConnection.create({
      data: { workspaceId, name: 'their-connection', kind: 'ANTHROPIC', baseUrl: 'https://theirs.example.com' },
    }),
    AlertRule: alertRule,
    AlertChannel: alertChannel,
    AlertEpisode: await prisma.alertEpisode.create({
      data: {
        workspaceId,
        ruleId: alertRule.id,
        ruleName: 'their-rule',
        severity: 'INFO',
        series: 'their-series',
        state: 'FIRING',
        sentence: 'their-sentence',
        link: '/',
        openedAt: new Date(),
      },
    }),
    AlertDelivery: await prisma.alertDelivery.create({
      data: {
        workspaceId,
        channelId: alertChannel.id,
        key: 'their-key',
        transition: 'TEST',
        content: {},
        createdAt: new Date(),
        state: 'SENT',
      },
    }),
    SlackConnection: slackConnection,
    SlackLink: await prisma.slackLink.create({
      data: { workspaceId, connectionId: slackConnection.id, slackUserId: 'U0THEIRS', slackUserName: 'theirs', personId: member.personId },
    }),
    AnnotationQueue: queue,
    AnnotationQueueItem: queueItem,
    ContinualSession: await prisma.continualSession.create({
      data: {
        workspaceId,
        externalId: 'their-session-of-learning',
        name: 'their-learning',
        tasks: ['their-task'],
        startedAt: new Date(),
        updates: { create: { workspaceId, externalId: 'their-update', status: 'FAILED', at: new Date() } },
        scores: { create: { workspaceId, step: 0, task: 'their-task', accuracy: 0.5, at: new Date() } },
      },
    }),
    StrategyRecommendation: await prisma.strategyRecommendation.create({
      data: { workspaceId, kind: 'HYPERPARAMETERS', title: 'their-title', parameters: { theirs: 1 }, basisJobIds: [trainingJob.id] },
    }),
    TransferSession: await prisma.transferSession.create({
      data: {
        workspaceId,
        externalId: 'their-transfer',
        sourceModel: 'their-source',
        targetModel: 'their-target',
        domain: 'their-domain',
        method: 'their-method',
        jobId: trainingJob.id,
        startedAt: new Date(),
      },
    }),
    ModelVersion: modelVersion,
    ModelDeployment: await prisma.modelDeployment.create({
      data: { workspaceId, versionId: modelVersion.id, deployedAt: new Date(), verdict: 'BETTER', overrideReason: 'their-reason' },
    }),
    Study: study,
    BenchmarkSuite: suite,
    BenchmarkRun: benchmarkRun,
    Dataset: dataset,
    DatasetVersion: datasetVersion,
    BackgroundTask: task,
    UserDeletion: deletion,
    TrainingJob: trainingJob,
    ParameterUpdate: update,
    TrainingConfiguration: configuration,
    Runner: runner,
    Member: member,
    Invitation: invitation,
  };
  theirWorkspaceId = workspaceId;
  const said = (name: string, text: string) => ({
    name,
    sessionId: 'a-session',
    model: `${name}-model`,
    startUs: Date.UTC(2026, 0, 1) * 1_000,
    endUs: null,
    input: { form: 'CHAT' as const, messages: [{ role: 'USER' as const, content: text }] },
  });
  await captureSpans(
    server,
    workspaceId,
    [
      testModelCall(1, { traceId: theirTraceId, ...said('their-call', 'their-secretword') }),
      testModelCall(2, { traceId: sharedTraceId, ...said('their-step', 'their-secretword') }),
    ],
    new Date(),
  );
  await captureSpans(
    server,
    server.defaultWorkspaceId,
    [testModelCall(3, { traceId: sharedTraceId, ...said('our-step', 'our-word') })],
    new Date(),
  );
  await drainSummaries(server.stores);
  theirs['PersonSession'] = await idOfSession(person.id);
  for (const [typename, { id }] of Object.entries(rows)) theirs[typename] = Buffer.from(`${typename}:${id}`).toString('base64');
});
afterAll(() => server.close());

async function idOfSession(personId: string): Promise<string> {
  const data = { personId, token: 'theirs', expiresAt: new Date(Date.now() + 86_400_000) };
  const { id } = await server.stores.prisma.personSession.create({ data });
  return Buffer.from(`PersonSession:${id}`).toString('base64');
}

const node = schema.getType('Node');
/** A session is of its person alone: domains/people/sign-in.test.ts. */
const ofPeople = ['PersonSession'];
const kinds = isInterfaceType(node)
  ? schema
      .getPossibleTypes(node)
      .map(({ name }) => name)
      .filter((name) => !ofPeople.includes(name))
  : [];

describe('by its id', () => {
  test.each(kinds)('a %s is found by its own workspace and by no other', async (kind) => {
    expect(theirs[kind], `add a ${kind} of the other workspace to \`rows\` of this test`).toBeDefined();
    const query = 'query ($id: ID!) { node(id: $id) { __typename id } }';
    const own = await ask(server, query, { variables: { id: theirs[kind] }, headers: { authorization: `Bearer ${theirKey}` } });
    expect(own.body.data).toEqual({ node: { __typename: kind, id: theirs[kind] } });
    expect((await ask(server, query, { variables: { id: theirs[kind] } })).body).toMatchObject({ data: { node: null } });
  });
});

describe('by its name', () => {
  test.each([
    ['conversation', '{ found: conversation(id: "their-conversation") { id } }'],
    ['message', '{ found: message(externalId: "their-message") { id } }'],
    ['prompt', '{ found: prompt(name: "their-prompt") { id } }'],
    ['dataset', '{ found: dataset(name: "their-dataset") { id } }'],
    ['version of a prompt', '{ found: promptVersion(name: "their-prompt", version: 1) { id } }'],
    ['training job', '{ found: trainingJobByExternalId(externalId: "their-run") { id } }'],
  ])('a %s of another workspace is not found', async (_kind, query) => {
    expect((await ask(server, query)).body.data).toEqual({ found: null });
    expect((await ask(server, query, { headers: { authorization: `Bearer ${theirKey}` } })).body.data.found.id).toBeDefined();
  });
});

describe('traces', () => {
  const asThem = { headers: { authorization: '' } };
  beforeAll(() => {
    asThem.headers.authorization = `Bearer ${theirKey}`;
  });
  const whole = `id name sessionId models spanCount columns criticalPath search(text: "secretword") spans { edges { node { name input { text } message { content } } } } messages { content } evaluations { id }`;

  test('one of another workspace is not found; of one that both have each sees its own spans', async () => {
    expect((await ask(server, `{ trace(id: "${theirTraceId}") { id } }`)).body.data).toEqual({ trace: null });
    expect((await ask(server, `{ trace(id: "${theirTraceId}") { name } }`, asThem)).body.data.trace.name).toBe('their-call');
    const ours = (await ask(server, `{ trace(id: "${sharedTraceId}") { ${whole} } }`)).body;
    expect(ours.errors).toBeUndefined();
    expect(ours.data.trace).toMatchObject({ name: 'our-step', spanCount: 1, search: [] });
    expect(JSON.stringify(ours.data)).not.toContain('their');
    const theirSpan = `{ trace(id: "${sharedTraceId}") { span(id: "0000000000000003") { id } } }`;
    expect((await ask(server, theirSpan)).body.data.trace.span).toBeNull();
    expect((await ask(server, theirSpan, asThem)).body.data.trace.span).not.toBeNull();
  });
  test.each([
    '',
    ', search: "secretword"',
    ', search: "their-call"',
    `, search: "${theirTraceId}"`,
    ', search: "a-session"',
    ', filter: { sessions: ["a-session"] }',
    ', order: COST',
    ', filter: { ratings: [1] }',
  ])('of another workspace are not listed, not searched (traces(first: 10%s))', async (rest) => {
    const { body } = await ask(
      server,
      `{ traces(first: 10${rest}) { edges { node { id name models inputPreview } } } traceFilterOptions { names models } savedViews(page: "traces") { name } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(JSON.stringify(body.data)).not.toMatch(/their|eeee/);
  });
  test('a span sent under an id that another workspace uses is another span', async () => {
    const spans = [{ traceId: theirTraceId, spanId: '0000000000000002', name: 'taken over', startedAt: '2026-01-01T00:00:00Z' }];
    expect(
      (await ask(server, 'mutation ($spans: [SpanInput!]!) { captureSpans(spans: $spans) { accepted updated } }', { variables: { spans } }))
        .body.data.captureSpans,
    ).toEqual({ accepted: 1, updated: 0 });
    expect((await ask(server, `{ trace(id: "${theirTraceId}") { name } }`, asThem)).body.data.trace.name).toBe('their-call');
    await ask(server, `mutation { deleteTrace(id: "${theirTraceId}") }`);
    await ask(server, `mutation { deleteTrace(id: "${sharedTraceId}") }`);
    const theirsStill = await ask(
      server,
      `{ one: trace(id: "${theirTraceId}") { spanCount } two: trace(id: "${sharedTraceId}") { spans { edges { node { name input { text } } } } } }`,
      asThem,
    );
    expect(theirsStill.body.data).toMatchObject({
      one: { spanCount: 1 },
      two: { spans: { edges: [{ node: { name: 'their-step', input: { text: 'their-secretword' } } }] } },
    });
  });
  test('of another workspace are not sent to subscribers', async () => {
    const told: unknown[] = [];
    const watchers = [
      landings(server.live, server.defaultWorkspaceId, async (id) => id),
      changesOfTrace(server.live, server.defaultWorkspaceId, theirTraceId),
    ];
    await watchers[1]?.next(); // as it stands, at once
    for (const watcher of watchers) void watcher.next().then(({ value }) => told.push(value));
    server.live.publish('traces.landed', theirWorkspaceId, { traceIds: [theirTraceId] });
    await new Promise((resolve) => setTimeout(resolve, 50));
    for (const watcher of watchers) await watcher.return?.();
    expect(told.filter((value) => value !== undefined)).toEqual([]);
  });
});

test('lists hold nothing of another workspace', async () => {
  const { body } = await ask(
    server,
    '{ models { name versions { hyperparameters job { name } } } prices { model } apiKeys { name } backgroundTasks { kind } userDeletions { task { kind } } filterOptions { models sessions } messages(first: 10) { edges { node { externalId content } } } trainingJobs { edges { node { name } } } trainingJobOptions { projects } trainingSavings { jobCount usedHours wastedHours byCause { hours } jobs { job { name warnings { message } waste { message } } } } trainingConfigurations { name } runners { name } members { edges { node { email } } } invitations { email } }',
  );
  expect(body.errors).toBeUndefined();
  expect(JSON.stringify(body.data)).not.toContain('their');
  expect(body.data.userDeletions).toEqual([]);
  expect(body.data.trainingSavings).toEqual({ jobCount: 0, usedHours: 0, wastedHours: 0, byCause: [], jobs: [] });
  const own = await ask(
    server,
    '{ trainingSavings { jobCount wastedHours jobs { job { name warnings { message } waste { message } } } } }',
    {
      headers: { authorization: `Bearer ${theirKey}` },
    },
  );
  expect(own.body.data.trainingSavings).toEqual({
    jobCount: 1,
    wastedHours: 1,
    jobs: [{ job: { name: 'their-job', warnings: [{ message: 'their-warning' }], waste: [{ message: 'their-waste' }] } }],
  });
});

describe('changes', () => {
  test('files of a job of another workspace are neither listed nor read, by whichever path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'isolation-'));
    useArtifactStore(server.stores, { dataDir: folder, url: null });
    try {
      const [theirJobId = ''] = [
        Buffer.from(theirs['TrainingJob'] as string, 'base64')
          .toString()
          .split(':')[1],
      ];
      const owner = { workspaceId: theirWorkspaceId, kind: 'jobs', id: theirJobId } as const;
      const content = async function* (): AsyncGenerator<Buffer> {
        yield Buffer.from('their-weights');
      };
      await storeArtifact(server.stores, owner, 'model/their-weights.bin', { content: content(), sizeBytes: null });
      const files = (id: unknown, path: string, headers: Record<string, string> = {}) =>
        ask(server, 'query ($id: ID!, $path: String) { trainingJob(id: $id) { artifacts(path: $path) { name } } }', {
          variables: { id, path },
          headers,
        });
      const asTheirs = await files(theirs['TrainingJob'], 'model', { authorization: `Bearer ${theirKey}` });
      expect(asTheirs.body.data.trainingJob.artifacts).toEqual([{ name: 'their-weights.bin' }]);
      expect((await files(theirs['TrainingJob'], 'model')).body.data.trainingJob).toBeNull();
      const { body } = await ask(server, 'mutation { createTrainingJob(input: { name: "ours" }) { id } }');
      const ours = body.data.createTrainingJob.id;
      expect((await files(ours, 'model')).body.data.trainingJob.artifacts).toEqual([]);
      for (const path of [`../${theirJobId}/model`, `../../../${theirWorkspaceId}/jobs/${theirJobId}/model`, `/${theirWorkspaceId}`]) {
        const outside = await files(ours, path);
        expect(outside.body.errors?.[0].extensions.code, path).toBe('BAD_ARTIFACT_PATH');
        expect(JSON.stringify(outside.body)).not.toContain('their-weights');
      }
      const download = `/api/2.0/mlflow-artifacts/artifacts/0/${theirJobId.replaceAll('-', '')}/artifacts/model/their-weights.bin`;
      expect((await fetch(`${server.url}${download}`, { headers: { authorization: `Bearer ${ourKey}` } })).status).toBe(404);
      const own = await fetch(`${server.url}${download}`, { headers: { authorization: `Bearer ${theirKey}` } });
      expect(await own.text()).toBe('their-weights');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  test('a training job made under an id that another workspace uses is another job', async () => {
    const { body } = await ask(server, 'mutation { createTrainingJob(input: { externalId: "their-run", name: "ours" }) { id } }');
    expect(body.data.createTrainingJob.id).not.toBe(theirs['TrainingJob']);
  });
  test('a message sent under a name that another workspace uses is another message', async () => {
    const messages = [{ externalId: 'their-message', conversationId: 'their-conversation', role: 'ASSISTANT', content: 'ours' }];
    const { body } = await ask(
      server,
      'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted updated } }',
      { variables: { messages } },
    );
    expect(body.data.ingestMessages).toEqual({ accepted: 1, updated: 0 });
    const query = '{ message(externalId: "their-message") { content evaluations { rating } conversation { sessionId } } }';
    expect((await ask(server, query)).body.data.message).toEqual({ content: 'ours', evaluations: [], conversation: { sessionId: null } });
    expect((await ask(server, query, { headers: { authorization: `Bearer ${theirKey}` } })).body.data.message.content).toBe(
      'a secret of theirs',
    );
  });
});

foreignIdTests(() => ({
  server,
  theirWorkspaceId,
  theirSlug: 'theirs',
  theirTraceId,
  theirs,
  ourHeaders: { authorization: `Bearer ${ourKey}` },
  theirHeaders: { authorization: `Bearer ${theirKey}` },
}));

deletionTests(() => ({
  server,
  workspaceId: theirWorkspaceId,
  jobId: Buffer.from(theirs['TrainingJob'] as string, 'base64')
    .toString()
    .slice('TrainingJob:'.length),
  headers: { authorization: `Bearer ${theirKey}` },
}));
