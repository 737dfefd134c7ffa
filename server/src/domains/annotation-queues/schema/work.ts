import { builder } from '../../../platform/graphql/builder.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { skipItem, submitItem, undoLast } from '../commands/annotate.ts';
import { leaseNext } from '../commands/lease.ts';
import { maxSkipReasonLength } from '../ingest.ts';
import { QueueTaskRef } from './task.ts';

const LeaseQueueItemInput = builder.inputType('LeaseQueueItemInput', {
  description: 'The annotation queue of which a message is to be judged.',
  fields: (t) => ({
    queueId: t.id({ required: true, description: 'Global id of the queue.' }),
    takesOver: t.boolean({
      description:
        'Whether to take over a message that another holds, where no other is left; the judgment of the other is then kept beside.',
    }),
  }),
});

const QueueChoiceInput = builder.inputType('QueueChoiceInput', {
  description: "A value of a field of the queue's rubric.",
  fields: (t) => ({
    field: t.string({ required: true, description: 'Name of the field.' }),
    value: t.string({ required: true, description: 'Value that is chosen, one of those offered.' }),
  }),
});

const SubmitQueueItemInput = builder.inputType('SubmitQueueItemInput', {
  description: 'Judgment of a message of an annotation queue, with at least one field.',
  fields: (t) => ({
    queueItemId: t.id({ required: true, description: 'Global id of the message in its queue.' }),
    rating: t.int({ description: 'Rating from 1 (worst) to 5 (best).' }),
    success: t.boolean({ description: 'Verdict of success or failure.' }),
    failureTags: t.stringList({ description: 'Kinds of failure; at most 100 tags of 1 to 512 characters.' }),
    correctedOutput: t.string({ description: 'Text that the message should have had, at most 1 MiB.' }),
    comment: t.string({ description: 'Comment, at most 1 MiB.' }),
    choices: t.field({ type: [QueueChoiceInput], description: "Values of the rubric's fields." }),
  }),
});

const SkipQueueItemInput = builder.inputType('SkipQueueItemInput', {
  description: 'A message of an annotation queue to leave to others.',
  fields: (t) => ({
    queueItemId: t.id({ required: true, description: 'Global id of the message in its queue.' }),
    reason: t.string({ description: `Reason for skipping, at most ${maxSkipReasonLength} characters.` }),
  }),
});

const UndoQueueItemInput = builder.inputType('UndoQueueItemInput', {
  description: 'The annotation queue whose last judgment or skip of the viewer is taken back.',
  fields: (t) => ({ queueId: t.id({ required: true, description: 'Global id of the queue.' }) }),
});

const taskOf = ({ stores, viewer }: Context, query: object, id: string) =>
  stores.prisma.annotationQueueAssignment.findUniqueOrThrow({ ...query, where: { id: BigInt(id), workspaceId: viewer.workspaceId } });

builder.mutationFields((t) => ({
  leaseQueueItem: t.prismaField({
    type: QueueTaskRef,
    nullable: true,
    authScopes: { may: 'REVIEW' },
    description:
      'Gives the viewer the message of an annotation queue to judge next, and holds it: the one that it holds already, for longer, else the next that has a place free. null: there is none now; others may hold some.',
    args: { input: t.arg({ type: LeaseQueueItemInput, required: true, description: 'Queue to judge a message of.' }) },
    resolve: async (query, _root, { input: { queueId, takesOver } }, context) => {
      const id = unwrap(
        await leaseNext({ ...context, now: new Date() }, keyOfNode('AnnotationQueue', queueId, 'input.queueId'), takesOver === true),
        'input',
      );
      return id === null ? null : taskOf(context, query, id);
    },
  }),
  submitQueueItem: t.prismaField({
    type: QueueTaskRef,
    authScopes: { may: 'REVIEW' },
    description:
      'Stores the judgment of a message by the viewer who holds it. Once as many people as the overlap asks for have judged the message, the judgments become evaluations, which numbers count as one.',
    args: { input: t.arg({ type: SubmitQueueItemInput, required: true, description: 'Judgment to store.' }) },
    resolve: async (query, _root, { input: { queueItemId, ...judgment } }, context) => {
      const key = keyOfNode('AnnotationQueueItem', queueItemId, 'input.queueItemId');
      return taskOf(context, query, unwrap(await submitItem({ ...context, now: new Date() }, key, judgment), 'input'));
    },
  }),
  skipQueueItem: t.prismaField({
    type: QueueTaskRef,
    authScopes: { may: 'REVIEW' },
    description: 'Leaves a message of an annotation queue that the viewer holds to others; the viewer is not given it again.',
    args: { input: t.arg({ type: SkipQueueItemInput, required: true, description: 'Message to skip, and why.' }) },
    resolve: async (query, _root, { input: { queueItemId, reason } }, context) => {
      const key = keyOfNode('AnnotationQueueItem', queueItemId, 'input.queueItemId');
      return taskOf(context, query, unwrap(await skipItem({ ...context, now: new Date() }, key, reason), 'input'));
    },
  }),
  undoQueueItem: t.prismaField({
    type: QueueTaskRef,
    authScopes: { may: 'REVIEW' },
    description:
      'Gives the viewer the message of an annotation queue back that was judged or skipped last, with the judgment. A message that was complete is open again.',
    args: { input: t.arg({ type: UndoQueueItemInput, required: true, description: 'Queue to judge a message of.' }) },
    resolve: async (query, _root, { input: { queueId } }, context) => {
      const key = keyOfNode('AnnotationQueue', queueId, 'input.queueId');
      return taskOf(context, query, unwrap(await undoLast({ ...context, now: new Date() }, key), 'input'));
    },
  }),
}));
