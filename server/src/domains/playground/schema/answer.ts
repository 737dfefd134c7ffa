import { usdOfSteps } from '../pure/totals.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { readableBy } from '../load.ts';
import { maxCalls, maxSteps, type AnswerStep, type StepCall } from '../types.ts';
import { endNames, PlaygroundAnswerStatusRef, PlaygroundEndRef } from './enums.ts';

const StepCallRef = builder.objectRef<StepCall>('PlaygroundStepCall').implement({
  description: 'A call of a tool that a model made in the playground. The tool is not run.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Id of the call, by which its result is given.' }),
    name: t.exposeString('name', { description: 'Name of the tool, as the model wrote it; empty: the model wrote none.' }),
    arguments: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Arguments of the call by name; null: they cannot be read.',
      resolve: (call) => call.arguments,
    }),
    text: t.exposeString('text', { nullable: true, description: 'What the model wrote where that cannot be read; null: it can.' }),
    error: t.exposeString('error', { nullable: true, description: 'Reason why the call cannot be made; null: it can.' }),
    result: t.exposeString('result', { nullable: true, description: 'Result of the tool that was typed in; null: none yet.' }),
  }),
});

const StepRef = builder.objectRef<AnswerStep>('PlaygroundStep').implement({
  description: 'One call of a model for an answer of the playground.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Text that the model wrote so far.' }),
    calls: t.field({
      type: [StepCallRef],
      description: `Tools that the model called; fewer than ${maxCalls * 4}.`,
      resolve: ({ calls }) => [...calls],
    }),
    end: t.field({
      type: PlaygroundEndRef,
      nullable: true,
      description: 'What ended the call; null: it goes on, or it failed.',
      resolve: ({ endReason }) => (endReason === null ? null : endNames[endReason]),
    }),
    inputTokens: t.exposeInt('inputTokens', { description: 'Number of input tokens, cached ones included; 0 until the call has ended.' }),
    outputTokens: t.exposeInt('outputTokens', {
      description: 'Number of output tokens, those of reasoning included; 0 until the call has ended.',
    }),
    cachedInputTokens: t.exposeInt('cachedInputTokens', { description: 'Number of input tokens that came from a cache of the server.' }),
    isEstimated: t.exposeBoolean('isEstimated', {
      description: 'Whether tokens are estimated from the length of the texts, since the server reported none.',
    }),
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'Cost in US dollars by the price book; null: no price is known, or the call has not ended.',
    }),
    timeToFirstTokenMs: t.exposeInt('timeToFirstTokenMs', {
      nullable: true,
      description: 'Time in milliseconds until the first piece of the answer; null: none came.',
    }),
    ignored: t.field({
      type: ['String'],
      description: 'Parameters that the API of the server has no place for, such as seed, and that were left out; fewer than 20.',
      resolve: ({ ignored }) => [...ignored],
    }),
    durationMs: t.exposeInt('durationMs', {
      nullable: true,
      description: 'Time in milliseconds of the whole call; null: the call has not ended, or no server was asked.',
    }),
  }),
});

const stepsOf = ({ steps }: { steps: unknown }): readonly AnswerStep[] => steps as readonly AnswerStep[];

export const PlaygroundAnswerRef = builder.prismaNode('PlaygroundAnswer', {
  id: { field: 'id' },
  nullable: true,
  description: 'What one model answered to one row of a run of the playground.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId, run: readableBy(viewer) }),
  fields: (t) => ({
    rowIndex: t.exposeInt('rowIndex', { description: 'Place of the row in the run, from 0.' }),
    columnIndex: t.exposeInt('columnIndex', { description: 'Place of the model in the run, from 0.' }),
    model: t.exposeString('model', { description: 'Language model "connection/model" that is asked.' }),
    status: t.expose('status', { type: PlaygroundAnswerStatusRef, description: 'State of the answer.' }),
    steps: t.field({
      type: [StepRef],
      description: `Calls of the model in their order, at most ${maxSteps}: more than one where results of tools were typed in.`,
      select: { steps: true },
      resolve: (answer) => [...stepsOf(answer)],
    }),
    costUsd: t.float({
      nullable: true,
      description: 'Cost in US dollars of all calls; null: none has ended, or one has no known price.',
      select: { steps: true },
      resolve: (answer) => usdOfSteps(stepsOf(answer)),
    }),
    failureCode: t.exposeString('failureCode', {
      nullable: true,
      description: 'Code of what the answer failed with, such as RATE_LIMITED; null: it has not failed.',
    }),
    failureMessage: t.exposeString('failureMessage', {
      nullable: true,
      description: 'Message of what the answer failed with, with what can be done; null: it has not failed.',
    }),
    outputProblem: t.exposeString('outputProblem', {
      nullable: true,
      description:
        'Sentence on why the answer does not fit the schema of the prompt; null: it does, there is no schema, or it has not ended.',
    }),
    traceId: t.exposeString('traceId', {
      nullable: true,
      description: 'Trace of the answer, as `trace(traceId:)` takes it; null: the answer is no trace.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the model was first asked; null: it was not.',
    }),
    endedAt: t.expose('endedAt', { type: 'DateTime', nullable: true, description: 'Time when the answer ended; null: it has not.' }),
  }),
});
