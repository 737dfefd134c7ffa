import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { numberKey } from '../../../platform/graphql/ids.ts';
import type { AssignmentState as AssignmentStateName } from '../types.ts';

export const QueueAssignmentState = describedEnum<AssignmentStateName>(
  'QueueAssignmentState',
  'What a person has done with a message of an annotation queue.',
  {
    LEASED: 'The message is with the person.',
    SUBMITTED: 'The person has judged the message, and the judgment counts.',
    SKIPPED: 'The person has left the message to others.',
    EXTRA: 'The person judged the message after others had taken it over; the judgment does not count.',
  },
);

const QueueChoiceRef = builder.objectRef<{ readonly field: string; readonly value: string }>('QueueChoice').implement({
  description: "Value that was chosen of a field of a queue's rubric.",
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Name of the field.' }),
    value: t.exposeString('value', { description: 'Value that was chosen.' }),
  }),
});

export const choicesOf = (choices: unknown): { field: string; value: string }[] =>
  Object.entries(choices as Record<string, string>).map(([field, value]) => ({ field, value }));

const QueueJudgmentRef = builder.prismaObject('AnnotationQueueAssignment', {
  variant: 'QueueJudgment',
  description: 'Judgment of a message of an annotation queue by one person.',
  fields: (t) => ({
    annotator: t.exposeString('annotatorName', { description: 'Name of the person, or of the key.' }),
    state: t.expose('state', { type: QueueAssignmentState, description: 'What the person has done with the message.' }),
    rating: t.exposeInt('rating', { nullable: true, description: 'Rating from 1 (worst) to 5 (best); null: none.' }),
    success: t.exposeBoolean('success', { nullable: true, description: 'Verdict of success or failure; null: none.' }),
    failureTags: t.exposeStringList('failureTags', { description: 'Kinds of failure that the person gives.' }),
    correctedOutput: t.exposeString('correctedOutput', {
      nullable: true,
      description: 'Text that the message should have had; null: none.',
    }),
    comment: t.exposeString('comment', { nullable: true, description: 'Comment of the person; null: none.' }),
    choices: t.field({
      type: [QueueChoiceRef],
      description: "Values chosen of the rubric's fields.",
      resolve: ({ choices }) => choicesOf(choices),
    }),
    skipReason: t.exposeString('skipReason', { nullable: true, description: 'Reason why the message was skipped; null: none was given.' }),
    isRevised: t.exposeBoolean('isRevised', {
      description: 'Whether the judgment was changed after those of others could be seen: it counts, and is left out of the agreement.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the judgment or of skipping; null: neither yet.',
    }),
  }),
});

export { QueueChoiceRef };

export const QueueItemRef = builder.prismaNode('AnnotationQueueItem', {
  id: { field: 'id' },
  nullable: true,
  description: 'A message that an annotation queue holds.',
  findUnique: (id, { viewer }) => ({ id: numberKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    position: t.exposeInt('position', { description: 'Place of the message in the queue, from 0.' }),
    message: t.relation('message', { authScopes: { may: 'READ' }, description: 'Message that is judged.' }),
    submittedCount: t.exposeInt('submittedCount', { description: 'Number of judgments of the message that count.' }),
    completedAt: t.expose('completedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the judgments became evaluations: the last one came, or the queue was closed. null: the message is open.',
    }),
    judgments: t.field({
      type: [QueueJudgmentRef],
      description: 'Judgments of the message, first first; none while the message is open, so that no annotator sees those of others.',
      authScopes: { may: 'READ' },
      resolve: async ({ id, completedAt }, _args, { stores, viewer }) =>
        completedAt === null
          ? []
          : stores.prisma.annotationQueueAssignment.findMany({
              where: { itemId: id, workspaceId: viewer.workspaceId, state: { in: ['SUBMITTED', 'EXTRA'] } },
              orderBy: { id: 'asc' },
            }),
    }),
  }),
});
