import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { numberKey } from '../../platform/graphql/ids.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { evaluateMessages } from './commands.ts';
import { judgeMessages } from './commands/judge.ts';
import { ownJudgments } from './loaders.ts';
import type { EvaluationInput, EvaluatorKind as EvaluatorKindName } from './types.ts';

const EvaluatorKind = describedEnum<EvaluatorKindName>('EvaluatorKind', 'Kind of judge of a message.', {
  HUMAN: 'A person judged the message.',
  MODEL: 'A model judged the message.',
  RULE: 'A rule judged the message, such as a test of the outcome.',
});

export const EvaluationRef = builder.prismaNode('Evaluation', {
  id: { field: 'id' },
  nullable: true,
  description: 'One judgment of one message, or of a span, a trace or a session.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'Id that the judgment was sent with, else one derived from its content.' }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'Criterion that was judged, in the judge\'s words ("accuracy"); null: a plain rating or verdict.',
    }),
    value: t.exposeFloat('value', { nullable: true, description: "Number on the judge's own scale, as sent; null: none." }),
    label: t.exposeString('label', { nullable: true, description: 'Category or text that the judge chose; null: none.' }),
    traceId: t.exposeString('traceId', {
      nullable: true,
      description: 'Id of the trace that was judged, 32 hex digits; null: the judgment names none.',
    }),
    spanId: t.exposeString('spanId', {
      nullable: true,
      description: 'Id of the span that was judged, 16 hex digits; null: the judgment names none.',
    }),
    sessionId: t.exposeString('sessionId', {
      nullable: true,
      description: 'Id of the session that was judged; null: the judgment names none.',
    }),
    message: t.relation('message', {
      nullable: true,
      description:
        'Message that the judgment is attached to: the one named, the reply made from the span, or the last reply of the trace; null: none, or not stored yet.',
    }),
    rating: t.exposeInt('rating', { nullable: true, description: 'Rating from 1 (worst) to 5 (best); null: none.' }),
    success: t.exposeBoolean('success', { nullable: true, description: 'Verdict: whether the message did what it should; null: none.' }),
    failureTags: t.exposeStringList('failureTags', { description: "Kinds of failure, in the judge's words." }),
    comment: t.exposeString('comment', { nullable: true, description: 'Comment of the judge; null: none.' }),
    correctedOutput: t.exposeString('correctedOutput', {
      nullable: true,
      description: 'Text that the message should have had; null: none.',
    }),
    evaluator: t.exposeString('evaluator', { nullable: true, description: 'Name of the judge; null: not reported.' }),
    evaluatorKind: t.expose('evaluatorKind', { type: EvaluatorKind, description: 'Kind of judge.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time of the judgment as sent, else of its arrival.' }),
  }),
});

builder.prismaObjectField('Message', 'evaluations', (t) =>
  t.relation('evaluations', { query: { orderBy: { id: 'asc' } }, description: 'Judgments of the message, in the order of arrival.' }),
);

builder.prismaObjectField('Message', 'ownJudgment', (t) =>
  t.field({
    type: EvaluationRef,
    nullable: true,
    description: 'Judgment of the message that the viewer made in place (judgeMessages); null: none.',
    resolve: ({ id }, _args, context) => ownJudgments(context).load(id),
  }),
);

const EvaluationInputRef = builder.inputRef<EvaluationInput>('EvaluationInput').implement({
  description:
    'A judgment of a message, a span, a trace or a session, with at least one of rating, success, value, label, failureTags, comment and correctedOutput. A judgment may be sent before the thing that it judges.',
  fields: (t) => ({
    messageExternalId: t.string({
      description: 'Your id of the message, which may be sent later. Required unless `traceId` or `sessionId` is given.',
    }),
    traceId: t.string({
      description:
        'Id of the trace that is judged: 32 hex digits, a UUID, or the id that an SDK of Langfuse gave it. Without `spanId` the judgment is attached to the last reply of the trace.',
    }),
    spanId: t.string({
      description: 'Id of the span of the trace that is judged; the judgment is attached to the reply made from the span.',
    }),
    sessionId: t.string({ description: 'Id of the session that is judged.' }),
    name: t.string({ description: 'Criterion that is judged ("accuracy"), at most 512 characters.' }),
    value: t.float({ description: 'Number on any scale.' }),
    label: t.string({ description: 'Category or text, at most 1 MiB.' }),
    rating: t.int({ description: 'Rating from 1 (worst) to 5 (best).' }),
    success: t.boolean({ description: 'Verdict: whether the message did what it should.' }),
    failureTags: t.stringList({ description: 'Kinds of failure; at most 100 tags of 1 to 512 characters.' }),
    comment: t.string({ description: 'Comment of the judge, at most 1 MiB.' }),
    correctedOutput: t.string({ description: 'Text that the message should have had, at most 1 MiB.' }),
    evaluator: t.string({ description: 'Name of the judge.' }),
    evaluatorKind: t.field({ type: EvaluatorKind, description: 'Kind of judge; absent: HUMAN.' }),
    createdAt: t.field({ type: 'DateTime', description: 'Time of the judgment; absent: now.' }),
    externalId: t.string({
      description:
        'Your id of the judgment; sending the same id again updates the judgment. Absent: derived from the content, so that equal judgments are one.',
    }),
  }),
});

builder.mutationField('evaluateMessages', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 judgments. A bad judgment is rejected by index, field and reason; a judgment of a message that is not stored yet is kept until the message arrives.',
    args: {
      evaluations: t.arg({
        type: [EvaluationInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Judgments to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { evaluations }, { stores, viewer }) =>
      unwrap(await evaluateMessages(stores, viewer.workspaceId, itemsOf(evaluations), new Date())),
  }),
);

const MessageJudgmentInput = builder.inputType('MessageJudgmentInput', {
  description:
    'Judgment of a message by the viewer. A field that is absent stays as it was, one that is null or an empty list is taken back; a judgment that keeps no field is deleted, and one that names no field is rejected.',
  fields: (t) => ({
    messageExternalId: t.string({ required: true, description: 'Your id of the message, which is stored already.' }),
    rating: t.int({ description: 'Rating from 1 (worst) to 5 (best).' }),
    success: t.boolean({ description: 'Verdict: whether the message did what it should.' }),
    failureTags: t.stringList({ description: 'Kinds of failure; at most 100 tags of 1 to 512 characters.' }),
    addFailureTags: t.stringList({ description: 'Kinds of failure to add to those that there are.' }),
    comment: t.string({ description: 'Comment, at most 1 MiB.' }),
    createdAt: t.field({ type: 'DateTime', description: 'Time of the judgment; absent: now.' }),
    correctedOutput: t.string({ description: 'Text that the message should have had, at most 1 MiB.' }),
  }),
});

builder.mutationField('judgeMessages', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { may: 'JUDGE' },
    description:
      'Stores judgments of up to 5,000 messages by the viewer: one of each message, which is changed by the next. A bad one is rejected by index, field and reason.',
    args: {
      judgments: t.arg({
        type: [MessageJudgmentInput],
        required: true,
        extensions: batchArgument,
        description: 'Judgments to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { judgments }, { stores, viewer }) =>
      unwrap(await judgeMessages(stores, viewer, itemsOf(judgments), new Date())),
  }),
);
