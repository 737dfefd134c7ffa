import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { checkItems, putSkippedBack, type PutBack } from '../commands/put-back.ts';
import { skippedCountOfQueue } from '../loaders.ts';
import { skippedItems, type SkippedItem } from '../queries/skipped.ts';
import { QueueItemRef } from './item.ts';
import { AnnotationQueueRef } from './queue.ts';

const mostSkipped = 200;

const QueueSkipRef = builder.objectRef<SkippedItem['skips'][number]>('QueueSkip').implement({
  description: 'Who has skipped a message of an annotation queue.',
  fields: (t) => ({
    annotator: t.exposeString('annotator', { description: 'Name of the person, or of the key.' }),
    reason: t.exposeString('reason', { nullable: true, description: 'Reason why the message was skipped; null: none was given.' }),
  }),
});

const QueueSkippedItemRef = builder.objectRef<SkippedItem>('QueueSkippedItem').implement({
  description: 'A message of an annotation queue that everyone who judges there has skipped or judged, and that still lacks judgments.',
  fields: (t) => ({
    skips: t.field({ type: [QueueSkipRef], description: 'Who has skipped the message, first first.', resolve: ({ skips }) => skips }),
    item: t.prismaField({
      type: QueueItemRef,
      nullable: true,
      description: 'The message in its queue; null: it was deleted meanwhile.',
      resolve: (query, { itemId }, _args, { stores, viewer }) =>
        stores.prisma.annotationQueueItem.findUnique({ ...query, where: { id: BigInt(itemId), workspaceId: viewer.workspaceId } }),
    }),
  }),
});

builder.prismaObjectFields('AnnotationQueue', (t) => ({
  skippedByAllCount: t.int({
    description:
      'Number of messages that lack judgments and that no one is left to judge: skipped by at least one person, and skipped or judged by all who judge in the queue.',
    resolve: ({ id }, _args, context) => skippedCountOfQueue(context).load(id),
  }),
  skippedByAll: t.field({
    type: [QueueSkippedItemRef],
    authScopes: { may: 'READ' },
    description: `Messages that are skipped by all, in the order of the queue; at most ${mostSkipped}.`,
    args: { first: t.arg.int({ defaultValue: 20, description: `Largest number of messages, 1 to ${mostSkipped}.` }) },
    resolve: ({ id }, { first }, { stores, viewer }) => {
      const limit = Math.min(mostSkipped, Math.max(1, first ?? 20));
      return skippedItems(stores.postgres, { workspaceId: viewer.workspaceId, queueId: id, limit });
    },
  }),
}));

const PutBackInput = builder.inputType('PutSkippedBackInput', {
  description: 'Messages of an annotation queue, skipped by all, that are to be given to people once more.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the queue.' }),
    queueItemIds: t.idList({ description: 'Global ids of the messages in the queue, at most 1,000; absent: all that are skipped by all.' }),
  }),
});

const PutBackRef = builder.objectRef<PutBack>('PutSkippedBackResult').implement({
  description: 'What became of putting skipped messages back.',
  fields: (t) => ({
    queue: t.field({ type: AnnotationQueueRef, description: 'The queue after the change.', resolve: ({ queue }) => queue }),
    putBackCount: t.exposeInt('count', { description: 'Number of messages that are given to people once more.' }),
  }),
});

builder.mutationField('putSkippedBack', (t) =>
  t.field({
    type: PutBackRef,
    authScopes: { may: 'MANAGE_QUEUES' },
    description:
      'Puts messages of an annotation queue that are skipped by all back: their skips are forgotten, and they are given out again.',
    args: { input: t.arg({ type: PutBackInput, required: true, description: 'Messages to put back.' }) },
    resolve: async (_root, { input: { id, queueItemIds } }, { stores, live, viewer }) => {
      const itemIds = queueItemIds?.map((item, place) => keyOfNode('AnnotationQueueItem', item, `input.queueItemIds[${place}]`)) ?? null;
      unwrap(await checkItems(stores, viewer.workspaceId, itemIds ?? []), 'input');
      const back = { itemIds, id: keyOfNode('AnnotationQueue', id, 'input.id') };
      return unwrap(await putSkippedBack({ stores, live }, viewer.workspaceId, back), 'input');
    },
  }),
);
