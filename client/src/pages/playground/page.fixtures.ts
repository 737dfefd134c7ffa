/** Answers of a server, as the tests of the page give them. */

export const step = (change: Readonly<Record<string, unknown>> = {}) => ({
  __typename: 'PlaygroundStep',
  text: 'Hello.',
  calls: [],
  end: 'STOP',
  inputTokens: 120,
  outputTokens: 30,
  cachedInputTokens: 0,
  isEstimated: false,
  costUsd: 0.00054,
  timeToFirstTokenMs: 210,
  durationMs: 1_400,
  ignored: [],
  ...change,
});

export const answer = (columnIndex: number, change: Readonly<Record<string, unknown>> = {}) => ({
  __typename: 'PlaygroundAnswer',
  id: `a${columnIndex}`,
  rowIndex: 0,
  columnIndex,
  model: columnIndex === 0 ? 'local/small' : 'local/large',
  status: 'DONE',
  steps: [step()],
  costUsd: 0.00054,
  failureCode: null,
  failureMessage: null,
  outputProblem: null,
  traceId: null,
  ...change,
});

export const message = (role: string, text: string, change: Readonly<Record<string, unknown>> = {}) => ({
  __typename: 'PlaygroundMessage',
  role,
  text,
  toolCalls: [],
  toolCallId: null,
  name: null,
  ...change,
});

export const prompt = (change: Readonly<Record<string, unknown>> = {}) => ({
  __typename: 'PlaygroundPrompt',
  messages: [message('SYSTEM', 'Be brief.'), message('USER', 'Greet {{name}}.')],
  tools: [],
  outputSchema: null,
  temperature: null,
  topP: null,
  seed: null,
  maxOutputTokens: null,
  stop: [],
  ...change,
});

export const run = (change: Readonly<Record<string, unknown>> = {}) => ({
  __typename: 'PlaygroundRun',
  id: 'r1',
  title: 'Greet {{name}}.',
  models: ['local/small', 'local/large'],
  isShared: false,
  isOwn: true,
  ownerName: 'Ann',
  createdAt: '2026-11-30T08:00:00Z',
  prompt: prompt(),
  rows: [{ name: 'Ada' }],
  source: null,
  answers: [answer(0), answer(1)],
  ...change,
});

const model = (name: string) => ({
  __typename: 'ConnectedModel',
  ref: `local/${name}`,
  connection: 'local',
  model: name,
  inputUsdPerMillion: 2,
  outputUsdPerMillion: 10,
});

export const choices = (change: Readonly<Record<string, unknown>> = {}) => ({
  modelChoices: {
    __typename: 'ModelChoices',
    models: [model('small'), model('large')],
    answering: { __typename: 'ConnectedModel', ref: 'local/small' },
    settings: { __typename: 'ModelSettings', dailyUsdPerPerson: 5 },
    today: { __typename: 'ModelSpending', usd: 0.4 },
    ...change,
  },
  modelConnections: [{ __typename: 'ModelConnection', name: 'local', kind: 'OPENAI_COMPATIBLE', baseUrl: 'http://127.0.0.1:1/v1' }],
});
