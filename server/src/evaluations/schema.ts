import { builder } from '../graphql/builder.ts';
import { unwrap } from '../graphql/errors.ts';
import { numberKey } from '../graphql/ids.ts';
import { itemsOf } from '../ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { evaluateMessages } from './commands.ts';
import type { EvaluationInput } from './types.ts';
import { evaluatorKinds } from './types.ts';

const EvaluatorKind = builder.enumType('EvaluatorKind', {
  description: 'Who judged a message.',
  values: {
    HUMAN: { description: 'A person.', value: evaluatorKinds[0] },
    MODEL: { description: 'A model.', value: evaluatorKinds[1] },
    RULE: { description: 'A rule, such as a test of the outcome.', value: evaluatorKinds[2] },
  },
});

export const EvaluationRef = builder.prismaNode('Evaluation', {
  id: { field: 'id' },
  description: 'One judgment of one message.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  select: { id: true },
  fields: (t) => ({
    externalId: t.exposeString('externalId', { description: 'The id that it was sent with, else one made from its content.' }),
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
  description: 'A judgment of a message; it says at least one of rating, success, failureTags, comment and correctedOutput. It may come before its message.',
  fields: (t) => ({
    messageExternalId: t.string({ required: true, description: 'The id that the message was (or will be) sent with.' }),
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
    description: 'Stores up to 5,000 judgments of messages. A bad one is rejected on its own; an evaluation of a message that is not known is kept and waits for it.',
    args: { evaluations: t.arg({ type: [EvaluationInputRef], required: true, description: 'The judgments. Send them as a variable.' }) },
    resolve: async (_root, { evaluations }, { stores, viewer }) => unwrap(await evaluateMessages(stores, viewer.workspaceId, itemsOf(evaluations), new Date())),
  }),
);
