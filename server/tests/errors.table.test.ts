import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { createSchema } from 'graphql-yoga';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '../src/domains/access/commands.ts';
import { generateKey } from '../src/domains/access/key.ts';
import type { Context } from '../src/platform/graphql/context.ts';
import {
  maxAliasCount,
  maxBodyBytes,
  maxDepth,
  maxDirectiveCount,
  maxListLength,
  maxPageSize,
  maxRootFieldCount,
  maxTokenCount,
} from '../src/platform/graphql/limits/limits.ts';
import { maxBatchSize } from '../src/platform/ingest/errors.ts';
import type { Role } from '../src/platform/permissions.ts';
import { openTestServer, type TestServer } from '../src/server.testing.ts';
import { sql } from '../src/platform/store/sql.ts';

/** Beside the product, one with fields that ask ClickHouse for more than they may have. */
let product: TestServer;
let greedy: TestServer;
/** Keys by the name that rows show in their place. */
const secrets: Record<string, string> = {};
const finishedJobKey = '11111111-0000-4000-8000-000000000000';
const appliedUpdateKey = '22222222-0000-4000-8000-000000000000';
const revokedRunnerKey = '33333333-0000-4000-8000-000000000000';
const finishedJob = Buffer.from(`TrainingJob:${finishedJobKey}`).toString('base64');
beforeAll(async () => {
  product = await openTestServer();
  greedy = await openTestServer({ stores: product.stores, schema: greedySchema() });
  await product.stores.prisma.trainingJob.create({
    data: {
      id: finishedJobKey,
      workspaceId: product.defaultWorkspaceId,
      name: 'finished',
      status: 'FINISHED',
      endReason: 'COMPLETED',
      parameterUpdates: {
        create: {
          id: appliedUpdateKey,
          workspaceId: product.defaultWorkspaceId,
          attempt: 1,
          parameters: {},
          previous: {},
          status: 'APPLIED',
          requestedAt: new Date(),
        },
      },
    },
  });
  await product.stores.prisma.runner.create({
    data: {
      id: revokedRunnerKey,
      workspaceId: product.defaultWorkspaceId,
      name: 'revoked',
      seenAt: new Date(),
      revokedAt: new Date(),
      leases: {
        create: { jobId: finishedJobKey, workspaceId: product.defaultWorkspaceId, attempt: 1, leasedAt: new Date(), processAt: new Date() },
      },
    },
  });
  await makeStudy(product.defaultWorkspaceId);
  const keyOf = async (workspaceId: string, role: Role) => (await createApiKey(product.stores, { workspaceId, name: 'test', role })).secret;
  secrets['reader'] = await keyOf(product.defaultWorkspaceId, 'VIEWER');
  const archive = await product.stores.prisma.workspace.create({ data: { slug: 'archive', name: 'Archive', archivedAt: new Date() } });
  secrets['archive'] = await keyOf(archive.id, 'OWNER');
});
afterAll(async () => {
  await greedy.close();
  await product.close();
});

const studyId = '00000000-0000-4000-8000-0000000005d1';
const studyNode = Buffer.from(`Study:${studyId}`).toString('base64');

/** A stopped study with a trial that is complete. */
async function makeStudy(workspaceId: string): Promise<void> {
  const zero = Buffer.alloc(8);
  await product.stores.prisma.study.create({
    data: {
      id: studyId,
      workspaceId,
      name: 'stopped',
      method: 'RANDOM',
      status: 'STOPPED',
      objectives: ['value'],
      directions: ['MINIMIZE'],
      searchSpace: [{ name: 'x', kind: 'FLOAT', low: 0, high: 1, isLog: false, step: null, levels: null, when: null }],
      pruner: { kind: 'NONE' },
      seed: 1,
      trialCount: 1,
      updatedAt: new Date(),
      trials: {
        create: { number: 0, workspaceId, state: 'COMPLETE', point: zero, objectives: zero, startedAt: new Date(), heardAt: new Date() },
      },
    },
  });
}

function greedySchema() {
  const ask =
    (statement: ReturnType<typeof sql>, limits: { timeoutMs: number; maxMemoryBytes?: number }) =>
    (_root: unknown, _args: unknown, { stores }: Context) =>
      stores.clickhouse.query('test.greedy', statement, limits);
  return createSchema<Context>({
    typeDefs: 'type Query { slow: String, large: String, fault: String }',
    resolvers: {
      Query: {
        slow: ask(sql`SELECT max(sipHash64(number)) FROM numbers(100000000000)`, { timeoutMs: 100 }),
        large: ask(sql`SELECT groupArray(number) FROM numbers(50000000)`, { timeoutMs: 20_000, maxMemoryBytes: 20_000_000 }),
        fault: () => {
          throw new Error('a fault');
        },
      },
    },
  }) as never;
}

interface Sent {
  readonly query?: string;
  readonly variables?: object;
  readonly operationName?: string;
  /** Instead of an operation. */
  readonly body?: string;
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly isGreedy?: true;
}

const accepts = {
  'no accept': undefined,
  'application/json': 'application/json',
  'application/graphql-response+json': 'application/graphql-response+json',
};

/** Unlike fetch(), sends no `accept` where none is given. */
async function send(
  { query, variables, operationName, body, method = 'POST', path = '/graphql', headers = {}, isGreedy }: Sent,
  accept: string | undefined,
): Promise<{ status: number; code: string }> {
  const { port } = isGreedy ? greedy : product;
  const request = httpRequest({
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }), ...headers },
  });
  request.end(method === 'GET' ? undefined : (body ?? JSON.stringify({ query, variables, operationName })));
  const [response] = await once(request, 'response');
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode, code: JSON.parse(text).errors[0].extensions.code };
}

const repeated = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const page = (size: number, inner: string): string =>
  `messages(first: ${size}) { edges { node { conversation { messages(first: ${size}) { edges { node { ${inner} } } } } } } }`;
const unknownId = Buffer.from('Model:00000000-0000-4000-8000-000000000000').toString('base64');

/** Where a client takes application/json, GraphQL over HTTP asks for 200 when the document or its variables are not valid. */
const notValid = [200, 200, 400] as const;
const rows: [code: string, how: string, statuses: number | typeof notValid, sent: Sent][] = [
  ['UNAUTHENTICATED', 'a wrong key', 401, { query: '{ __typename }', headers: { authorization: 'Bearer ftl_wrong' } }],
  ['FORBIDDEN', 'a key that may only read', 200, { query: 'mutation { rebuildFacts { id } }', headers: { authorization: 'reader' } }],
  ['PERSON_NEEDED', 'a personal key for no person', 200, { query: 'mutation { createPersonalKey(input: { name: "x" }) { secret } }' }],
  [
    'WORKSPACE_ARCHIVED',
    'a change in an archive',
    200,
    { query: 'mutation { rebuildFacts { id } }', headers: { authorization: 'archive' } },
  ],
  ['BAD_WORKSPACE', 'a workspace without a name', 200, { query: 'mutation { createWorkspace(input: { name: "" }) { slug } }' }],
  ['DEFAULT_WORKSPACE', 'the workspace default to be archived', 200, { query: 'mutation { archiveWorkspace { slug } }' }],
  ['BAD_MEMBER', 'an address that is none', 200, { query: 'mutation { inviteMember(input: { email: "x", role: VIEWER }) { link } }' }],
  ['KEY_IN_ADDRESS', 'a key as a parameter', 400, { method: 'GET', path: `/graphql?query={__typename}&api_key=${generateKey()}` }],
  ['HOST_REFUSED', 'another name', 403, { query: '{ __typename }', headers: { host: 'elsewhere.example' } }],
  ['ORIGIN_REFUSED', 'a page of elsewhere', 403, { query: '{ __typename }', headers: { origin: 'http://elsewhere.example' } }],
  ['CSRF_REFUSED', 'a form', 403, { body: 'query={__typename}', headers: { 'content-type': 'application/x-www-form-urlencoded' } }],

  ['BAD_REQUEST', 'no JSON', 400, { body: '{' }],
  ['BAD_REQUEST', 'no query', 400, { body: '{"variables":{}}' }],
  ['BAD_REQUEST', 'a list of operations', 400, { body: '[]' }],
  ['BAD_REQUEST', 'an unknown parameter', 400, { body: '{"query":"{ __typename }","nothing":1}' }],
  ['BAD_REQUEST', 'variables in the address that are no JSON', 400, { method: 'GET', path: '/graphql?query={__typename}&variables=x' }],
  ['BAD_REQUEST', 'an address without a query', 400, { method: 'GET' }],
  ['BAD_REQUEST', 'a mutation by GET', 405, { method: 'GET', path: '/graphql?query=mutation{rebuildFacts{id}}' }],
  ['PERSISTED_QUERY_NOT_FOUND', 'an id of no document', 400, { body: '{"documentId":"sha256:0"}' }],
  ['METHOD_NOT_ALLOWED', 'PUT', 405, { method: 'PUT', query: '{ __typename }' }],
  ['UNSUPPORTED_MEDIA_TYPE', 'XML', 415, { body: '<a/>', headers: { 'content-type': 'application/xml' } }],
  ['UNSUPPORTED_ENCODING', 'zstd', 415, { body: '{}', headers: { 'content-encoding': 'zstd' } }],
  ['UNSUPPORTED_ENCODING', 'a name that every object has', 415, { body: '{}', headers: { 'content-encoding': 'constructor' } }],
  ['GRAPHQL_PARSE_FAILED', 'a syntax error', notValid, { query: '{' }],
  ['GRAPHQL_VALIDATION_FAILED', 'an unknown field', notValid, { query: '{ nothing }' }],
  ['OPERATION_RESOLUTION_FAILURE', 'an unknown operation', 400, { query: 'query A { __typename }', operationName: 'B' }],
  [
    'BAD_USER_INPUT',
    'a variable of another type',
    notValid,
    { query: 'query ($id: String!) { message(externalId: $id) { id } }', variables: { id: 1 } },
  ],
  ['BAD_USER_INPUT', 'an argument that its checks refuse', 400, { query: 'mutation { createApiKey(name: "") { secret } }' }],
  [
    'BAD_USER_INPUT',
    'an argument that the field does not take',
    200,
    { query: '{ analytics(filter: { ratings: [6] }) { overview { messageCount } } }' },
  ],
  ['BAD_CURSOR', 'a made-up cursor', 400, { query: '{ messages(after: "x") { pageInfo { hasNextPage } } }' }],
  ['NOT_FOUND', 'an id of nothing', 200, { query: `mutation { deleteModel(id: "${unknownId}") }` }],
  ['SUBSCRIPTION_NEEDS_STREAM', 'a subscription', 406, { query: 'subscription { messageIngested { id } }' }],

  ['BODY_TOO_LARGE', 'as announced', 413, { body: '', headers: { 'content-length': String(maxBodyBytes + 1) } }],
  [
    'BATCH_TOO_LARGE',
    'messages',
    400,
    {
      query: 'mutation ($all: [MessageInput!]!) { ingestMessages(messages: $all) { accepted } }',
      variables: { all: Array.from({ length: maxBatchSize + 1 }, () => ({})) },
    },
  ],
  [
    'BATCH_TOO_LARGE',
    'judgments',
    400,
    {
      query: 'mutation ($all: [EvaluationInput!]!) { evaluateMessages(evaluations: $all) { accepted } }',
      variables: { all: Array.from({ length: maxBatchSize + 1 }, () => ({})) },
    },
  ],
  [
    'BATCH_TOO_LARGE',
    'spans',
    400,
    {
      query: 'mutation ($all: [SpanInput!]!) { captureSpans(spans: $all) { accepted } }',
      variables: { all: Array.from({ length: maxBatchSize + 1 }, () => ({})) },
    },
  ],
  [
    'BATCH_TOO_LARGE',
    'predictions',
    400,
    {
      query: 'mutation ($id: ID!, $all: [PredictionInput!]!) { logPredictions(jobId: $id, predictions: $all) { accepted } }',
      variables: { id: finishedJob, all: Array.from({ length: maxBatchSize + 1 }, () => ({})) },
    },
  ],
  ['TOO_MANY_TOKENS', 'one more', 400, { query: `{ ${'__typename '.repeat(maxTokenCount + 1)} }` }],
  [
    'QUERY_TOO_DEEP',
    'one more',
    400,
    {
      query: `{ node(id: "x") ${'{ ...on Message { conversation { messages(first: 1) { edges { node '.repeat(maxDepth)} { id } ${'} } } } }'.repeat(maxDepth)} }`,
    },
  ],
  ['QUERY_TOO_DEEP', 'beyond what can be parsed', 400, { query: '{ a'.repeat(4_900) }],
  ['TOO_MANY_ALIASES', 'one more', 400, { query: `{ workspace { ${repeated(maxAliasCount + 1, (index) => `a${index}: id`)} } }` }],
  [
    'TOO_MANY_ROOT_FIELDS',
    'one more',
    400,
    { query: `{ ${Array.from({ length: maxRootFieldCount + 1 }, (_one, place) => `a${place}: viewer { role }`).join(' ')} }` },
  ],
  ['TOO_MANY_DIRECTIVES', 'one more', 400, { query: `{ workspace { ${'id @skip(if: false) '.repeat(maxDirectiveCount + 1)} } }` }],
  ['BAD_PAGE_SIZE', 'one more', 400, { query: `{ messages(first: ${maxPageSize + 1}) { edges { cursor } } }` }],
  [
    'LIST_TOO_LONG',
    'sessions of a filter',
    400,
    {
      query: 'query ($f: AnalyticsFilter) { messages(filter: $f, first: 5) { edges { node { id } } } }',
      variables: { f: { sessions: Array.from({ length: 100_000 }, (_, index) => `m${index}`) } },
    },
  ],
  [
    'LIST_TOO_LONG',
    'models of a filter',
    400,
    {
      query: 'query ($f: AnalyticsFilter!) { analytics(filter: $f) { overview { messageCount } } }',
      variables: { f: { models: Array.from({ length: maxListLength + 1 }, () => 'm') } },
    },
  ],
  [
    'LIST_TOO_LONG',
    'tags of traces',
    400,
    {
      query: 'query ($f: TraceFilter) { traces(filter: $f) { edges { cursor } } }',
      variables: { f: { tags: Array.from({ length: maxListLength + 1 }, () => 'm') } },
    },
  ],
  ['QUERY_TOO_COSTLY', 'pages inside pages', 400, { query: `{ ${page(maxPageSize, 'id role')} }` }],
  ['STORE_TIMEOUT', 'a slow question', 200, { query: '{ slow }', isGreedy: true }],
  ['STORE_MEMORY_EXCEEDED', 'a large question', 200, { query: '{ large }', isGreedy: true }],

  ['BAD_PREFERENCE', 'a preference that is none', 200, { query: 'mutation { setPreference(input: { name: "colour", value: 1 }) }' }],
  ['BAD_ANNOTATION_QUEUE', 'a queue without a name', 200, { query: 'mutation { saveAnnotationQueue(input: { name: "" }) { id } }' }],
  ['BAD_STUDY', 'a study without a space', 200, { query: 'mutation { createStudy(input: { name: "s", searchSpace: [] }) { id } }' }],
  [
    'BAD_STUDY_TRIAL',
    'a trial without a value',
    200,
    { query: `mutation { tellTrial(input: { studyId: "${studyNode}", number: 0 }) { shouldPrune } }` },
  ],
  ['STUDY_CLOSED', 'a trial of a stopped study', 200, { query: `mutation { askTrials(input: { studyId: "${studyNode}" }) { number } }` }],
  [
    'STUDY_TRIAL_ENDED',
    'another value of a complete trial',
    200,
    { query: `mutation { tellTrial(input: { studyId: "${studyNode}", number: 0, values: [1] }) { shouldPrune } }` },
  ],
  ['BAD_BENCHMARK', 'a benchmark without a name', 200, { query: 'mutation { saveBenchmarkRun(input: { suite: "", model: "m" }) { id } }' }],
  ['BAD_STRATEGY', 'a strategy of no hours', 200, { query: '{ trainingStrategy(constraints: { maxHours: 0 }) { basis } }' }],
  [
    'RECOMMENDATION_GONE',
    'a recommendation that there is not',
    200,
    { query: 'mutation { adoptRecommendation(input: { key: "a" }) { id } }' },
  ],
  [
    'BAD_TRANSFER_SESSION',
    'a transfer between models without names',
    200,
    {
      query:
        'mutation { saveTransferSession(input: { externalId: "a", sourceModel: "", targetModel: "", domain: "a", method: "a" }) { id } }',
    },
  ],
  [
    'BAD_CONTINUAL_SESSION',
    'a session without tasks',
    200,
    { query: 'mutation { saveContinualSession(input: { externalId: "a" }) { id } }' },
  ],
  ['BAD_LOOP', 'a loop without a name', 200, { query: 'mutation { startLoop(input: { name: "", filter: {} }) { id } }' }],
  ['BAD_MODEL_VERSION', 'a version without a model', 200, { query: 'mutation { registerModelVersion(input: { model: "" }) { id } }' }],
  ['BAD_DATASET', 'a dataset without a name', 200, { query: 'mutation { createDataset(input: { name: "" }) { id } }' }],
  ['BAD_PROMPT', 'a prompt without a name', 200, { query: 'mutation { savePromptVersion(input: { name: "", text: "a" }) { id } }' }],
  [
    'PROMPT_REFERENCE',
    'a prompt that refers to none',
    200,
    { query: 'mutation { savePromptVersion(input: { name: "a", text: "@@@langfusePrompt:name=none|version=1@@@" }) { id } }' },
  ],
  [
    'BAD_EXPERIMENT',
    'an experiment without variants',
    200,
    { query: 'mutation { createExperiment(input: { key: "a", name: "a", variants: [] }) { id } }' },
  ],
  ['BAD_COHORT', 'a cohort of nothing', 200, { query: 'mutation { createCohort(input: { name: "a", rule: {} }) { id } }' }],
  [
    'BAD_METRIC',
    'a metric without a name',
    200,
    { query: 'mutation { createMetric(input: { key: "a", name: "", kind: SUM, better: UP, measured: { measure: ANSWERS } }) { id } }' },
  ],
  [
    'PROPOSAL_CLOSED',
    'a proposal that was never made',
    200,
    { query: 'mutation { runAssistantAction(input: { proposalId: "none" }) { title } }' },
  ],
  ['BAD_BOARD', 'a board without a name', 200, { query: 'mutation { saveBoard(input: { name: "", tiles: [] }) { id } }' }],
  [
    'BAD_ANOMALY',
    'a note without words',
    200,
    {
      query: `mutation { noteAnomaly(id: "${Buffer.from('Anomaly:00000000-0000-4000-8000-000000000000').toString('base64')}", text: "") { id } }`,
    },
  ],
  [
    'BAD_INSIGHT',
    'a note that is too long',
    200,
    {
      query: `mutation { dismissInsight(id: "${Buffer.from('Insight:00000000-0000-4000-8000-000000000000').toString('base64')}", reason: KNOWN, note: "${'x'.repeat(501)}") { id } }`,
    },
  ],
  [
    'BAD_DRIFT_BASELINE',
    'a baseline without a name',
    200,
    { query: 'mutation { pinDriftBaseline(input: { name: "", from: "2026-01-01T00:00:00Z", to: "2026-01-02T00:00:00Z" }) { id } }' },
  ],
  [
    'BAD_MEANING_SETTINGS',
    'embeddings by a server that is not named',
    200,
    { query: 'mutation { updateMeaningSettings(input: { embeddings: ENDPOINT, model: "m" }) { embeddings } }' },
  ],
  ['BAD_SIGNAL', 'a forecast of no day', 200, { query: '{ forecast(metric: COST, days: 0) { sentence } }' }],
  [
    'BAD_ALERT_RULE',
    'a rule without a level',
    200,
    { query: 'mutation { createAlertRule(input: { name: "a", source: VALUE, metric: COST }) { id } }' },
  ],
  [
    'BAD_ALERT_CHANNEL',
    'a channel to no address',
    200,
    { query: 'mutation { createAlertChannel(input: { name: "a", kind: SLACK, url: "x" }) { secret } }' },
  ],
  ['BAD_ANNOTATION', 'a mark without words', 200, { query: 'mutation { createAnnotation(input: { label: "" }) { id } }' }],
  ['BAD_MODEL', 'a model without a name', 200, { query: 'mutation { saveModel(model: { name: "" }) { id } }' }],
  [
    'BAD_EXPORT',
    'an export of numbers by role',
    200,
    { query: 'mutation { createExport(input: { type: OVERVIEW, format: CSV, roles: [USER] }) { id } }' },
  ],
  [
    'BAD_EXPORT_SCHEDULE',
    'a schedule at no time of day',
    200,
    {
      query:
        'mutation { saveExportSchedule(input: { name: "a", type: OVERVIEW, format: CSV, every: DAILY, time: "8", timeZone: "UTC" }) { id } }',
    },
  ],
  ['BAD_ASSISTANT_INPUT', 'nothing that is asked', 200, { query: 'mutation { askAssistant(input: { text: " " }) { id } }' }],
  [
    'BAD_JUDGE',
    'a rubric without criteria',
    200,
    { query: 'mutation { saveRubric(input: { key: "a", name: "a", criteria: " ", scale: PASS_FAIL }) { id } }' },
  ],
  [
    'BAD_EVALUATION_RUN',
    'a run over nothing',
    200,
    { query: 'mutation { startEvaluationRun(input: { name: "a", repetitions: 99 }) { id } }' },
  ],
  [
    'BAD_PLAYGROUND_INPUT',
    'a run of no model',
    200,
    { query: 'mutation { runPlayground(input: { prompt: { messages: [{ role: USER, text: "a" }] }, models: [] }) { id } }' },
  ],
  [
    'BAD_MODEL_CONNECTION',
    'a connection to no address',
    200,
    { query: 'mutation { createModelConnection(input: { name: "a", kind: ANTHROPIC, baseUrl: "x" }) { id } }' },
  ],
  [
    'BAD_SLACK_CONNECTION',
    'a connection to no Slack workspace',
    200,
    { query: 'mutation { createSlackConnection(input: { teamId: "x", signingSecret: "y" }) { id } }' },
  ],
  ['BAD_SLACK_LINK', 'a link to an account by no token', 200, { query: 'mutation { linkSlackAccount(input: { token: "x" }) { id } }' }],
  [
    'BAD_VIEW',
    'a search that cannot be kept',
    200,
    { query: 'mutation { saveView(page: "traces", name: "x", search: "\\u0000") { id } }' },
  ],
  [
    'BAD_COMPARISON',
    'more successes than units',
    200,
    { query: '{ compareShares(a: { n: 10, successes: 11 }, b: { n: 10, successes: 1 }) { pValue } }' },
  ],
  ['BAD_PLAN', 'a plan for no effect', 200, { query: '{ planExperiment(input: { metric: SHARE, baseShare: 0.1, effect: 0 }) { units } }' }],
  [
    'BAD_SETTINGS',
    'a threshold of no time',
    200,
    { query: 'mutation { setWorkspaceSettings(input: { slaThresholdMs: 0, weekStart: MONDAY }) { weekStart } }' },
  ],
  [
    'BAD_IMPORT_MAPPING',
    'a mapping without columns',
    200,
    { query: 'mutation { saveImportMapping(input: { name: "a", columns: [] }) { id } }' },
  ],
  ['BAD_TRAINING_JOB', 'a job with an empty tag', 200, { query: 'mutation { createTrainingJob(input: { tags: [""] }) { id } }' }],
  [
    'ILLEGAL_TRAINING_STATUS',
    'a job that has finished and fails',
    200,
    { query: 'mutation ($id: ID!) { reportTrainingStatus(input: { jobId: $id, status: FAILED }) { id } }', variables: { id: finishedJob } },
  ],
  [
    'BAD_CONFIGURATION',
    'a configuration without a name',
    200,
    { query: 'mutation { saveTrainingConfiguration(input: { name: "", command: "c" }) { id } }' },
  ],
  ['BAD_RUNNER', 'a runner without a name', 200, { query: 'mutation { registerRunner(input: { name: "" }) { id } }' }],
  ['RUNNER_REVOKED', 'a revoked runner that returns', 200, { query: 'mutation { registerRunner(input: { name: "revoked" }) { id } }' }],
  [
    'LEASE_LOST',
    'a writer whose lease has ended',
    409,
    { query: 'mutation ($id: ID!) { renewTrainingLease(input: { jobId: $id, fence: "0" }) { fence } }', variables: { id: finishedJob } },
  ],
  [
    'BAD_PARAMETER',
    'a parameter without a name',
    200,
    {
      query:
        'mutation ($id: ID!) { declareTrainingParameters(input: { jobId: $id, parameters: [{ name: "", type: INT, applies: NOW }] }) { id } }',
      variables: { id: finishedJob },
    },
  ],
  [
    'ILLEGAL_PARAMETER_UPDATE',
    'an update that was applied and is refused',
    200,
    {
      query: 'mutation ($id: ID!) { acknowledgeParameterUpdate(input: { id: $id, status: REFUSED, reason: "r" }) { id } }',
      variables: { id: Buffer.from(`ParameterUpdate:${appliedUpdateKey}`).toString('base64') },
    },
  ],
  [
    'BAD_ARTIFACT_PATH',
    'a path that leads out of the folder of a job',
    200,
    { query: 'query ($id: ID!) { trainingJob(id: $id) { artifacts(path: "../x") { path } } }', variables: { id: finishedJob } },
  ],
  [
    'ARTIFACT_STORE_UNAVAILABLE',
    'files of a server that has no place for them',
    503,
    { query: 'query ($id: ID!) { trainingJob(id: $id) { artifacts { path } } }', variables: { id: finishedJob } },
  ],
  [
    'BAD_PRICE',
    'a price below nothing',
    200,
    {
      query:
        'mutation { savePrice(price: { scope: DEFAULT, rates: { inputUsdPerMillion: -1, outputUsdPerMillion: 0 } }) { price { id } } }',
    },
  ],
  ['BAD_PRICE_TABLE', 'a table without prices', 200, { query: 'mutation { importPrices(table: {}) { added } }' }],
  ['INTERNAL_SERVER_ERROR', 'a fault in a field', 200, { query: '{ fault }', isGreedy: true }],
];

/** Those that need more than a request: where each is provoked. */
const elsewhere: Readonly<Record<string, string>> = {
  SLACK_REFUSED: 'protocols/slack/slack.test.ts',
  SLACK_UNANSWERED: 'protocols/slack/slack.test.ts',
  PLAYGROUND_BUSY: 'domains/playground/playground.test.ts',
  ANSWER_RUNNING: 'domains/playground/playground.test.ts',
  RELEASE_BLOCKED: 'domains/versions/evolution.test.ts',
  DATASET_CHANGED: 'domains/datasets/datasets.test.ts',
  DATASET_ARCHIVED: 'domains/datasets/datasets.test.ts',
  JUDGE_RUN_NOT_OPEN: 'domains/judges/judges.test.ts',
  LOOP_NOT_THERE: 'domains/loops/loops.test.ts',
  EVALUATION_RUN_NOT_OPEN: 'domains/evaluation-runs/evaluation-runs.test.ts',
  TURN_RUNNING: 'domains/assistant/assistant.test.ts',
  PROPOSAL_OUTDATED: 'domains/assistant-tools/assistant-tools.test.ts',
  ASSISTANT_ACTING_OFF: 'domains/assistant-tools/assistant-tools.test.ts',
  ASSISTANT_ACTION_REFUSED: 'domains/assistant-tools/assistant-tools.test.ts',
  OPERATION_NOT_TAKEN: 'domains/assistant-tools/assistant-tools.test.ts',
  UNKNOWN_TOOL: 'domains/assistant-tools/assistant-tools.test.ts',
  UNKNOWN_VALUE: 'domains/assistant-tools/assistant-tools.test.ts',
  BAD_ARGUMENT: 'domains/assistant-tools/assistant-tools.test.ts',
  NO_DATA: 'server/tests/assistant/texts.test.ts',
  BOARD_CHANGED: 'domains/boards/boards.test.ts',
  ALERT_RULE_CHANGED: 'domains/alerts/tests/rules.testing.ts',
  COHORT_CHANGED: 'domains/cohorts/tests/commands.testing.ts',
  COHORT_IN_USE: 'domains/cohorts/tests/commands.testing.ts',
  METRIC_IN_USE: 'domains/metrics/metrics.test.ts',
  PROMPT_IN_USE: 'domains/experiments/experiments.test.ts',
  EXPERIMENT_STATE: 'domains/experiments/experiments.test.ts',
  EXPERIMENT_CHANGED: 'domains/experiments/experiments.test.ts',
  NEW_PHASE_NEEDED: 'domains/experiments/experiments.test.ts',
  BAD_QUEUE_JUDGMENT: 'domains/annotation-queues/annotation-queues.test.ts',
  QUEUE_CLOSED: 'domains/annotation-queues/annotation-queues.test.ts',
  QUEUE_ITEM_TAKEN_OVER: 'domains/annotation-queues/annotation-queues.test.ts',
  QUEUE_ITEM_NOT_HELD: 'domains/annotation-queues/annotation-queues.test.ts',
  NOTHING_TO_UNDO: 'domains/annotation-queues/annotation-queues.test.ts',
  INGEST_BUSY: 'domains/traces/capture.test.ts, protocols/otlp/refusal.test.ts',
  SERVER_BUSY: 'platform/graphql/limits/request-memory.test.ts, protocols/otlp/http.test.ts',
  TOO_MANY_VALUES: 'platform/graphql/limits/json-values.test.ts, server/tests/faults/memory.test.ts',
  TOO_MANY_SUBSCRIPTIONS: 'protocols/graphql/sockets.test.ts',
  RATE_LIMITED: 'platform/http/metering.test.ts',
  DOCUMENT_NOT_TRUSTED: 'platform/graphql/trusted.test.ts, protocols/graphql/by-id.test.ts',
  INTROSPECTION_OFF: 'platform/graphql/trusted.test.ts',
  ABANDONED: 'protocols/graphql/leaving.test.ts',
  DISK_FULL: 'server/tests/faults/disk-full.test.ts',
  STORE_UNAVAILABLE: 'server/tests/faults/postgres.test.ts',
  SERVER_NOT_STARTED: 'e2e/dev.test.ts',
  WORKSPACE_DELETED: 'domains/access/isolation.test.ts',
  LAST_OWNER: 'domains/access/tests/members.testing.ts',
  ROLE_ABOVE_OWN: 'domains/access/tests/members.testing.ts',
  INVITATION_UNKNOWN: 'domains/access/tests/members.testing.ts',
  INVITATION_EXPIRED: 'domains/access/tests/members.testing.ts',
  INVITATION_REVOKED: 'domains/access/tests/members.testing.ts',
  INVITATION_USED: 'domains/access/tests/members.testing.ts',
  INVITATION_FOR_ANOTHER: 'domains/access/tests/members.testing.ts',
  SIGN_IN_REFUSED: 'domains/people/tests/account.testing.ts',
  SECOND_FACTOR_REFUSED: 'domains/people/tests/account.testing.ts',
  SECOND_FACTOR_EXPIRED: 'domains/people/tests/account.testing.ts',
  SECOND_FACTOR_STATE: 'domains/people/tests/account.testing.ts',
  PASSKEY_REFUSED: 'domains/people/tests/account.testing.ts',
  TOO_MANY_ATTEMPTS: 'domains/people/arrivals.test.ts',
  LINK_INVALID: 'domains/people/arrivals.test.ts',
  ACCOUNT_EXISTS: 'domains/people/arrivals.test.ts',
  WEAK_PASSWORD: 'domains/people/tests/account.testing.ts',
  PASSWORD_REFUSED: 'domains/people/tests/account.testing.ts',
  SIGN_UP_CLOSED: 'domains/people/arrivals.test.ts',
  SIGN_IN_AGAIN: 'domains/people/tests/account.testing.ts',
  SIGN_IN_ELSEWHERE: 'domains/people/arrivals.test.ts',
  SSO_UNTESTED: 'domains/people/arrivals.test.ts',
  SSO_REQUIRED: 'domains/people/arrivals.test.ts',
  SSO_FAILED: 'domains/people/arrivals.test.ts',
  SSO_CANCELLED: 'domains/people/sso.test.ts',
  SSO_REFUSED: 'domains/people/arrivals.test.ts',
};

describe('each code has the status that docs/errors.md gives it, whatever the client accepts', () => {
  test.each(rows)('%s: %s', async (code, _how, statuses, { headers, ...sent }) => {
    const secret = secrets[headers?.['authorization'] ?? ''];
    const own = secret === undefined ? headers : { authorization: `Bearer ${secret}` };
    const expected = typeof statuses === 'number' ? [statuses, statuses, statuses] : statuses;
    const answers = [];
    for (const accept of Object.values(accepts))
      answers.push(await send({ ...sent, ...(own === undefined ? {} : { headers: own }) }, accept));
    expect(answers).toEqual(expected.map((status) => ({ status, code })));
  });
});

test('each code that docs/errors.md lists is provoked', async () => {
  const text = await readFile(new URL('../../docs/errors.md', import.meta.url), 'utf8');
  const tables = text.slice(text.indexOf('## Who may'), text.indexOf('## Ours'));
  const documented = [...tables.matchAll(/^\| (`[A-Z_`, ]+`) \|/gm)].flatMap(([, cell]) =>
    (cell as string).split(', ').map((code) => code.replaceAll('`', '')),
  );
  const provoked = new Set([...rows.map(([code]) => code), ...Object.keys(elsewhere)]);
  expect(
    documented.filter((code) => !provoked.has(code)),
    'codes without a row in this table that provokes them',
  ).toEqual([]);
  const undocumented = rows.map(([code]) => code).filter((code) => code !== 'INTERNAL_SERVER_ERROR' && !documented.includes(code));
  expect(undocumented, 'codes without a line in docs/errors.md').toEqual([]);
});
