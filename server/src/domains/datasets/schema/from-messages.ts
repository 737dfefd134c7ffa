import { assertCohort } from '../../analytics/load.ts';
import { AnalyticsFilterRef } from '../../analytics/schema/filter.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import { addMessages, maxMessages, type FromMessagesOutcome } from '../commands/from-messages.ts';
import { makerOf } from '../commands.ts';
import { checkComment, checkSplit, maxCommentLength } from '../ingest.ts';
import { maxSplitLength } from '../ingest/row.ts';
import type { MessageTarget } from '../pure/message-row.ts';
import { DatasetVersionRef } from './version.ts';

const TargetEnum = describedEnum<MessageTarget>('DatasetTarget', 'What rows made of messages want of a model.', {
  ANSWER: 'The correction by people, else the answer in production.',
  CORRECTION: 'The correction by people; messages without one are left out.',
  PROMPT: 'Nothing: rows end with the turn before the answer, and have the correction as expected output where there is one.',
});

const DatasetFromMessagesInput = builder.inputType('DatasetFromMessagesInput', {
  description: 'Answers in production to add to a dataset as rows; one of filter, messageExternalIds and queueId is given.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'Global id of the dataset.' }),
    filter: t.field({
      type: AnalyticsFilterRef,
      description: 'Filter of the answers, such as those that failed or are of a topic; {} for all.',
    }),
    messageExternalIds: t.stringList({ description: 'Your ids of answers, at most 1,000.' }),
    queueId: t.id({ description: 'Global id of an annotation queue, whose judged messages are taken.' }),
    sampleCount: t.int({ description: `Largest number of answers, 1 to ${maxMessages}; absent: ${maxMessages}.` }),
    seed: t.int({
      description: 'Seed of a random sample by the filter, 0 to 2147483647: the same seed gives the same sample; absent: the newest.',
    }),
    target: t.field({ type: TargetEnum, description: 'What the rows want of a model; absent: ANSWER.' }),
    split: t.string({ description: `Split of the rows, 1 to ${maxSplitLength} characters; absent: in none.` }),
    comment: t.string({ description: `Comment on the version, at most ${maxCommentLength} characters.` }),
  }),
});

const OutcomeRef = builder.objectRef<FromMessagesOutcome>('DatasetFromMessagesResult').implement({
  description: 'What became of adding answers to a dataset.',
  fields: (t) => ({
    version: t.prismaField({
      type: DatasetVersionRef,
      description: 'Version with the new rows.',
      resolve: (query, { version }, _args, { stores, viewer }) =>
        stores.prisma.datasetVersion.findUniqueOrThrow({ ...query, where: { id: version.id, workspaceId: viewer.workspaceId } }),
    }),
    addedCount: t.exposeInt('addedCount', { description: 'Number of rows that were added.' }),
    duplicateCount: t.exposeInt('duplicateCount', {
      description: 'Number of answers left out since the dataset has them, or another row of the call has the same content.',
    }),
    leftOutCount: t.exposeInt('leftOutCount', {
      description:
        'Number of answers left out without a turn of a user before, without a correction where one is wanted, not fitting the schemas, or too large.',
    }),
  }),
});

builder.mutationField('datasetFromMessages', (t) =>
  t.field({
    type: OutcomeRef,
    authScopes: { may: 'EDIT_DATASETS' },
    description: `Adds answers in production to a dataset as chats, with the turns before each, as its next version; at most ${maxMessages} a call. Texts are masked by the present data policy, and exact duplicates are left out.`,
    args: { input: t.arg({ type: DatasetFromMessagesInput, required: true, description: 'The answers to add.' }) },
    resolve: async (_root, { input }, { stores, live, viewer }) => {
      const { id, filter, messageExternalIds, queueId, sampleCount, seed, target, split, comment } = input;
      const place = { workspaceId: viewer.workspaceId, datasetId: keyOfNode('Dataset', id, 'input.id') };
      await assertCohort(stores.postgres, viewer.workspaceId, filter, 'input.filter');
      const wanted = {
        filter: filter ?? null,
        messageExternalIds: messageExternalIds ?? null,
        queueId: typeof queueId === 'string' ? keyOfNode('AnnotationQueue', queueId, 'input.queueId') : null,
        sampleCount: sampleCount ?? null,
        seed: seed ?? null,
        target: target ?? 'ANSWER',
        ...unwrap(checkSplit(split), 'input'),
      } as const;
      const words = { ...unwrap(checkComment(comment), 'input'), createdBy: makerOf(viewer) };
      return unwrap(await addMessages({ stores, live }, place, wanted, words), 'input');
    },
  }),
);
