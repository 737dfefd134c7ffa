import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxEvents } from '../src/domains/events/types.ts';
import { maxUsers } from '../src/domains/users/types.ts';
import { maxExposures } from '../src/domains/experiments/types.ts';
import { maxBatchSize } from '../src/platform/ingest/errors.ts';
import { schema } from '../src/schema.ts';
import { ask, openTestServer, type TestServer } from '../src/server.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

interface Refused {
  readonly mutation: string;
  readonly code: string;
  /** Paths of the arguments at fault, first to last. */
  readonly fields: readonly string[];
  readonly query: string;
  readonly variables?: object;
}

const idOf = (kind: string): string => Buffer.from(`${kind}:00000000-0000-4000-8000-000000000000`).toString('base64');
/** `beside`: what stands before the batch. */
const batch = (type: string, argument: string, mutation: string, beside = '', most = maxBatchSize): Refused => ({
  mutation,
  code: 'BATCH_TOO_LARGE',
  fields: [argument],
  query: `mutation ($all: [${type}!]!) { ${mutation}(${beside}${argument}: $all) { accepted } }`,
  variables: { all: Array.from({ length: most + 1 }, () => ({})) },
});
const deleted = (mutation: string, kind: string, selection = ''): Refused[] => [
  { mutation, code: 'NOT_FOUND', fields: ['id'], query: `mutation { ${mutation}(id: "${idOf(kind)}")${selection} }` },
  { mutation, code: 'BAD_USER_INPUT', fields: ['id'], query: `mutation { ${mutation}(id: "made up")${selection} }` },
  { mutation, code: 'BAD_USER_INPUT', fields: ['id'], query: `mutation { ${mutation}(id: "${idOf('Conversation')}")${selection} }` },
];

const table: readonly Refused[] = [
  batch('MessageInput', 'messages', 'ingestMessages'),
  batch('EvaluationInput', 'evaluations', 'evaluateMessages'),
  batch('SpanInput', 'spans', 'captureSpans'),
  batch('ExposureInput', 'exposures', 'recordExposures', '', maxExposures),
  batch('EventInput', 'events', 'recordEvents', '', maxEvents),
  batch('UserInput', 'users', 'identifyUsers', '', maxUsers),
  batch('TrainingPointInput', 'points', 'logTrainingSteps', `jobId: "${idOf('TrainingJob')}", `),
  batch('SystemPointInput', 'points', 'logSystemMetrics', `jobId: "${idOf('TrainingJob')}", `),
  batch('PredictionInput', 'predictions', 'logPredictions', `jobId: "${idOf('TrainingJob')}", `),
  batch('BenchmarkResultInput', 'results', 'logBenchmarkResults', `runId: "${idOf('BenchmarkRun')}", `),
  batch('MessageJudgmentInput', 'judgments', 'judgeMessages'),
  {
    mutation: 'runAssistantTool',
    code: 'BAD_USER_INPUT',
    fields: ['arguments'],
    query: 'mutation { runAssistantTool(name: "calculator", arguments: 1) }',
  },
  ...['runAssistantAction', 'declineAssistantAction'].map((mutation) => ({
    mutation,
    code: 'PROPOSAL_CLOSED',
    fields: ['input.proposalId'],
    query: `mutation { ${mutation}(input: { proposalId: "none" })${mutation.startsWith('run') ? ' { title }' : ''} }`,
  })),
  ...deleted('deleteAnnotationQueue', 'AnnotationQueue'),
  {
    mutation: 'saveAnnotationQueue',
    code: 'BAD_ANNOTATION_QUEUE',
    fields: ['input.name', 'input.rubric.failureTags[0]', 'input.overlap'],
    query: 'mutation { saveAnnotationQueue(input: { name: " ", overlap: 99, rubric: { failureTags: [""] } }) { id } }',
  },
  {
    mutation: 'fillAnnotationQueue',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { fillAnnotationQueue(input: { id: "${idOf('AnnotationQueue')}", filter: {} }) { addedCount } }`,
  },
  {
    mutation: 'setAnnotationQueueStatus',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { setAnnotationQueueStatus(input: { id: "${idOf('AnnotationQueue')}", status: CLOSED }) { id } }`,
  },
  {
    mutation: 'putSkippedBack',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { putSkippedBack(input: { id: "${idOf('AnnotationQueue')}" }) { putBackCount } }`,
  },
  ...['leaseQueueItem', 'undoQueueItem'].map((mutation) => ({
    mutation,
    code: 'NOT_FOUND',
    fields: ['input.queueId'],
    query: `mutation { ${mutation}(input: { queueId: "${idOf('AnnotationQueue')}" }) { position } }`,
  })),
  ...['submitQueueItem', 'skipQueueItem'].map((mutation) => ({
    mutation,
    code: 'BAD_USER_INPUT',
    fields: ['input.queueItemId'],
    query: `mutation { ${mutation}(input: { queueItemId: "${idOf('AnnotationQueue')}" }) { position } }`,
  })),
  ...deleted('deleteStudy', 'Study'),
  ...deleted('stopStudy', 'Study', ' { id }'),
  ...deleted('startStudy', 'Study', ' { id }'),
  batch('StudyTrialInput', 'trials', 'addStudyTrials', `studyId: "${idOf('Study')}", `),
  {
    mutation: 'addStudyTrials',
    code: 'NOT_FOUND',
    fields: ['studyId'],
    query: `mutation { addStudyTrials(studyId: "${idOf('Study')}", trials: []) { accepted } }`,
  },
  {
    mutation: 'importStudy',
    code: 'BAD_STUDY',
    fields: ['input.text'],
    query: 'mutation { importStudy(input: { name: "s", text: "[]" }) { trialCount } }',
  },
  {
    mutation: 'createStudy',
    code: 'BAD_STUDY',
    fields: ['input.name', 'input.searchSpace', 'input.maxTrials'],
    query: 'mutation { createStudy(input: { name: " ", searchSpace: [], maxTrials: 0 }) { id } }',
  },
  {
    mutation: 'askTrials',
    code: 'NOT_FOUND',
    fields: ['input.studyId'],
    query: `mutation { askTrials(input: { studyId: "${idOf('Study')}" }) { number } }`,
  },
  {
    mutation: 'tellTrial',
    code: 'NOT_FOUND',
    fields: ['input.studyId'],
    query: `mutation { tellTrial(input: { studyId: "${idOf('Study')}", number: 0, values: [1] }) { shouldPrune } }`,
  },
  ...deleted('deleteBenchmarkRun', 'BenchmarkRun'),
  ...deleted('deleteBenchmarkSuite', 'BenchmarkSuite'),
  {
    mutation: 'saveBenchmarkRun',
    code: 'BAD_BENCHMARK',
    fields: ['input.suite', 'input.model', 'input.configuration', 'input.endedAt'],
    query:
      'mutation { saveBenchmarkRun(input: { suite: " ", model: "", configuration: 1, startedAt: "2026-01-02T00:00:00Z", endedAt: "2026-01-01T00:00:00Z" }) { id } }',
  },
  {
    mutation: 'logBenchmarkResults',
    code: 'NOT_FOUND',
    fields: ['runId'],
    query: `mutation { logBenchmarkResults(runId: "${idOf('BenchmarkRun')}", results: []) { accepted } }`,
  },
  {
    mutation: 'registerModelVersion',
    code: 'BAD_MODEL_VERSION',
    fields: ['input.model', 'input.hyperparameters', 'input.servedAs[1]'],
    query: 'mutation { registerModelVersion(input: { model: " ", hyperparameters: 1, servedAs: ["a", " "] }) { id } }',
  },
  {
    mutation: 'editModelVersion',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { editModelVersion(input: { id: "${idOf('ModelVersion')}" }) { id } }`,
  },
  ...deleted('deleteStrategyRecommendation', 'StrategyRecommendation'),
  {
    mutation: 'adoptRecommendation',
    code: 'RECOMMENDATION_GONE',
    fields: ['input.key'],
    query: 'mutation { adoptRecommendation(input: { key: "none" }) { id } }',
  },
  {
    mutation: 'adoptRecommendation',
    code: 'BAD_STRATEGY',
    fields: ['input.constraints.maxHours', 'input.constraints.maxCostUsd'],
    query: 'mutation { adoptRecommendation(input: { key: "none", constraints: { maxHours: 0, maxCostUsd: -1 } }) { id } }',
  },
  ...deleted('deleteTransferSession', 'TransferSession'),
  {
    mutation: 'saveTransferSession',
    code: 'BAD_TRANSFER_SESSION',
    fields: ['input.externalId', 'input.accuracyBefore', 'input.countAfter', 'input.trainingTimeHours', 'input.completedAt'],
    query:
      'mutation { saveTransferSession(input: { externalId: " ", sourceModel: "a", targetModel: "b", domain: "c", method: "d", accuracyBefore: 2, countAfter: 0, trainingTimeHours: -1, startedAt: "2026-01-02T00:00:00Z", completedAt: "2026-01-01T00:00:00Z" }) { id } }',
  },
  ...deleted('deleteContinualSession', 'ContinualSession'),
  {
    mutation: 'saveContinualSession',
    code: 'BAD_CONTINUAL_SESSION',
    fields: ['input.externalId', 'input.name', 'input.tasks[1]'],
    query: 'mutation { saveContinualSession(input: { externalId: " ", name: " ", tasks: ["a", "a"] }) { id } }',
  },
  ...(['scores', 'updates'] as const).map((list) => ({
    mutation: list === 'scores' ? 'logContinualScores' : 'logContinualUpdates',
    code: 'NOT_FOUND',
    fields: ['input.continualSessionId'],
    query: `mutation { ${list === 'scores' ? 'logContinualScores' : 'logContinualUpdates'}(input: { continualSessionId: "${idOf('ContinualSession')}", ${list}: [] }) { accepted } }`,
  })),
  ...deleted('deleteModelDeployment', 'ModelDeployment'),
  {
    mutation: 'deployModelVersion',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { deployModelVersion(input: { id: "${idOf('ModelVersion')}" }) { id } }`,
  },
  {
    mutation: 'deployModelVersion',
    code: 'BAD_MODEL_VERSION',
    fields: ['input.deployedAt', 'input.overrideReason'],
    query: `mutation { deployModelVersion(input: { id: "${idOf('ModelVersion')}", deployedAt: "1999-01-01T00:00:00Z", overrideReason: " " }) { id } }`,
  },
  {
    mutation: 'setReleasePolicy',
    code: 'BAD_USER_INPUT',
    fields: ['input.parts'],
    query: 'mutation { setReleasePolicy(input: { mode: BLOCK, parts: [] }) { mode } }',
  },
  ...deleted('deleteDataset', 'Dataset'),
  ...deleted('saveDatasetDraft', 'Dataset', ' { id }'),
  ...deleted('analyseDataset', 'DatasetVersion', ' { id }'),
  {
    mutation: 'createDataset',
    code: 'BAD_DATASET',
    fields: ['input.name', 'input.tags[0]', 'input.inputSchema', 'input.metadata'],
    query: 'mutation { createDataset(input: { name: " ", tags: [""], inputSchema: 1, metadata: [] }) { id } }',
  },
  {
    mutation: 'updateDataset',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { updateDataset(input: { id: "${idOf('Dataset')}", name: "a" }) { id } }`,
  },
  {
    mutation: 'addDatasetRows',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { addDatasetRows(input: { id: "${idOf('Dataset')}", rows: [{ input: 1 }] }) { id } }`,
  },
  {
    mutation: 'addDatasetRows',
    code: 'BAD_DATASET',
    fields: ['input.comment'],
    query: `mutation { addDatasetRows(input: { id: "${idOf('Dataset')}", rows: [{ input: 1 }], comment: "${'a'.repeat(1_001)}" }) { id } }`,
  },
  {
    mutation: 'datasetFromMessages',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { datasetFromMessages(input: { id: "${idOf('Dataset')}", filter: {} }) { addedCount } }`,
  },
  {
    mutation: 'splitDataset',
    code: 'BAD_DATASET',
    fields: ['input.splits'],
    query: `mutation { splitDataset(input: { id: "${idOf('Dataset')}", splits: [] }) { id } }`,
  },
  {
    mutation: 'editDatasetRows',
    code: 'NOT_FOUND',
    fields: ['input.versionId'],
    query: `mutation { editDatasetRows(input: { versionId: "${idOf('DatasetVersion')}", edits: [{ rowId: "a" }] }) { id } }`,
  },
  ...deleted('deleteExperiment', 'Experiment'),
  ...['start', 'pause', 'resume', 'stop', 'archive'].flatMap((act) => deleted(`${act}Experiment`, 'Experiment', ' { id }')),
  {
    mutation: 'createExperiment',
    code: 'BAD_EXPERIMENT',
    fields: ['input.key', 'input.name', 'input.variants'],
    query: 'mutation { createExperiment(input: { key: "A b", name: " ", variants: [] }) { id } }',
  },
  ...(
    [
      ['updateExperiment', ''],
      ['cloneExperiment', ', key: "b"'],
      ['shipVariant', ', variant: "a"'],
      ['startExperimentSince', ', since: "2026-01-01T00:00:00Z"'],
      ['setFlagEnabled', ', isEnabled: true'],
      ['setExperimentOverride', ', unitId: "a"'],
    ] as const
  ).map(([mutation, rest]) => ({
    mutation,
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { ${mutation}(input: { id: "${idOf('Experiment')}"${rest} }) { id } }`,
  })),
  ...deleted('deleteCohort', 'UserCohort'),
  {
    mutation: 'createCohort',
    code: 'BAD_COHORT',
    fields: ['input.name', 'input.rule.funnel.steps', 'input.rule.funnel.withinDays'],
    query: 'mutation { createCohort(input: { name: " ", rule: { funnel: { steps: [], reached: 1, withinDays: 0 } } }) { id } }',
  },
  ...['updateCohort', 'cloneCohort'].map((mutation) => ({
    mutation,
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { ${mutation}(input: { id: "${idOf('UserCohort')}" }) { id } }`,
  })),
  ...deleted('deleteMetric', 'Metric'),
  {
    mutation: 'createMetric',
    code: 'BAD_METRIC',
    fields: ['input.key', 'input.name', 'input.measured.measure', 'input.denominator', 'input.cap'],
    query:
      'mutation { createMetric(input: { key: "A b", name: " ", kind: PERCENTILE, percentile: 0.5, better: UP, measured: { measure: ANSWERS }, denominator: { measure: ANSWERS }, cap: { value: 1 } }) { id } }',
  },
  {
    mutation: 'updateMetric',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { updateMetric(input: { id: "${idOf('Metric')}", name: "a", kind: SUM, better: UP, measured: { measure: ANSWERS } }) { id } }`,
  },
  ...deleted('deleteBoard', 'Board'),
  {
    mutation: 'saveBoard',
    code: 'BAD_BOARD',
    fields: ['input.name', 'input.search', 'input.tiles[0].panel'],
    query:
      'mutation { saveBoard(input: { name: " ", search: "\\u0000", tiles: [{ key: "a", kind: PANEL, panel: "x", x: 0, y: 0, width: 6, height: 6 }] }) { id } }',
  },
  {
    mutation: 'saveBoard',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { saveBoard(input: { id: "${idOf('Board')}", version: 1, name: "a", tiles: [] }) { id } }`,
  },
  {
    mutation: 'restoreBoard',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { restoreBoard(input: { id: "${idOf('Board')}", version: 1, restore: 1 }) { id } }`,
  },
  ...deleted('deleteAnnotation', 'Annotation'),
  {
    mutation: 'createAnnotation',
    code: 'BAD_ANNOTATION',
    fields: ['input.label', 'input.at'],
    query: 'mutation { createAnnotation(input: { label: " ", at: "1980-01-01T00:00:00Z" }) { id } }',
  },
  {
    mutation: 'updateAnnotation',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { updateAnnotation(input: { id: "${idOf('Annotation')}", label: "a", at: "2026-01-01T00:00:00Z" }) { id } }`,
  },
  ...['undoAnomalyVerdict', 'acknowledgeAnomaly', 'resolveAnomaly', 'reopenAnomaly'].flatMap((mutation) =>
    deleted(mutation, 'Anomaly', ' { id }'),
  ),
  ...deleted('unmuteSeries', 'WatchedSeries', ' { id }'),
  {
    mutation: 'updateMeaningSettings',
    code: 'BAD_MEANING_SETTINGS',
    fields: ['input.model'],
    query: 'mutation { updateMeaningSettings(input: { embeddings: OFF, model: "m" }) { embeddings } }',
  },
  ...deleted('restoreInsight', 'Insight', ' { id }'),
  {
    mutation: 'dismissInsight',
    code: 'NOT_FOUND',
    fields: ['id'],
    query: `mutation { dismissInsight(id: "${idOf('Insight')}", reason: KNOWN) { id } }`,
  },
  {
    mutation: 'dismissInsight',
    code: 'BAD_INSIGHT',
    fields: ['note'],
    query: 'mutation ($id: ID!, $note: String) { dismissInsight(id: $id, reason: KNOWN, note: $note) { id } }',
    variables: { id: idOf('Insight'), note: 'a\u0000' },
  },
  ...deleted('deleteDriftBaseline', 'DriftBaselinePin'),
  {
    mutation: 'pinDriftBaseline',
    code: 'BAD_DRIFT_BASELINE',
    fields: ['input.name', 'input.from'],
    query: 'mutation { pinDriftBaseline(input: { name: " ", from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" }) { id } }',
  },
  {
    mutation: 'judgeAnomaly',
    code: 'BAD_ANOMALY',
    fields: ['reason'],
    query: 'mutation ($id: ID!, $reason: String) { judgeAnomaly(id: $id, verdict: REAL, reason: $reason) { id } }',
    variables: { id: idOf('Anomaly'), reason: 'a\u0000' },
  },
  {
    mutation: 'judgeAnomaly',
    code: 'BAD_USER_INPUT',
    fields: ['findings[1]'],
    query: `mutation { judgeAnomaly(id: "${idOf('Anomaly')}", verdict: REAL, findings: ["${idOf('AnomalyFinding')}", "made up"]) { id } }`,
  },
  {
    mutation: 'judgeAnomaly',
    code: 'NOT_FOUND',
    fields: ['id'],
    query: `mutation { judgeAnomaly(id: "${idOf('Anomaly')}", verdict: EXPECTED) { id } }`,
  },
  {
    mutation: 'assignAnomaly',
    code: 'NOT_FOUND',
    fields: ['personId'],
    query: `mutation { assignAnomaly(id: "${idOf('Anomaly')}", personId: "${idOf('Person')}") { id } }`,
  },
  {
    mutation: 'noteAnomaly',
    code: 'BAD_ANOMALY',
    fields: ['text'],
    query: `mutation { noteAnomaly(id: "${idOf('Anomaly')}", text: " ") { id } }`,
  },
  {
    mutation: 'muteSeries',
    code: 'NOT_FOUND',
    fields: ['id'],
    query: `mutation { muteSeries(id: "${idOf('WatchedSeries')}", until: "2020-01-01T00:00:00Z") { id } }`,
  },
  ...deleted('deletePrompt', 'Prompt'),
  ...deleted('deletePromptVersion', 'PromptVersion'),
  ...deleted('deletePromptComment', 'PromptComment'),
  {
    mutation: 'savePromptVersion',
    code: 'BAD_PROMPT',
    fields: ['input.name', 'input.text', 'input.labels[0]', 'input.comment'],
    query: 'mutation ($input: PromptVersionInput!) { savePromptVersion(input: $input) { id } }',
    variables: { input: { name: ' ', labels: ['No'], comment: 'a\u0000' } },
  },
  {
    mutation: 'setPromptLabels',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { setPromptLabels(input: { id: "${idOf('PromptVersion')}", labels: [] }) { id } }`,
  },
  {
    mutation: 'setPromptTags',
    code: 'BAD_PROMPT',
    fields: ['input.tags[1]'],
    query: `mutation { setPromptTags(input: { id: "${idOf('Prompt')}", tags: ["a", " "] }) { id } }`,
  },
  {
    mutation: 'commentPrompt',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { commentPrompt(input: { id: "${idOf('Prompt')}", text: "a" }) { id } }`,
  },
  ...deleted('deleteModel', 'Model'),
  ...deleted('deleteAssistantConversation', 'AssistantConversation'),
  ...deleted('stopAssistantTurn', 'AssistantTurn', ' { id }'),
  ...deleted('showAssistantTurn', 'AssistantTurn', ' { id }'),
  {
    mutation: 'askAssistant',
    code: 'BAD_ASSISTANT_INPUT',
    fields: ['input.text', 'input.place.path'],
    query: 'mutation { askAssistant(input: { text: " ", place: { path: "//a" } }) { id } }',
  },
  {
    mutation: 'askAssistant',
    code: 'NOT_FOUND',
    fields: ['input.assistantConversationId'],
    query: `mutation { askAssistant(input: { text: "a", assistantConversationId: "${idOf('AssistantConversation')}" }) { id } }`,
  },
  {
    mutation: 'askAssistant',
    code: 'NOT_FOUND',
    fields: ['input.insteadOfTurnId'],
    query: `mutation { askAssistant(input: { text: "a", insteadOfTurnId: "${idOf('AssistantTurn')}" }) { id } }`,
  },
  {
    mutation: 'retryAssistantTurn',
    code: 'NOT_FOUND',
    fields: ['input.turnId'],
    query: `mutation { retryAssistantTurn(input: { turnId: "${idOf('AssistantTurn')}" }) { id } }`,
  },
  {
    mutation: 'rateAssistantTurn',
    code: 'NOT_FOUND',
    fields: ['input.turnId'],
    query: `mutation { rateAssistantTurn(input: { turnId: "${idOf('AssistantTurn')}", rating: GOOD }) { id } }`,
  },
  {
    mutation: 'rateAssistantTurn',
    code: 'BAD_ASSISTANT_INPUT',
    fields: ['input.comment'],
    query: `mutation { rateAssistantTurn(input: { turnId: "${idOf('AssistantTurn')}", rating: GOOD, comment: "\\u0000" }) { id } }`,
  },
  {
    mutation: 'settleAssistantProposal',
    code: 'NOT_FOUND',
    fields: ['input.turnId'],
    query: `mutation { settleAssistantProposal(input: { turnId: "${idOf('AssistantTurn')}", proposalId: "a", isConfirmed: true }) { id } }`,
  },
  {
    mutation: 'undoAssistantProposal',
    code: 'NOT_FOUND',
    fields: ['input.turnId'],
    query: `mutation { undoAssistantProposal(input: { turnId: "${idOf('AssistantTurn')}", proposalId: "a" }) { id } }`,
  },
  {
    mutation: 'branchAssistantConversation',
    code: 'NOT_FOUND',
    fields: ['input.turnId'],
    query: `mutation { branchAssistantConversation(input: { turnId: "${idOf('AssistantTurn')}" }) { id } }`,
  },
  {
    mutation: 'updateAssistantConversation',
    code: 'BAD_ASSISTANT_INPUT',
    fields: ['input.title'],
    query: `mutation { updateAssistantConversation(input: { id: "${idOf('AssistantConversation')}", title: " " }) { id } }`,
  },
  {
    mutation: 'updateAssistantConversation',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { updateAssistantConversation(input: { id: "${idOf('AssistantConversation')}", title: "a" }) { id } }`,
  },
  ...deleted('deleteAlertRule', 'AlertRule'),
  ...deleted('unmuteAlertRule', 'AlertRule', ' { id }'),
  ...deleted('deleteAlertChannel', 'AlertChannel'),
  ...deleted('testAlertChannel', 'AlertChannel', ' { id }'),
  ...deleted('resendAlertDelivery', 'AlertDelivery', ' { id }'),
  {
    mutation: 'createAlertRule',
    code: 'BAD_ALERT_RULE',
    fields: ['input.name', 'input.metric', 'input.trip', 'input.forMinutes', 'input.repeatMinutes'],
    query: 'mutation { createAlertRule(input: { name: " ", source: VALUE, forMinutes: -1, repeatMinutes: 1 }) { id } }',
  },
  {
    mutation: 'createAlertRule',
    code: 'BAD_USER_INPUT',
    fields: ['input.channelIds[0]'],
    query: 'mutation { createAlertRule(input: { name: "a", source: NO_DATA, channelIds: ["made up"] }) { id } }',
  },
  {
    mutation: 'updateAlertRule',
    code: 'NOT_FOUND',
    fields: ['id'],
    query: `mutation { updateAlertRule(id: "${idOf('AlertRule')}", input: { name: "a", source: NO_DATA }, updatedAt: "2026-01-01T00:00:00Z") { id } }`,
  },
  {
    mutation: 'muteAlertRule',
    code: 'NOT_FOUND',
    fields: ['id'],
    query: `mutation { muteAlertRule(id: "${idOf('AlertRule')}", until: "2020-01-01T00:00:00Z") { id } }`,
  },
  {
    mutation: 'acknowledgeAlert',
    code: 'NOT_FOUND',
    fields: ['episodeId'],
    query: `mutation { acknowledgeAlert(episodeId: "${idOf('AlertEpisode')}") { id } }`,
  },
  {
    mutation: 'createAlertChannel',
    code: 'BAD_ALERT_CHANNEL',
    fields: ['input.name', 'input.url'],
    query: 'mutation { createAlertChannel(input: { name: "", kind: SLACK, url: "x" }) { secret } }',
  },
  {
    mutation: 'updateAlertChannel',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { updateAlertChannel(input: { id: "${idOf('AlertChannel')}", name: "a" }) { secret } }`,
  },
  {
    mutation: 'createAlertFromTemplate',
    code: 'NOT_FOUND',
    fields: ['key'],
    query: 'mutation { createAlertFromTemplate(key: "none", channelIds: []) { id } }',
  },
  ...deleted('archiveRubric', 'Rubric', ' { id }'),
  ...deleted('deleteJudge', 'Judge'),
  ...deleted('deleteLoop', 'Loop'),
  ...deleted('stopLoop', 'Loop', ' { id }'),
  ...deleted('resumeLoop', 'Loop', ' { id }'),
  {
    mutation: 'startLoop',
    code: 'BAD_LOOP',
    fields: ['input.name', 'input.maxFailures', 'input.controlCount', 'input.rehearsalShare', 'input.heldOutShare', 'input.seed'],
    query:
      'mutation { startLoop(input: { name: " ", filter: {}, maxFailures: 0, controlCount: -1, rehearsalShare: 1, heldOutShare: 2, seed: -1 }) { id } }',
  },
  {
    mutation: 'startLoop',
    code: 'BAD_LOOP',
    fields: ['input.filter.ratings'],
    query: 'mutation { startLoop(input: { name: "a", filter: { ratings: [9] } }) { id } }',
  },
  {
    mutation: 'correctLoopItems',
    code: 'BAD_LOOP',
    fields: ['input.items[0].expectedAnswer'],
    query: `mutation { correctLoopItems(input: { id: "${idOf('Loop')}", items: [{ loopItemId: "${Buffer.from('LoopItem:1').toString('base64')}", expectedAnswer: " " }] }) { id } }`,
  },
  {
    mutation: 'correctLoopItems',
    code: 'BAD_LOOP',
    fields: ['input.items'],
    query: `mutation { correctLoopItems(input: { id: "${idOf('Loop')}", items: [] }) { id } }`,
  },
  {
    mutation: 'proposeCorrections',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { proposeCorrections(input: { id: "${idOf('Loop')}", model: "a" }) { id } }`,
  },
  ...['acceptCorrections', 'buildLoopDataset', 'replayLoop'].map((mutation) => ({
    mutation,
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { ${mutation}(input: { id: "${idOf('Loop')}" }) { id } }`,
  })),
  {
    mutation: 'startLoopTraining',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { startLoopTraining(input: { id: "${idOf('Loop')}", configurationId: "${idOf('TrainingConfiguration')}" }) { id } }`,
  },
  {
    mutation: 'attachLoopModel',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { attachLoopModel(input: { id: "${idOf('Loop')}", jobId: "${idOf('TrainingJob')}" }) { id } }`,
  },
  ...deleted('stopJudgeRun', 'JudgeRun', ' { id }'),
  ...deleted('resumeJudgeRun', 'JudgeRun', ' { id }'),
  ...deleted('stopEvaluationRun', 'EvaluationRun', ' { id }'),
  ...deleted('deleteEvaluationRun', 'EvaluationRun'),
  {
    mutation: 'recordEvaluationItems',
    code: 'BATCH_TOO_LARGE',
    fields: ['items'],
    query: `mutation ($all: [ReportedEvaluationItemInput!]!) { recordEvaluationItems(runId: "${idOf('EvaluationRun')}", items: $all) { id } }`,
    variables: { all: Array.from({ length: 501 }, () => ({ rowId: 'a' })) },
  },
  {
    mutation: 'resumeEvaluationRun',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { resumeEvaluationRun(input: { id: "${idOf('EvaluationRun')}" }) { id } }`,
  },
  {
    mutation: 'resumeEvaluationRun',
    code: 'BAD_EVALUATION_RUN',
    fields: ['input.capUsd'],
    query: `mutation { resumeEvaluationRun(input: { id: "${idOf('EvaluationRun')}", capUsd: -1 }) { id } }`,
  },
  {
    mutation: 'startEvaluationRun',
    code: 'BAD_EVALUATION_RUN',
    fields: ['input.name', 'input.checks[0].tolerance', 'input.model', 'input.repetitions', 'input.capUsd'],
    query:
      'mutation { startEvaluationRun(input: { name: "a\\u0000", model: "no/model", filter: {}, repetitions: 0, capUsd: -1, checks: [{ kind: NUMBER_NEAR, tolerance: -1 }] }) { id } }',
  },
  {
    mutation: 'startEvaluationRun',
    code: 'BAD_EVALUATION_RUN',
    fields: ['input.datasetName'],
    query: 'mutation { startEvaluationRun(input: { filter: {}, messageExternalIds: ["a"] }) { id } }',
  },
  {
    mutation: 'startEvaluationRun',
    code: 'NOT_FOUND',
    fields: ['input.judgeIds[0]'],
    query: `mutation { startEvaluationRun(input: { filter: {}, judgeIds: ["${idOf('Judge')}"] }) { id } }`,
  },
  {
    mutation: 'scoreEvaluationItem',
    code: 'NOT_FOUND',
    fields: ['input.evaluationItemId'],
    query: `mutation { scoreEvaluationItem(input: { evaluationItemId: "${Buffer.from('EvaluationRunItem:999999999').toString('base64')}", name: "a", value: 1 }) { id } }`,
  },
  {
    mutation: 'beginReportedEvaluationRun',
    code: 'BAD_EVALUATION_RUN',
    fields: ['input.name', 'input.metadata'],
    query: 'mutation { beginReportedEvaluationRun(input: { name: " ", metadata: [1] }) { id } }',
  },
  {
    mutation: 'recordEvaluationItems',
    code: 'BAD_EVALUATION_RUN',
    fields: ['items[0].rowId', 'items[0].repetition', 'items[0].scores[0].value'],
    query: `mutation { recordEvaluationItems(runId: "${idOf('EvaluationRun')}", items: [{ rowId: "", repetition: 0, scores: [{ name: "a" }] }]) { id } }`,
  },
  {
    mutation: 'recordEvaluationItems',
    code: 'NOT_FOUND',
    fields: ['runId'],
    query: `mutation { recordEvaluationItems(runId: "${idOf('EvaluationRun')}", items: [{ rowId: "a" }]) { id } }`,
  },
  {
    mutation: 'saveRubric',
    code: 'BAD_JUDGE',
    fields: ['input.key', 'input.criteria', 'input.categories', 'input.examples[0].answer'],
    query:
      'mutation { saveRubric(input: { key: "A b", name: "a", criteria: "", scale: CATEGORY, examples: [{ question: "q", answer: "", verdict: "x", reason: "r" }] }) { id } }',
  },
  {
    mutation: 'saveRubric',
    code: 'BAD_JUDGE',
    fields: ['input.examples[0].verdict'],
    query:
      'mutation { saveRubric(input: { key: "a", name: "a", criteria: "c", scale: ONE_TO_FIVE, examples: [{ question: "q", answer: "a", verdict: "6", reason: "r" }] }) { id } }',
  },
  { mutation: 'saveJudge', code: 'BAD_JUDGE', fields: ['input.rubricId'], query: 'mutation { saveJudge(input: { name: "a" }) { id } }' },
  {
    mutation: 'saveJudge',
    code: 'BAD_JUDGE',
    fields: ['input.rule.pattern'],
    query: 'mutation { saveJudge(input: { name: "a", rule: { kind: REGEX, pattern: "(" } }) { id } }',
  },
  {
    mutation: 'saveJudge',
    code: 'BAD_JUDGE',
    fields: ['input.name', 'input.model', 'input.minimumAgreement'],
    query: 'mutation { saveJudge(input: { name: "", model: "no/model", minimumAgreement: 2, rule: { kind: LENGTH, maximum: 9 } }) { id } }',
  },
  {
    mutation: 'saveJudge',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { saveJudge(input: { id: "${idOf('Judge')}", name: "a", rule: { kind: LENGTH, maximum: 9 } }) { id } }`,
  },
  {
    mutation: 'startJudgeRun',
    code: 'NOT_FOUND',
    fields: ['input.judgeId'],
    query: `mutation { startJudgeRun(input: { judgeId: "${idOf('Judge')}", filter: {} }) { id } }`,
  },
  {
    mutation: 'judgeOnline',
    code: 'BAD_JUDGE',
    fields: ['input.sampleShare'],
    query: `mutation { judgeOnline(input: { judgeId: "${idOf('Judge')}", sampleShare: 2 }) { id } }`,
  },
  {
    mutation: 'startPairwise',
    code: 'NOT_FOUND',
    fields: ['input.judgeId'],
    query: `mutation { startPairwise(input: { judgeId: "${idOf('Judge')}", sides: [] }) { id } }`,
  },
  ...deleted('stopPlaygroundRun', 'PlaygroundRun', ' { id }'),
  ...deleted('deletePlaygroundRun', 'PlaygroundRun'),
  ...deleted('stopPlaygroundAnswer', 'PlaygroundAnswer', ' { id }'),
  ...deleted('retryPlaygroundAnswer', 'PlaygroundAnswer', ' { id }'),
  {
    mutation: 'runPlayground',
    code: 'BAD_PLAYGROUND_INPUT',
    fields: ['input.prompt.messages[0].text', 'input.prompt.temperature'],
    query: 'mutation { runPlayground(input: { prompt: { messages: [{ role: USER }], temperature: 9 }, models: [] }) { id } }',
  },
  {
    mutation: 'runPlayground',
    code: 'BAD_PLAYGROUND_INPUT',
    fields: ['input.models'],
    query: 'mutation { runPlayground(input: { prompt: { messages: [{ role: USER, text: "a" }] }, models: [] }) { id } }',
  },
  {
    mutation: 'continuePlaygroundAnswer',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { continuePlaygroundAnswer(input: { id: "${idOf('PlaygroundAnswer')}", results: [] }) { id } }`,
  },
  {
    mutation: 'updatePlaygroundRun',
    code: 'BAD_PLAYGROUND_INPUT',
    fields: ['input.title'],
    query: `mutation { updatePlaygroundRun(input: { id: "${idOf('PlaygroundRun')}", title: " " }) { id } }`,
  },
  {
    mutation: 'updatePlaygroundRun',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { updatePlaygroundRun(input: { id: "${idOf('PlaygroundRun')}", title: "a" }) { id } }`,
  },
  ...deleted('deleteModelConnection', 'ModelConnection'),
  ...deleted('checkModelConnection', 'ModelConnection', ' { id }'),
  {
    mutation: 'createModelConnection',
    code: 'BAD_MODEL_CONNECTION',
    fields: ['input.name', 'input.baseUrl'],
    query: 'mutation { createModelConnection(input: { name: "a/b", kind: ANTHROPIC, baseUrl: "x" }) { id } }',
  },
  {
    mutation: 'updateModelConnection',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { updateModelConnection(input: { id: "${idOf('ModelConnection')}", name: "a", kind: ANTHROPIC, baseUrl: "https://a.example.com" }) { id } }`,
  },
  {
    mutation: 'createSlackConnection',
    code: 'BAD_SLACK_CONNECTION',
    fields: ['input.teamId', 'input.signingSecret'],
    query: 'mutation { createSlackConnection(input: { teamId: "x", signingSecret: "y" }) { id } }',
  },
  ...deleted('deleteSlackConnection', 'SlackConnection'),
  {
    mutation: 'linkSlackAccount',
    code: 'BAD_SLACK_LINK',
    fields: ['input.token'],
    query: 'mutation { linkSlackAccount(input: { token: "x" }) { id } }',
  },
  ...deleted('deleteSlackLink', 'SlackLink'),
  {
    mutation: 'setModelSettings',
    code: 'BAD_MODEL_CONNECTION',
    fields: ['input.defaultModel', 'input.dailyUsdPerPerson'],
    query: 'mutation { setModelSettings(input: { defaultModel: "none/none", dailyUsdPerPerson: -1 }) { defaultModel } }',
  },
  ...deleted('deleteView', 'SavedView'),
  {
    mutation: 'setDefaultView',
    code: 'BAD_USER_INPUT',
    fields: ['input.page'],
    query: 'mutation { setDefaultView(input: { page: " " }) { id } }',
  },
  {
    mutation: 'setDefaultView',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { setDefaultView(input: { page: "traces", id: "${idOf('SavedView')}" }) { id } }`,
  },
  ...deleted('deleteImportMapping', 'ImportMapping'),
  ...deleted('deletePrice', 'Price', ' { price { id } }'),
  ...deleted('revokeApiKey', 'ApiKey', ' { id }'),
  ...deleted('revokeSession', 'PersonSession'),
  ...deleted('createSignInLink', 'Member'),
  {
    mutation: 'createApiKey',
    code: 'BAD_USER_INPUT',
    fields: ['input.name'],
    query: 'mutation { createApiKey(input: { name: " " }) { secret } }',
  },
  {
    mutation: 'createApiKey',
    code: 'BAD_USER_INPUT',
    fields: ['input.name'],
    query: 'mutation { createApiKey(input: { name: "a\\u202eb" }) { secret } }',
  },
  {
    mutation: 'createApiKey',
    code: 'BAD_USER_INPUT',
    fields: ['input.environment', 'input.expiresAt', 'input.requestsPerMinute'],
    query: 'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret } }',
    variables: { input: { name: 'x', environment: 'a\u0000', expiresAt: '2020-01-01T00:00:00Z', requestsPerMinute: 0 } },
  },
  {
    mutation: 'createPersonalKey',
    code: 'BAD_USER_INPUT',
    fields: ['input.name'],
    query: 'mutation { createPersonalKey(input: { name: " " }) { secret } }',
  },
  ...deleted('revokePersonalKey', 'ApiKey', ' { id }').slice(1),
  {
    mutation: 'exportUserData',
    code: 'BAD_USER_INPUT',
    fields: ['input.userId'],
    query: 'mutation { exportUserData(input: { userId: " " }) { id } }',
  },
  {
    mutation: 'createExport',
    code: 'BAD_EXPORT',
    fields: ['input.filter.timeZone', 'input.roles'],
    query:
      'mutation { createExport(input: { type: OVERVIEW, format: CSV, filter: { timeZone: "Nowhere/At_all" }, roles: [USER] }) { id } }',
  },
  ...deleted('cancelExport', 'Export', ' { id }'),
  ...deleted('deleteExport', 'Export'),
  {
    mutation: 'saveExportSchedule',
    code: 'BAD_EXPORT_SCHEDULE',
    fields: ['input.name', 'input.filter', 'input.weekday', 'input.time', 'input.timeZone', 'input.dayCount'],
    query:
      'mutation { saveExportSchedule(input: { name: " ", type: OVERVIEW, format: CSV, filter: { from: "2026-01-01T00:00:00Z" }, every: WEEKLY, time: "24:00", timeZone: "+02:00", dayCount: 0 }) { id } }',
  },
  {
    mutation: 'saveExportSchedule',
    code: 'BAD_EXPORT_SCHEDULE',
    fields: ['input.recipients'],
    query:
      'mutation { saveExportSchedule(input: { name: "a", type: OVERVIEW, format: CSV, every: DAILY, time: "08:00", timeZone: "UTC", recipients: ["stranger@example.com"] }) { id } }',
  },
  ...deleted('deleteExportSchedule', 'ExportSchedule'),
  {
    mutation: 'setPreference',
    code: 'BAD_PREFERENCE',
    fields: ['input.name'],
    query: 'mutation { setPreference(input: { name: "colour", value: 1 }) }',
  },
  ...deleted('removeMember', 'Member'),
  ...deleted('transferOwnership', 'Member', ' { id }'),
  ...deleted('revokeInvitation', 'Invitation', ' { id }'),
  {
    mutation: 'setMemberRole',
    code: 'BAD_USER_INPUT',
    fields: ['input.id'],
    query: `mutation { setMemberRole(input: { id: "${idOf('Model')}", role: VIEWER }) { id } }`,
  },
  {
    mutation: 'setMemberRole',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { setMemberRole(input: { id: "${idOf('Member')}", role: VIEWER }) { id } }`,
  },
  {
    mutation: 'inviteMember',
    code: 'BAD_MEMBER',
    fields: ['input.email'],
    query: 'mutation { inviteMember(input: { email: "ada", role: VIEWER }) { link } }',
  },
  {
    mutation: 'acceptInvitation',
    code: 'BAD_MEMBER',
    fields: ['input.secret'],
    query: 'mutation { acceptInvitation(input: { secret: "" }) { slug } }',
  },
  {
    mutation: 'createWorkspace',
    code: 'BAD_WORKSPACE',
    fields: ['input.name', 'input.slug'],
    query: 'mutation { createWorkspace(input: { name: " ", slug: "A" }) { slug } }',
  },
  {
    mutation: 'renameWorkspace',
    code: 'BAD_WORKSPACE',
    fields: ['input.name'],
    query: 'mutation { renameWorkspace(input: { name: "\\u0000" }) { name } }',
  },
  {
    mutation: 'deleteWorkspace',
    code: 'BAD_WORKSPACE',
    fields: ['input.confirmSlug'],
    query: 'mutation { deleteWorkspace(input: { confirmSlug: "other" }) { name } }',
  },
  { mutation: 'createApiKey', code: 'BAD_USER_INPUT', fields: ['input'], query: 'mutation { createApiKey { secret } }' },
  { mutation: 'createApiKey', code: 'BAD_USER_INPUT', fields: ['name'], query: 'mutation { createApiKey(name: " ") { secret } }' },
  { mutation: 'saveModel', code: 'BAD_MODEL', fields: ['input.name'], query: 'mutation { saveModel(input: { name: "" }) { id } }' },
  {
    mutation: 'saveModel',
    code: 'BAD_USER_INPUT',
    fields: ['model'],
    query: 'mutation { saveModel(input: { name: "a" }, model: { name: "a" }) { id } }',
  },
  { mutation: 'saveModel', code: 'BAD_MODEL', fields: ['model.name'], query: 'mutation { saveModel(model: { name: "" }) { id } }' },
  {
    mutation: 'saveModel',
    code: 'BAD_MODEL',
    fields: ['input.provider', 'input.deployment.type', 'input.evaluationResults'],
    query: 'mutation ($model: ModelInput!) { saveModel(input: $model) { id } }',
    variables: { model: { name: 'm', provider: 'a\u0000', deployment: { type: '\ud800' }, evaluationResults: ['\u0000'] } },
  },
  {
    mutation: 'savePrice',
    code: 'BAD_PRICE',
    fields: [
      'price.provider',
      'price.rates.inputUsdPerMillion',
      'price.tiers[1].aboveInputTokens',
      'price.tiers[1].rates.outputUsdPerMillion',
    ],
    query:
      'mutation { savePrice(price: { scope: DEFAULT, provider: "p", rates: { inputUsdPerMillion: -1, outputUsdPerMillion: 0 }, tiers: [{ aboveInputTokens: 9, rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 } }, { aboveInputTokens: 9, rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1e9 } }] }) { price { id } } }',
  },
  {
    mutation: 'savePrice',
    code: 'BAD_USER_INPUT',
    fields: ['price.tiers[0].rates.inputUsdPerMillion'],
    query: 'mutation ($p: PriceInput!) { savePrice(price: $p) { price { id } } }',
    variables: {
      p: {
        scope: 'DEFAULT',
        rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 },
        tiers: [{ aboveInputTokens: 9, rates: { inputUsdPerMillion: 'much', outputUsdPerMillion: 1 } }],
      },
    },
  },
  {
    mutation: 'savePrice',
    code: 'BAD_PRICE',
    fields: ['input.model'],
    query: 'mutation { savePrice(input: { scope: MODEL, rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 1 } }) { price { id } } }',
  },
  {
    mutation: 'savePrice',
    code: 'BAD_USER_INPUT',
    fields: ['input.rates.outputUsdPerMillion'],
    query: 'mutation ($r: PriceRatesInput!) { savePrice(input: { scope: DEFAULT, rates: $r }) { price { id } } }',
    variables: { r: { inputUsdPerMillion: 1 } },
  },
  {
    mutation: 'importPrices',
    code: 'BAD_PRICE_TABLE',
    fields: ['input.table'],
    query: 'mutation { importPrices(input: { table: {} }) { added } }',
  },
  { mutation: 'importPrices', code: 'BAD_PRICE_TABLE', fields: ['table'], query: 'mutation { importPrices(table: {}) { added } }' },
  {
    mutation: 'saveModelAlias',
    code: 'BAD_USER_INPUT',
    fields: ['input.name', 'input.model'],
    query: 'mutation ($input: ModelAliasInput!) { saveModelAlias(input: $input) { alias { name } } }',
    variables: { input: { name: ' ', model: 'a\u0000' } },
  },
  {
    mutation: 'saveModelAlias',
    code: 'BAD_USER_INPUT',
    fields: ['input.model'],
    query: 'mutation { saveModelAlias(input: { name: "gpt", model: "GPT" }) { alias { name } } }',
  },
  {
    mutation: 'saveView',
    code: 'BAD_USER_INPUT',
    fields: ['page', 'name', 'search'],
    query: 'mutation { saveView(page: " ", name: "", search: "\\u0000") { id } }',
  },
  {
    mutation: 'saveView',
    code: 'BAD_USER_INPUT',
    fields: ['input.page', 'input.name'],
    query: 'mutation { saveView(input: { page: " ", name: "", search: "a" }) { id } }',
  },
  {
    mutation: 'saveView',
    code: 'BAD_VIEW',
    fields: ['input.search'],
    query: 'mutation { saveView(input: { page: "traces", name: "x", search: "\\u0000" }) { id } }',
  },
  {
    mutation: 'saveImportMapping',
    code: 'BAD_IMPORT_MAPPING',
    fields: ['input.name', 'input.columns[1].field'],
    query:
      'mutation { saveImportMapping(input: { name: " ", columns: [{ field: "model", column: "a" }, { field: "model", column: "b" }] }) { id } }',
  },
  {
    mutation: 'saveImportMapping',
    code: 'BAD_IMPORT_MAPPING',
    fields: ['input.columns'],
    query: 'mutation { saveImportMapping(input: { name: "a", columns: [] }) { id } }',
  },
  {
    mutation: 'saveImportMapping',
    code: 'BAD_IMPORT_MAPPING',
    fields: ['input.constants[0].field'],
    query:
      'mutation { saveImportMapping(input: { name: "a", columns: [{ field: "model", column: "a" }], constants: [{ field: "model", value: "x" }] }) { id } }',
  },
  {
    mutation: 'saveImportMapping',
    code: 'BAD_IMPORT_MAPPING',
    fields: ['input.constants[1].value'],
    query:
      'mutation { saveImportMapping(input: { name: "a", columns: [{ field: "role", column: "a" }], constants: [{ field: "model", value: "x" }, { field: "provider", value: " " }] }) { id } }',
  },
  { mutation: 'saveView', code: 'BAD_USER_INPUT', fields: ['name', 'search'], query: 'mutation { saveView(page: "traces") { id } }' },
  {
    mutation: 'saveView',
    code: 'BAD_VIEW',
    fields: ['search'],
    query: 'mutation { saveView(page: "traces", name: "x", search: "\\u0000") { id } }',
  },
  {
    mutation: 'setWorkspaceSettings',
    code: 'BAD_SETTINGS',
    fields: [
      'input.slaThresholdMs',
      'input.slaRules[0].value',
      'input.slaRules[0].thresholdMs',
      'input.targets[0].value',
      'input.timeZone',
    ],
    query:
      'mutation { setWorkspaceSettings(input: { slaThresholdMs: 0, slaRules: [{ dimension: MODEL, value: " ", thresholdMs: -1 }], targets: [{ metric: SUCCESS_SHARE, value: 90 }], timeZone: "Mars/Olympus", weekStart: MONDAY }) { weekStart } }',
  },
  {
    mutation: 'setWorkspaceSettings',
    code: 'BAD_SETTINGS',
    fields: ['input.slaRules[1].value', 'input.targets[1].metric'],
    query:
      'mutation { setWorkspaceSettings(input: { slaThresholdMs: 1, slaRules: [{ dimension: MODEL, value: "a", thresholdMs: 1 }, { dimension: MODEL, value: "a", thresholdMs: 2 }], targets: [{ metric: COST_PER_DAY, value: 9 }, { metric: COST_PER_DAY, value: 9 }], weekStart: MONDAY }) { weekStart } }',
  },
  {
    mutation: 'setDataPolicy',
    code: 'BAD_USER_INPUT',
    fields: ['maskingKinds', 'traceRetentionDays', 'traceSampleShare'],
    query:
      'mutation { setDataPolicy(maskingMode: MASK, maskingKinds: ["SSN"], traceRetentionDays: 0, traceSampleShare: 2) { maskingMode } }',
  },
  {
    mutation: 'setDataPolicy',
    code: 'BAD_USER_INPUT',
    fields: ['input.messageRetentionDays', 'input.traceSampleShare'],
    query:
      'mutation { setDataPolicy(input: { maskingMode: MASK, maskingKinds: [EMAIL], messageRetentionDays: 3651, traceSampleShare: 2 }) { maskingMode } }',
  },
  {
    mutation: 'createTrainingJob',
    code: 'BAD_TRAINING_JOB',
    fields: ['input.name', 'input.tags[1]', 'input.hyperparameters', 'input.datasetSplit[0]', 'input.hardware.gpuCount', 'input.hourlyUsd'],
    query: 'mutation ($input: TrainingJobInput!) { createTrainingJob(input: $input) { id } }',
    variables: {
      input: {
        name: 'a\u0000',
        tags: ['good', ' '],
        hyperparameters: [1],
        datasetSplit: [1.5],
        hardware: { gpuCount: -1 },
        hourlyUsd: -2,
      },
    },
  },
  {
    mutation: 'editTrainingJob',
    code: 'BAD_TRAINING_JOB',
    fields: ['input.notes'],
    query: `mutation { editTrainingJob(input: { id: "${idOf('TrainingJob')}", notes: "\\u0000" }) { id } }`,
  },
  {
    mutation: 'editTrainingJob',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { editTrainingJob(input: { id: "${idOf('TrainingJob')}", notes: "n" }) { id } }`,
  },
  {
    mutation: 'editTrainingJob',
    code: 'BAD_USER_INPUT',
    fields: ['input.id'],
    query: `mutation { editTrainingJob(input: { id: "${idOf('Model')}", notes: "n" }) { id } }`,
  },
  ...deleted('deleteTrainingJob', 'TrainingJob'),
  {
    mutation: 'startTrainingAttempt',
    code: 'NOT_FOUND',
    fields: ['input.jobId'],
    query: `mutation { startTrainingAttempt(input: { jobId: "${idOf('TrainingJob')}" }) { id } }`,
  },
  {
    mutation: 'startTrainingAttempt',
    code: 'BAD_USER_INPUT',
    fields: ['input.jobId'],
    query: 'mutation { startTrainingAttempt(input: { jobId: "made up" }) { id } }',
  },
  {
    mutation: 'reportTrainingStatus',
    code: 'BAD_TRAINING_JOB',
    fields: ['input.errorDetails'],
    query: `mutation { reportTrainingStatus(input: { jobId: "${idOf('TrainingJob')}", status: FAILED, errorDetails: "\\u0000" }) { id } }`,
  },
  {
    mutation: 'reportTrainingStatus',
    code: 'NOT_FOUND',
    fields: ['input.jobId'],
    query: `mutation { reportTrainingStatus(input: { jobId: "${idOf('TrainingJob')}", status: FINISHED }) { id } }`,
  },
  {
    mutation: 'logTrainingSteps',
    code: 'NOT_FOUND',
    fields: ['jobId'],
    query: `mutation { logTrainingSteps(jobId: "${idOf('TrainingJob')}", points: []) { accepted } }`,
  },
  {
    mutation: 'logTrainingSteps',
    code: 'BAD_USER_INPUT',
    fields: ['jobId'],
    query: `mutation { logTrainingSteps(jobId: "${idOf('Model')}", points: []) { accepted } }`,
  },
  {
    mutation: 'logPredictions',
    code: 'NOT_FOUND',
    fields: ['jobId'],
    query: `mutation { logPredictions(jobId: "${idOf('TrainingJob')}", predictions: []) { accepted } }`,
  },
  {
    mutation: 'logPredictions',
    code: 'BAD_USER_INPUT',
    fields: ['jobId'],
    query: `mutation { logPredictions(jobId: "${idOf('Model')}", predictions: []) { accepted } }`,
  },
  {
    mutation: 'logSystemMetrics',
    code: 'NOT_FOUND',
    fields: ['jobId'],
    query: `mutation { logSystemMetrics(jobId: "${idOf('TrainingJob')}", points: []) { accepted } }`,
  },
  {
    mutation: 'updateTrainingParameters',
    code: 'NOT_FOUND',
    fields: ['jobId'],
    query: `mutation { updateTrainingParameters(jobId: "${idOf('TrainingJob')}", parameters: { a: 1 }) { id } }`,
  },
  {
    mutation: 'updateTrainingParameters',
    code: 'BAD_USER_INPUT',
    fields: ['jobId'],
    query: `mutation { updateTrainingParameters(jobId: "${idOf('Model')}", parameters: { a: 1 }) { id } }`,
  },
  {
    mutation: 'declareTrainingParameters',
    code: 'BAD_PARAMETER',
    fields: ['input.parameters[0].name'],
    query: `mutation { declareTrainingParameters(input: { jobId: "${idOf('TrainingJob')}", parameters: [{ name: "", type: INT, applies: NOW }] }) { id } }`,
  },
  {
    mutation: 'declareTrainingParameters',
    code: 'NOT_FOUND',
    fields: ['input.jobId'],
    query: `mutation { declareTrainingParameters(input: { jobId: "${idOf('TrainingJob')}", parameters: [] }) { id } }`,
  },
  {
    mutation: 'acknowledgeParameterUpdate',
    code: 'BAD_PARAMETER',
    fields: ['input.reason'],
    query: `mutation { acknowledgeParameterUpdate(input: { id: "${idOf('ParameterUpdate')}", status: REFUSED }) { id } }`,
  },
  {
    mutation: 'acknowledgeParameterUpdate',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { acknowledgeParameterUpdate(input: { id: "${idOf('ParameterUpdate')}", status: DELIVERED }) { id } }`,
  },
  {
    mutation: 'cancelTrainingJob',
    code: 'NOT_FOUND',
    fields: ['id'],
    query: `mutation { cancelTrainingJob(id: "${idOf('TrainingJob')}") { id } }`,
  },
  {
    mutation: 'cancelTrainingJob',
    code: 'BAD_USER_INPUT',
    fields: ['id'],
    query: `mutation { cancelTrainingJob(id: "${idOf('Model')}") { id } }`,
  },
  {
    mutation: 'saveTrainingConfiguration',
    code: 'BAD_CONFIGURATION',
    fields: ['input.name'],
    query: `mutation { saveTrainingConfiguration(input: { name: "", command: "c" }) { id } }`,
  },
  {
    mutation: 'saveTrainingConfiguration',
    code: 'NOT_FOUND',
    fields: ['input.id'],
    query: `mutation { saveTrainingConfiguration(input: { id: "${idOf('TrainingConfiguration')}", name: "n", command: "c" }) { id } }`,
  },
  ...deleted('deleteTrainingConfiguration', 'TrainingConfiguration'),
  ...deleted('cloneTrainingConfiguration', 'TrainingConfiguration', ' { id }'),
  ...deleted('revokeRunner', 'Runner', ' { id }'),
  {
    mutation: 'startTrainingJob',
    code: 'NOT_FOUND',
    fields: ['input.configurationId'],
    query: `mutation { startTrainingJob(input: { configurationId: "${idOf('TrainingConfiguration')}" }) { id } }`,
  },
  {
    mutation: 'startTrainingJob',
    code: 'BAD_CONFIGURATION',
    fields: ['input.priority'],
    query: `mutation { startTrainingJob(input: { configurationId: "${idOf('TrainingConfiguration')}", priority: 5000 }) { id } }`,
  },
  {
    mutation: 'registerRunner',
    code: 'BAD_RUNNER',
    fields: ['input.name', 'input.labels[0]', 'input.hourlyUsd'],
    query: `mutation { registerRunner(input: { name: " ", labels: [""], hourlyUsd: -1 }) { id } }`,
  },
  {
    mutation: 'leaseTrainingJob',
    code: 'NOT_FOUND',
    fields: ['input.runnerId'],
    query: `mutation { leaseTrainingJob(input: { runnerId: "${idOf('Runner')}" }) { fence } }`,
  },
  {
    mutation: 'renewTrainingLease',
    code: 'NOT_FOUND',
    fields: ['input.jobId'],
    query: `mutation { renewTrainingLease(input: { jobId: "${idOf('TrainingJob')}", fence: "1" }) { fence } }`,
  },
  {
    mutation: 'appendTrainingLog',
    code: 'NOT_FOUND',
    fields: ['input.jobId'],
    query: `mutation { appendTrainingLog(input: { jobId: "${idOf('TrainingJob')}", fence: "1", firstLine: 1, text: "" }) { fence } }`,
  },
  {
    mutation: 'appendTrainingLog',
    code: 'BAD_RUNNER',
    fields: ['input.firstLine'],
    query: `mutation { appendTrainingLog(input: { jobId: "${idOf('TrainingJob')}", fence: "1", firstLine: 0, text: "" }) { fence } }`,
  },
  {
    mutation: 'reportTrainingExit',
    code: 'NOT_FOUND',
    fields: ['input.jobId'],
    query: `mutation { reportTrainingExit(input: { jobId: "${idOf('TrainingJob')}", fence: "1", reason: COMPLETED }) { id } }`,
  },
  ...['""', '"\\u0000"'].map((userId) => ({
    mutation: 'deleteUser',
    code: 'BAD_USER_INPUT',
    fields: ['input.userId'],
    query: `mutation { deleteUser(input: { userId: ${userId} }) { id } }`,
  })),
  { mutation: 'deleteTrace', code: 'BAD_USER_INPUT', fields: ['traceId'], query: 'mutation { deleteTrace }' },
  { mutation: 'deleteTrace', code: 'BAD_USER_INPUT', fields: ['traceId'], query: 'mutation { deleteTrace(traceId: "") }' },
  { mutation: 'deleteTrace', code: 'BAD_USER_INPUT', fields: ['id'], query: 'mutation { deleteTrace(id: " ") }' },
];

/** Those that take nothing that could be wrong. */
const withoutInput: Readonly<Record<string, string>> = {
  resetWorkspaceSettings: 'takes nothing',
  setAssistantPolicy: 'takes a boolean',
  setAssistantSettings: 'takes booleans',
  updateSignalSettings: 'takes a value of an enum',
  revokeOtherSessions: 'takes nothing',
  setSignInPolicy: 'takes true or false',
  rebuildFacts: 'no arguments',
  archiveWorkspace: 'no arguments',
  restoreWorkspace: 'no arguments',
  leaveWorkspace: 'no arguments',
  visitInsights: 'no arguments',
};

describe('bad input of a mutation is named by the path of its argument', () => {
  test.each(table)('$mutation: $code at $fields', async ({ code, fields, query, variables }) => {
    const { body } = await ask(server, query, { variables });
    const { extensions } = body.errors[0];
    expect([extensions.code, extensions.field, typeof extensions.reason]).toEqual([code, fields[0], 'string']);
    expect(extensions.problems?.map(({ field }: { field: string }) => field)).toEqual(fields.length > 1 ? fields : undefined);
  });

  test('the table has every mutation', () => {
    const known = new Set([...table.map(({ mutation }) => mutation), ...Object.keys(withoutInput)]);
    const missing = Object.keys(schema.getMutationType()?.getFields() ?? {}).filter((name) => !known.has(name));
    expect(missing, 'mutations without a row of bad input in this table').toEqual([]);
  });
});

/** Documents as clients have sent them since before the form that docs/graphql.md asks for. */
describe('what is deprecated goes on working', () => {
  test('arguments that are fields of an input now', async () => {
    const { body } = await ask(
      server,
      `mutation ($name: String!, $page: String!, $search: String!, $mode: MaskingMode!, $kinds: [String!]!, $share: Float!, $model: ModelInput!, $price: PriceInput!, $table: JSON!) {
        createApiKey(name: $name) { secret }
        saveView(page: $page, name: $name, search: $search) { name search }
        setDataPolicy(maskingMode: $mode, maskingKinds: $kinds, traceSampleShare: $share) { maskingMode maskingKinds traceSampleShare }
        saveModel(model: $model) { name }
        savePrice(price: $price) { price { model } deletedId }
        importPrices(table: $table) { added }
      }`,
      {
        variables: {
          name: 'n',
          page: 'traces',
          search: 'a=b',
          mode: 'MASK',
          kinds: ['EMAIL'],
          share: 0.5,
          model: { name: 'm' },
          price: { scope: 'MODEL', model: 'm', rates: { inputUsdPerMillion: 1, outputUsdPerMillion: 2 } },
          table: { t: { input_cost_per_token: 1e-6, output_cost_per_token: 1e-6 } },
        },
      },
    );
    expect(body).toMatchObject({
      data: {
        createApiKey: { secret: expect.any(String) },
        saveView: { name: 'n', search: 'a=b' },
        setDataPolicy: { maskingMode: 'MASK', maskingKinds: ['EMAIL'], traceSampleShare: 0.5 },
        saveModel: { name: 'm' },
        savePrice: { price: { model: 'm' }, deletedId: null },
        importPrices: { added: 1 },
      },
    });
    await ask(server, 'mutation { setDataPolicy(input: { maskingMode: OFF, maskingKinds: [], traceSampleShare: 1 }) { maskingMode } }');
  });

  test('ids under their earlier name, and each as under its own', async () => {
    const [traceId, spanId, parent] = ['e'.repeat(32), 'a'.repeat(16), 'b'.repeat(16)];
    const spans = [
      { traceId, spanId: parent, name: 'root' },
      { traceId, spanId, parentId: parent, name: 'step', kind: 'LLM', model: 'm', sessionId: 'conversation', output: 'Hello' },
    ];
    const sent = await ask(server, 'mutation ($spans: [SpanInput!]!) { captureSpans(spans: $spans) { accepted } }', {
      variables: { spans },
    });
    expect(sent.body.data.captureSpans.accepted).toBe(2);
    const variables = { trace: traceId, span: spanId, parent };
    const earlier = await ask(
      server,
      `query ($trace: String!, $span: ID!, $parent: ID!) {
        trace(id: $trace) { id span(id: $span) { id name } direct: spans(parentId: $parent) { ...Ids } below: spans(under: $parent) { ...Ids } }
        conversation(id: "conversation") { externalId }
      } fragment Ids on SpanConnection { edges { node { id } } }`,
      { variables },
    );
    const now = await ask(
      server,
      `query ($trace: String!, $span: String!, $parent: String!) {
        trace(traceId: $trace) { id span(spanId: $span) { id name } direct: spans(parentSpanId: $parent) { ...Ids } below: spans(underSpanId: $parent) { ...Ids } }
        conversation(externalId: "conversation") { externalId }
      } fragment Ids on SpanConnection { edges { node { id } } }`,
      { variables },
    );
    expect(now.body.data).toEqual(earlier.body.data);
    expect(now.body.data).toEqual({
      trace: {
        id: traceId,
        span: { id: spanId, name: 'step' },
        direct: { edges: [{ node: { id: spanId } }] },
        below: { edges: [{ node: { id: parent } }, { node: { id: spanId } }] },
      },
      conversation: { externalId: 'conversation' },
    });
    expect((await ask(server, 'mutation ($id: ID!) { deleteTrace(id: $id) }', { variables: { id: traceId } })).body.data).toEqual({
      deleteTrace: traceId,
    });
  });

  test('the kinds of a preview by their names', async () => {
    const preview = (args: string) => ask(server, `{ maskingPreview(text: "ada@example.org", mode: MASK, ${args}) }`);
    expect([(await preview('kinds: ["EMAIL"]')).body.data, (await preview('maskingKinds: [EMAIL]')).body.data]).toEqual([
      { maskingPreview: '[email]' },
      { maskingPreview: '[email]' },
    ]);
    expect((await preview('kinds: ["SSN"]')).body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'kinds' });
  });
});
