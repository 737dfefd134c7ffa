import { lastChangeField } from '../../audit/schema/last-change.ts';
import { judgeIdOf } from '../../evaluations/load.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { globalId, uuidKey } from '../../../platform/graphql/ids.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { isPermitted } from '../../../platform/permissions.ts';
import { rubricOf, visibleTo } from '../load.ts';
import { agreementsOfQueue, countsOfQueue, progressOfQueue } from '../loaders.ts';
import { disagreementsOfQueue, pairsOfQueue } from '../queries/agreement.ts';
import type { AnnotatorProgress } from '../queries/progress.ts';
import type { AnnotationQueueStatus as StatusName } from '../types.ts';
import { AnnotatorPairRef, QueueAgreementRef } from './agreement.ts';
import { QueueItemRef } from './item.ts';
import { AnnotationRubricRef } from './rubric.ts';

const mostDisagreements = 200;

export const AnnotationQueueStatusEnum = describedEnum<StatusName>(
  'AnnotationQueueStatus',
  'Whether an annotation queue takes judgments.',
  {
    OPEN: 'Messages are given to people.',
    CLOSED: 'The queue takes no judgments, and all judgments are evaluations.',
  },
);

const QueueProgressRef = builder.objectRef<AnnotatorProgress>('QueueProgress').implement({
  description: 'How far one person of an annotation queue is.',
  fields: (t) => ({
    annotator: t.exposeString('name', { description: 'Name of the person, or of the key.' }),
    isViewer: t.boolean({
      description: 'Whether the person is the viewer.',
      resolve: ({ annotator }, _args, { viewer }) => annotator === judgeIdOf(viewer),
    }),
    submittedCount: t.exposeInt('submittedCount', { description: 'Number of judgments of the person that count.' }),
    skippedCount: t.exposeInt('skippedCount', { description: 'Number of messages that the person has left to others.' }),
    extraCount: t.exposeInt('extraCount', { description: 'Number of judgments of the person that came too late to count.' }),
    heldCount: t.exposeInt('heldCount', { description: 'Number of messages that are held for the person now.' }),
    freeAt: t.expose('freeAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the first of the held messages comes free; null: none is held.',
    }),
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the last judgment or skip of the person; null: none yet.',
    }),
  }),
});

const QueueDisagreementRef = builder.objectRef<{ readonly itemId: string; readonly disagreement: number }>('QueueDisagreement').implement({
  description: 'A message of an annotation queue on which people differ.',
  fields: (t) => ({
    disagreement: t.exposeFloat('disagreement', {
      description: 'Mean over pairs of judgments of how far ratings, verdicts and failure tags differ, 0 (not at all) to 1.',
    }),
    item: t.prismaField({
      type: QueueItemRef,
      nullable: true,
      description: 'The message with its judgments; null: it was deleted meanwhile.',
      resolve: (query, { itemId }, _args, { stores, viewer }) =>
        stores.prisma.annotationQueueItem.findUnique({ ...query, where: { id: BigInt(itemId), workspaceId: viewer.workspaceId } }),
    }),
  }),
});

export const AnnotationQueueRef = builder.prismaNode('AnnotationQueue', {
  id: { field: 'id' },
  nullable: true,
  description:
    'Messages that people judge one by one, by one rubric; each message is judged by several people where the overlap is above 1, independently of each other.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the queue, unique in the workspace.' }),
    instructions: t.exposeString('instructions', { description: 'Instructions for the people who judge; may be empty.' }),
    rubric: t.field({ type: AnnotationRubricRef, description: 'Fields that a judgment may have.', resolve: (queue) => rubricOf(queue) }),
    overlap: t.exposeInt('overlap', { description: 'Number of people who judge each message.' }),
    leaseMinutes: t.exposeInt('leaseMinutes', {
      description: 'Number of minutes for which a message is held for the person who was given it.',
    }),
    isForAll: t.exposeBoolean('isForAll', {
      description: 'Whether all people of the workspace may judge; else the members of the queue, and who manages queues.',
    }),
    status: t.expose('status', { type: AnnotationQueueStatusEnum, description: 'Whether the queue takes judgments.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the queue was made.' }),
    memberIds: t.field({
      type: ['ID'],
      authScopes: { may: 'READ_MEMBERS' },
      description: 'Global ids of the members of the workspace who may judge, where the queue is not for all; at most 500.',
      resolve: async ({ id }, _args, { stores, viewer }) => {
        const { workspaceId } = viewer;
        const where = { workspaceId, person: { queueMemberships: { some: { queueId: id } } } };
        const members = await stores.prisma.member.findMany({ where, select: { id: true }, orderBy: { id: 'asc' } });
        return members.map((member) => globalId('Member', member.id));
      },
    }),
    itemCount: t.int({
      description: 'Number of messages that the queue holds.',
      resolve: async ({ id }, _args, context) => (await countsOfQueue(context).load(id)).itemCount,
    }),
    completedCount: t.int({
      description:
        'Number of messages that are complete: judged by as many people as the overlap asks for, or judged when the queue was closed.',
      resolve: async ({ id }, _args, context) => (await countsOfQueue(context).load(id)).completedCount,
    }),
    submittedCount: t.int({
      description: 'Number of judgments that count, of all messages.',
      resolve: async ({ id }, _args, context) => (await countsOfQueue(context).load(id)).submittedCount,
    }),
    progress: t.field({
      type: [QueueProgressRef],
      description: 'How far each person is who was given a message, most judgments first.',
      resolve: ({ id }, _args, context) => progressOfQueue(context).load(id),
    }),
    mayJudge: t.boolean({
      description: 'Whether the viewer may judge messages of the queue, while it is open.',
      resolve: async ({ id, isForAll }, _args, { stores, viewer }) => {
        if (isForAll || isPermitted(viewer, 'MANAGE_QUEUES')) return true;
        if (viewer.person === null) return false;
        const key = { queueId_personId: { queueId: id, personId: viewer.person.id } };
        return (await stores.prisma.annotationQueueMember.findUnique({ where: key, select: { queueId: true } })) !== null;
      },
    }),
    agreement: t.field({
      type: [QueueAgreementRef],
      authScopes: { may: 'READ' },
      description:
        'How far people agree on each field, over complete messages that two or more judged; ratings as ordered values and as numbers.',
      resolve: ({ id }, _args, context) => agreementsOfQueue(context).load(id),
    }),
    pairs: t.field({
      type: [AnnotatorPairRef],
      authScopes: { may: 'READ' },
      description: 'How far pairs of people agree who judged the same complete messages, most messages first; at most 100.',
      resolve: ({ id }, _args, { stores, viewer }) => pairsOfQueue(stores.postgres, { workspaceId: viewer.workspaceId, queueId: id }),
    }),
    disagreements: t.field({
      type: [QueueDisagreementRef],
      authScopes: { may: 'READ' },
      description: `Complete messages on which people differ, most first; at most ${mostDisagreements}.`,
      args: { first: t.arg.int({ defaultValue: 20, description: `Largest number of messages, 1 to ${mostDisagreements}.` }) },
      resolve: ({ id }, { first }, { stores, viewer }) => {
        const limit = Math.min(mostDisagreements, Math.max(1, first ?? 20));
        return disagreementsOfQueue(stores.postgres, { workspaceId: viewer.workspaceId, queueId: id, limit });
      },
    }),
  }),
});

builder.prismaObjectField('AnnotationQueue', 'lastChange', (t) =>
  t.field({ ...lastChangeField('AnnotationQueue', 'annotation queue', ({ id }: { id: string }) => id), authScopes: { may: 'READ' } }),
);

builder.queryFields((t) => ({
  annotationQueues: t.prismaField({
    type: [AnnotationQueueRef],
    authScopes: { may: 'SEE_QUEUES' },
    description: 'Annotation queues of the workspace by name; for reviewers those that they may judge. At most 200.',
    resolve: (query, _root, _args, { stores, viewer }) =>
      stores.prisma.annotationQueue.findMany({ ...query, where: visibleTo(viewer), orderBy: { name: 'asc' } }),
  }),
  annotationQueue: t.prismaField({
    type: AnnotationQueueRef,
    nullable: true,
    authScopes: { may: 'SEE_QUEUES' },
    description: 'One annotation queue; null: there is none of this id, or it is not for the viewer.',
    args: { id: t.arg.id({ required: true, description: 'Global id of the queue.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.annotationQueue.findFirst({ ...query, where: { id: keyOfNode('AnnotationQueue', id, 'id'), ...visibleTo(viewer) } }),
  }),
}));
