/** Answers of a server, as the tests of the page give them. */

const operation = (name: string, about: string, acts: boolean, parameters: object) => ({
  __typename: 'AssistantToolOperation',
  name,
  about,
  acts,
  parameters,
});

export const tools = [
  {
    __typename: 'AssistantTool',
    name: 'production_metrics',
    title: 'Production metrics',
    description: 'Numbers of messages.',
    group: 'PRODUCTION',
    acts: false,
    operations: [
      operation('', 'numbers of messages', false, {
        type: 'object',
        required: ['model'],
        properties: {
          limit: { type: 'integer', minimum: 1, maximum: 50, description: 'Most rows', default: 20 },
          model: { type: 'string', description: 'Name of the model' },
          measures: { type: 'array', items: { type: 'string', enum: ['messages', 'cost'] } },
          since: { type: 'string', format: 'date-time', description: 'First instant' },
          filter: { type: 'object', properties: { from: { type: 'string' }, isPartial: { type: 'boolean' } }, required: ['from'] },
        },
      }),
    ],
  },
  {
    __typename: 'AssistantTool',
    name: 'training_control',
    title: 'Training control',
    description: 'Proposes changes of jobs.',
    group: 'TRAINING',
    acts: true,
    operations: [
      operation('list_configs', 'configurations', false, { type: 'object', properties: {} }),
      operation('cancel_training', 'propose the end of a job', true, {
        type: 'object',
        required: ['jobId'],
        properties: { jobId: { type: 'string', description: 'The job' } },
      }),
    ],
  },
];

export const query = { document: 'query ($model: String) { overview }', variables: { model: 'a' } };
export const result = {
  tool: 'production_metrics',
  arguments: { model: 'a' },
  ok: true,
  handle: 'r1',
  table: {
    columns: [
      { key: 'model', title: 'Model', unit: null, type: 'text' },
      { key: 'cost', title: 'Cost', unit: 'usd', type: 'number' },
      { key: 'success', title: 'Success', unit: null, type: 'share' },
    ],
    rows: [
      ['a <b>', 12.5, 0.75],
      ['c', null, 0.5],
    ],
    total: 311,
    complete: false,
  },
  facts: [
    { key: 'successShare', title: 'Success', value: 0.64, unit: 'share', interval: [0.61, 0.68], n: 1412 },
    { key: 'p95', title: 'p95', value: null, unit: 'ms', interval: null, n: 0 },
  ],
  query,
  links: [{ title: 'Messages', path: '/messages?range=all&model=a' }],
  chart: { kind: 'bar', x: 'model', y: ['cost'], title: 'Cost by model' },
  notes: ['Shows 2 of 311 rows.'],
  error: null,
};

export const modelTurn = (change: Readonly<Record<string, unknown>>) => ({
  __typename: 'AssistantTurn',
  id: 't1',
  conversation: { __typename: 'AssistantConversation', id: 'c1' },
  asked: 'What did it cost?',
  place: null,
  kind: 'MODEL',
  status: 'DONE',
  parts: [],
  model: 'local/small',
  modelReason: 'FIRST',
  failureCode: null,
  failureMessage: null,
  inputTokens: 480,
  callCount: 2,
  outputTokens: 120,
  costUsd: null,
  traceId: null,
  rating: null,
  versions: [{ __typename: 'AssistantTurn', id: 't1' }],
  ...change,
});

export const commandTurn = (change: Readonly<Record<string, unknown>>) =>
  modelTurn({
    kind: 'COMMAND',
    asked: '/production_metrics model=a',
    model: null,
    modelReason: null,
    parts: [
      {
        __typename: 'AssistantToolUse',
        tool: 'production_metrics',
        title: 'Production metrics',
        arguments: { model: 'a' },
        state: 'DONE',
        handle: 'r1',
        durationMs: 42,
        rowCount: 2,
        totalCount: 311,
      },
    ],
    ...change,
  });

export const rowOf = () => ({
  __typename: 'AssistantConversation',
  id: 'c1',
  title: 'What did it cost?',
  model: null,
  isShared: false,
  isOwn: true,
  ownerName: 'Ann',
  updatedAt: '2026-11-30T08:00:00Z',
});

export const conversationOf = (turns: readonly object[]) => ({ ...rowOf(), turns });

export const choicesOf = () => ({
  __typename: 'ModelChoices',
  models: [
    { __typename: 'ConnectedModel', ref: 'local/small', turnUsd: 0.0148, relativeCost: 1 },
    { __typename: 'ConnectedModel', ref: 'local/large', turnUsd: 0.031, relativeCost: 2.1 },
  ],
  answering: { __typename: 'ConnectedModel', ref: 'local/small', turnUsd: 0.0148 },
  reason: 'FIRST',
  settings: { __typename: 'ModelSettings', dailyUsdPerPerson: 5 },
  today: { __typename: 'ModelSpending', usd: 0.4 },
});
