import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { spenderOf } from '../../model-connections/load.ts';
import { branchOf } from '../load/turns.ts';
import { readableBy } from '../load.ts';
import { maxTurns } from '../types.ts';
import { AssistantTurnRef } from './turn.ts';

export const AssistantConversationRef = builder.prismaNode('AssistantConversation', {
  id: { field: 'id' },
  nullable: true,
  description: 'A conversation of a person with the assistant. It is its person’s alone, or shared with the workspace to be read.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), ...readableBy(viewer) }),
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Title of the conversation: the first line that was asked, until another is set.' }),
    model: t.exposeString('model', {
      nullable: true,
      description:
        'Language model "connection/model" that the conversation names; null: that of the person, the workspace or the environment.',
    }),
    isShared: t.exposeBoolean('isShared', {
      description: 'Whether every viewer of the workspace may read the conversation, results included.',
    }),
    isOwn: t.boolean({
      description: 'Whether the conversation is the viewer’s own: only then can it be changed, and be asked in.',
      select: { owner: true },
      resolve: ({ owner }, _args, { viewer }) => owner === spenderOf(viewer),
    }),
    ownerName: t.exposeString('ownerName', { description: 'Name of the person whose conversation it is, as of its beginning.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the conversation began.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'Time of the last turn that was begun.' }),
    turns: t.field({
      type: [AssistantTurnRef],
      description: `Turns of the branch that is shown, from the first on; at most ${maxTurns}, the last ones.`,
      complexity: { multiplier: 10 },
      select: { headTurnId: true, workspaceId: true },
      resolve: ({ headTurnId, workspaceId }, _args, { stores }) => branchOf(stores, workspaceId, headTurnId),
    }),
    turnCount: t.int({
      description: 'Number of turns of all branches.',
      select: { _count: { select: { turns: true } } },
      resolve: ({ _count }) => _count.turns,
    }),
  }),
});
