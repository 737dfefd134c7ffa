import { builder } from '../../../platform/graphql/builder.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import { usdFromNano } from '../../prices/pure/rates.ts';
import { scoresOfItem, subjectOfItem } from '../loaders.ts';
import { EvaluationItemStateEnum } from './enums.ts';
import { EvaluationScoreRef } from './score.ts';

export const EvaluationRunItemRef = builder.prismaNode('EvaluationRunItem', {
  id: { field: 'id' },
  nullable: true,
  description: 'One row, or one message, of an evaluation run with its answer and scores.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    run: t.relation('run', { description: 'Run of the item.' }),
    rowId: t.string({
      nullable: true,
      description: 'Id of the row in its dataset; null: a message.',
      select: { rowKey: true, messageId: true },
      resolve: ({ rowKey, messageId }) => (messageId === null ? rowKey : null),
    }),
    message: t.relation('message', { nullable: true, description: 'Message that is evaluated; null: a row of a dataset.' }),
    position: t.exposeInt('position', {
      description: 'Place of the row in the version of the dataset, or of the message in the run, from 0.',
    }),
    repetition: t.exposeInt('repetition', { description: 'Number of the answer to its row, from 1.' }),
    state: t.expose('state', { type: EvaluationItemStateEnum, description: 'State of the item.' }),
    input: t.field({
      type: 'JSON',
      nullable: true,
      complexity: 3,
      description: 'Input of the row: any JSON; of a message the chat before it. Null: the row is gone.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await subjectOfItem(context).load(String(id)))?.input ?? null,
    }),
    expected: t.field({
      type: 'JSON',
      nullable: true,
      complexity: 3,
      description: 'Expected output of the row: any JSON; of a message what a person corrected it to. Null: none is known.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => (await subjectOfItem(context).load(String(id)))?.expected ?? null,
    }),
    output: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Answer: a text, an object with `content` and `toolCalls`, or any JSON that the application reported; null: none yet.',
      select: { output: true },
      resolve: ({ output }) => output,
    }),
    error: t.exposeString('failureMessage', {
      nullable: true,
      description: 'Reason why the item failed, or waits for another attempt; null: none.',
    }),
    errorCode: t.exposeString('failureCode', { nullable: true, description: 'Code of the reason, such as RATE_LIMITED; null: none.' }),
    isCached: t.exposeBoolean('isCached', { description: 'Whether the model had been sent the same before, and was not asked again.' }),
    latencyMs: t.exposeInt('latencyMs', { nullable: true, description: 'Duration of the answer in milliseconds; null: not known.' }),
    inputTokens: t.exposeInt('inputTokens', { nullable: true, description: 'Number of input tokens; null: not known.' }),
    outputTokens: t.exposeInt('outputTokens', { nullable: true, description: 'Number of output tokens; null: not known.' }),
    costUsd: t.float({
      nullable: true,
      description: 'Cost of the answer in US dollars, judges left out; 0: from the cache; null: no price is known, or none was reported.',
      select: { nanoUsd: true },
      resolve: ({ nanoUsd }) => (nanoUsd === null ? null : usdFromNano(nanoUsd)),
    }),
    traceId: t.exposeString('traceId', { nullable: true, description: 'Id of the trace of the answer; null: none.' }),
    spanId: t.exposeString('spanId', { nullable: true, description: 'Id of the span of the answer; null: none.' }),
    scores: t.field({
      type: [EvaluationScoreRef],
      complexity: 3,
      description: 'Scores of the item by name; at most 1,000.',
      select: { id: true },
      resolve: async ({ id }, _args, context) => [...(await scoresOfItem(context).load(String(id)))],
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the item was first taken up; null: not yet.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the item was done or failed; null: not yet.',
    }),
  }),
});

export const EvaluationRunItemConnection = builder.connectionObject(
  { type: EvaluationRunItemRef, name: 'EvaluationRunItemConnection', description: 'A page of items of an evaluation run.' },
  { name: 'EvaluationRunItemEdge', description: 'An item of an evaluation run together with its place in a list.' },
);
