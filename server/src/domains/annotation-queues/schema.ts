import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { uuidKey } from '../../platform/graphql/ids.ts';
import { assertCohort } from '../analytics/load.ts';
import { keyOfNode } from '../../platform/graphql/node-ids.ts';
import { coalesced } from '../../platform/live/coalesce.ts';
import { AnalyticsFilterRef } from '../analytics/schema/filter.ts';
import { deleteQueue, saveQueue, setQueueStatus } from './commands.ts';
import { fillQueue, maxItems, type Filled } from './commands/fill.ts';
import { maxInstructionsLength, maxLeaseMinutes, maxOverlap, maxQueueNameLength } from './ingest.ts';
import { AnnotationQueueRef, AnnotationQueueStatusEnum } from './schema/queue.ts';
import { AnnotationRubricInput } from './schema/rubric.ts';
import './schema/skipped.ts';
import './schema/work.ts';

const noticeEveryMs = 1_000;

const SaveAnnotationQueueInput = builder.inputType('SaveAnnotationQueueInput', {
  description: 'An annotation queue to make or to change.',
  fields: (t) => ({
    id: t.id({ description: 'Global id of the queue to change; absent: a new one is made.' }),
    name: t.string({ required: true, description: `Name of the queue, unique in the workspace, 1 to ${maxQueueNameLength} characters.` }),
    instructions: t.string({ description: `Instructions for the people who judge, at most ${maxInstructionsLength} characters.` }),
    rubric: t.field({ type: AnnotationRubricInput, description: 'Fields of judgments; absent: rating, verdict and correction.' }),
    overlap: t.int({
      description: `Number of people who judge each message, 1 to ${maxOverlap}; absent: 1. It stays once messages were given to people.`,
    }),
    leaseMinutes: t.int({
      description: `Number of minutes for which a message is held for a person, 1 to ${maxLeaseMinutes}; absent: 15.`,
    }),
    isForAll: t.boolean({ description: 'Whether all people of the workspace may judge; absent: true.' }),
    memberIds: t.idList({
      description: 'Global ids of members of the workspace who may judge, where the queue is not for all; at most 500.',
    }),
  }),
});

const FillAnnotationQueueInput = builder.inputType('FillAnnotationQueueInput', {
  description: 'Messages to add to an annotation queue: those named, or answers by a filter.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the queue.' }),
    messageExternalIds: t.stringList({ description: 'Your ids of messages, at most 1,000; absent: by the filter.' }),
    filter: t.field({ type: AnalyticsFilterRef, description: 'Filter of the answers to add; {} for all.' }),
    sampleCount: t.int({
      description: `Largest number of answers to add by the filter, 1 to ${maxItems}; absent: as many as the queue can hold.`,
    }),
    seed: t.int({
      description: 'Seed of a random sample of the answers, 0 to 2147483647: the same seed gives the same sample; absent: the newest.',
    }),
  }),
});

const FilledRef = builder.objectRef<Filled>('FillAnnotationQueueResult').implement({
  description: 'What became of adding messages to an annotation queue.',
  fields: (t) => ({
    queue: t.field({ type: AnnotationQueueRef, description: 'Queue that was filled.', resolve: ({ queue }) => queue }),
    addedCount: t.exposeInt('addedCount', {
      description: 'Number of messages that were added; those that the queue held already, and those that do not exist, are not.',
    }),
    unknownMessageExternalIds: t.exposeStringList('unknownMessageExternalIds', {
      description: 'Ids of `messageExternalIds` that are of no message of the workspace, each once; at most 1,000.',
    }),
  }),
});

const SetAnnotationQueueStatusInput = builder.inputType('SetAnnotationQueueStatusInput', {
  description: 'An annotation queue to open or to close.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the queue.' }),
    status: t.field({ type: AnnotationQueueStatusEnum, required: true, description: 'Whether the queue is to take judgments.' }),
  }),
});

builder.mutationFields((t) => ({
  saveAnnotationQueue: t.prismaField({
    type: AnnotationQueueRef,
    authScopes: { may: 'MANAGE_QUEUES' },
    description: 'Makes an annotation queue, or changes one; messages are added with fillAnnotationQueue. At most 200 a workspace.',
    args: { input: t.arg({ type: SaveAnnotationQueueInput, required: true, description: 'The queue to save.' }) },
    resolve: async (_query, _root, { input: { id, memberIds, ...input } }, { stores, live, viewer }) => {
      const queue = {
        ...input,
        id: typeof id === 'string' ? keyOfNode('AnnotationQueue', id, 'input.id') : null,
        memberIds: (memberIds ?? []).map((memberId, place) => keyOfNode('Member', memberId, `input.memberIds[${place}]`)),
      };
      return unwrap(await saveQueue({ stores, live }, viewer.workspaceId, queue), 'input');
    },
  }),
  fillAnnotationQueue: t.field({
    type: FilledRef,
    authScopes: { may: 'MANAGE_QUEUES' },
    description: `Adds messages to an annotation queue, at its end. A queue holds at most ${maxItems}.`,
    args: { input: t.arg({ type: FillAnnotationQueueInput, required: true, description: 'The messages to add.' }) },
    resolve: async (_root, { input: { id, messageExternalIds, filter, sampleCount, seed } }, { stores, live, viewer }) => {
      await assertCohort(stores.postgres, viewer.workspaceId, filter, 'input.filter');
      const messages = {
        messageExternalIds: messageExternalIds ?? null,
        filter: filter ?? null,
        sampleCount: sampleCount ?? null,
        seed: seed ?? null,
      };
      return unwrap(await fillQueue({ stores, live }, viewer.workspaceId, keyOfNode('AnnotationQueue', id, 'input.id'), messages), 'input');
    },
  }),
  setAnnotationQueueStatus: t.prismaField({
    type: AnnotationQueueRef,
    authScopes: { may: 'MANAGE_QUEUES' },
    description: 'Opens an annotation queue, or closes it: then judgments of messages that lack some become evaluations, too.',
    args: { input: t.arg({ type: SetAnnotationQueueStatusInput, required: true, description: 'Queue to open or to close.' }) },
    resolve: async (_query, _root, { input: { id, status } }, { stores, live, viewer }) => {
      const change = { id: keyOfNode('AnnotationQueue', id, 'input.id'), status, now: new Date() };
      return unwrap(await setQueueStatus({ stores, live }, viewer.workspaceId, change), 'input');
    },
  }),
  deleteAnnotationQueue: t.globalID({
    authScopes: { may: 'MANAGE_QUEUES' },
    description:
      'Deletes an annotation queue and returns its id. Evaluations that the queue has made stay; judgments of open messages are deleted.',
    args: { id: t.arg.globalID({ required: true, for: AnnotationQueueRef, description: 'Global id of the queue.' }) },
    resolve: async (_root, { id }, { stores, live, viewer }) => ({
      type: AnnotationQueueRef,
      id: unwrap(await deleteQueue({ stores, live }, viewer.workspaceId, uuidKey(id.id))),
    }),
  }),
}));

builder.subscriptionField('annotationQueuesChanged', (t) =>
  t.boolean({
    authScopes: { may: 'SEE_QUEUES' },
    description:
      'A notice each time when annotation queues, or the people and messages of queues, changed, at most once a second; always true.',
    extensions: { sharing: 'state' },
    subscribe: (_root, _args, { live, viewer }) =>
      coalesced(live, 'annotationQueues.changed', viewer.workspaceId, { everyMs: noticeEveryMs }) as AsyncIterable<unknown>,
    resolve: () => true,
  }),
);
