import { builder } from '../../platform/graphql/builder.ts';
import { describedEnum } from '../../platform/graphql/enums.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { numberKey } from '../../platform/graphql/ids.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { evaluateMessages } from './commands.ts';
import type { EvaluationInput, EvaluatorKind as EvaluatorKindName } from './types.ts';

const EvaluatorKind = describedEnum<EvaluatorKindName>('EvaluatorKind', 'Who judged a message.', {
  HUMAN: 'A person.',
  MODEL: 'A model.',
  RULE: 'A rule, such as a test of the outcome.',
});

export const EvaluationRef = builder.prismaNode('Evaluation', {
  id: { field: 'id' },
  nullable: true,
  description: 'One judgment of one message, or of a span, a trace or a session.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'The id that it was sent with, else one made from its content.' }),
    name: t.exposeString('name', { nullable: true, description: 'What was judged, in words of the judge ("accuracy"); null: a plain rating or verdict.' }),
    value: t.exposeFloat('value', { nullable: true, description: "A number on the judge's own scale, as sent; null: none was given." }),
    label: t.exposeString('label', { nullable: true, description: 'A category or a text that the judge chose; null: none was given.' }),
    traceId: t.exposeString('traceId', { nullable: true, description: 'The trace that it was sent for, 32 hex digits; null: it names none.' }),
    spanId: t.exposeString('spanId', { nullable: true, description: 'The span that it was sent for, 16 hex digits; null: it names none.' }),
    sessionId: t.exposeString('sessionId', { nullable: true, description: 'The session that it was sent for; null: it names none.' }),
    message: t.relation('message', {
      nullable: true,
      description: 'The message that it is attached to: the one named, the reply that its span became, or the last reply of its trace. null: there is none, or it has not come yet.',
    }),
    rating: t.exposeInt('rating', { nullable: true, description: 'From 1 (worst) to 5 (best); null: none was given.' }),
    success: t.exposeBoolean('success', { nullable: true, description: 'Whether the message did what it should; null: not judged.' }),
    failureTags: t.exposeStringList('failureTags', { description: 'What went wrong, in words of the judge.' }),
    comment: t.exposeString('comment', { nullable: true, description: 'What the judge says of it; null: nothing.' }),
    correctedOutput: t.exposeString('correctedOutput', { nullable: true, description: 'What the message should have said; null: not given.' }),
    evaluator: t.exposeString('evaluator', { nullable: true, description: "The judge's name; null: not given." }),
    evaluatorKind: t.expose('evaluatorKind', { type: EvaluatorKind, description: 'What the judge is.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was judged, as sent; else when it came.' }),
  }),
});

builder.prismaObjectField('Message', 'evaluations', (t) =>
  t.relation('evaluations', { query: { orderBy: { id: 'asc' } }, description: 'Every judgment of it, in the order in which they came.' }),
);

const EvaluationInputRef = builder.inputRef<EvaluationInput>('EvaluationInput').implement({
  description:
    'A judgment of a message, of a span, of a trace or of a session; it says at least one of rating, success, value, label, failureTags, comment and correctedOutput. It may come before what it is of.',
  fields: (t) => ({
    messageExternalId: t.string({ description: 'The id that the message was (or will be) sent with. Must be there unless traceId or sessionId is.' }),
    traceId: t.string({ description: 'The trace that is judged: 32 hex digits, a UUID, or the id that Langfuse SDKs gave it. Without spanId the judgment is attached to the last reply of the trace.' }),
    spanId: t.string({ description: 'The span of the trace that is judged; the judgment is attached to the reply that it became.' }),
    sessionId: t.string({ description: 'The session that is judged.' }),
    name: t.string({ description: 'What is judged ("accuracy"), at most 512 characters.' }),
    value: t.float({ description: 'A number on any scale.' }),
    label: t.string({ description: 'A category or a text, at most 1 MiB.' }),
    rating: t.int({ description: 'From 1 (worst) to 5 (best).' }),
    success: t.boolean({ description: 'Whether the message did what it should.' }),
    failureTags: t.stringList({ description: 'What went wrong; at most 100 tags of 1 to 512 characters.' }),
    comment: t.string({ description: 'Anything to say of it, at most 1 MiB.' }),
    correctedOutput: t.string({ description: 'What the message should have said, at most 1 MiB.' }),
    evaluator: t.string({ description: "The judge's name." }),
    evaluatorKind: t.field({ type: EvaluatorKind, description: 'What the judge is; absent: a person.' }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was judged; absent: now.' }),
    externalId: t.string({ description: 'Your id of the judgment; sending it again updates it. Absent: made from the content, so that the same judgment twice is one.' }),
  }),
});

builder.mutationField('evaluateMessages', (t) =>
  t.field({
    type: IngestResultRef,
    authScopes: { atLeast: 'EDITOR' },
    description: 'Stores up to 5,000 judgments. A bad one is rejected on its own; an evaluation of a message that is not known is kept and waits for it.',
    args: { evaluations: t.arg({ type: [EvaluationInputRef], required: true, extensions: batchArgument, description: 'The judgments. Send them as a variable.' }) },
    resolve: async (_root, { evaluations }, { stores, viewer }) => unwrap(await evaluateMessages(stores, viewer.workspaceId, itemsOf(evaluations), new Date())),
  }),
);
