import { builder } from '../../../platform/graphql/builder.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import {
  ask,
  branchConversation,
  deleteConversation,
  rateTurn,
  retryTurn,
  setAssistantSettings,
  settleCard,
  showTurn,
  stopTurn,
  undoCard,
  updateConversation,
} from '../commands.ts';
import { placeOfAsked } from '../commands/place.ts';
import { AssistantConversationRef } from './conversation.ts';
import {
  AskAssistantInput,
  AssistantSettingsInput,
  BranchAssistantConversationInput,
  RateAssistantTurnInput,
  RetryAssistantTurnInput,
  SettleAssistantProposalInput,
  UndoAssistantProposalInput,
  UpdateAssistantConversationInput,
} from './input.ts';
import { AssistantSettingsRef } from './queries.ts';
import { AssistantTurnRef } from './turn.ts';

builder.mutationFields((t) => ({
  askAssistant: t.prismaField({
    type: AssistantTurnRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description:
      'Asks the assistant, and returns the turn that has begun: its answer comes by the subscription `assistantTurn`. The operation of each tool runs with the permissions of the viewer.',
    args: { input: t.arg({ type: AskAssistantInput, required: true, description: 'What is asked.' }) },
    resolve: async (query, _root, { input: { assistantConversationId, insteadOfTurnId, ...input } }, context, { schema }) => {
      const full = { ...context, schema };
      const place = unwrap(
        await placeOfAsked(full, {
          conversationId: assistantConversationId == null ? null : uuidKey(assistantConversationId.id),
          insteadOfTurnId: insteadOfTurnId == null ? null : uuidKey(insteadOfTurnId.id),
        }),
      );
      const id = unwrap(await ask(full, place, input as never, new Date()), 'input');
      return context.stores.prisma.assistantTurn.findUniqueOrThrow({ ...query, where: { id, workspaceId: context.viewer.workspaceId } });
    },
  }),
  retryAssistantTurn: t.prismaField({
    type: AssistantTurnRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description: 'Asks the same again in place of a turn, which stays as another version, and returns the new turn.',
    args: { input: t.arg({ type: RetryAssistantTurnInput, required: true, description: 'The turn to ask again.' }) },
    resolve: async (query, _root, { input: { turnId, model } }, context, { schema }) => {
      const id = unwrap(await retryTurn({ ...context, schema }, { turnId: uuidKey(turnId.id), model: model ?? null }, new Date()), 'input');
      return context.stores.prisma.assistantTurn.findUniqueOrThrow({ ...query, where: { id, workspaceId: context.viewer.workspaceId } });
    },
  }),
  stopAssistantTurn: t.prismaField({
    type: AssistantTurnRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description:
      'Stops an own turn of the assistant that runs, and returns the turn; its end comes by the subscription. One that has ended stays as it is.',
    args: { id: t.arg.globalID({ required: true, for: AssistantTurnRef, description: 'Global id of the turn.' }) },
    resolve: async (query, _root, { id }, context, { schema }) => {
      const stopped = unwrap(await stopTurn({ ...context, schema }, uuidKey(id.id)));
      return context.stores.prisma.assistantTurn.findUniqueOrThrow({
        ...query,
        where: { id: stopped, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  showAssistantTurn: t.prismaField({
    type: AssistantConversationRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description: 'Shows another version of an own turn with what followed it, and returns the conversation.',
    args: { id: t.arg.globalID({ required: true, for: AssistantTurnRef, description: 'Global id of the turn.' }) },
    resolve: async (query, _root, { id }, context, { schema }) => {
      const shown = unwrap(await showTurn({ ...context, schema }, uuidKey(id.id)));
      return context.stores.prisma.assistantConversation.findUniqueOrThrow({
        ...query,
        where: { id: shown, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  rateAssistantTurn: t.prismaField({
    type: AssistantTurnRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description:
      'Rates an own turn of the assistant, or takes the rating back, and returns the turn. Where turns are traces, the trace has the rating, too.',
    args: { input: t.arg({ type: RateAssistantTurnInput, required: true, description: 'The rating of the turn.' }) },
    resolve: async (query, _root, { input: { turnId, rating, comment } }, context, { schema }) => {
      const asked = { turnId: uuidKey(turnId.id), rating: rating ?? null, comment: comment ?? null };
      const id = unwrap(await rateTurn({ ...context, schema }, asked), 'input');
      return context.stores.prisma.assistantTurn.findUniqueOrThrow({ ...query, where: { id, workspaceId: context.viewer.workspaceId } });
    },
  }),
  settleAssistantProposal: t.prismaField({
    type: AssistantTurnRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description:
      'Confirms or declines a change that the assistant proposed in an own turn, and returns the turn, whose proposal has the outcome. The change is made with the permissions of the viewer, when all is still as the card shows it; the audit trail has it as made by the assistant for the viewer.',
    args: { input: t.arg({ type: SettleAssistantProposalInput, required: true, description: 'The decision about the proposal.' }) },
    resolve: async (query, _root, { input: { turnId, ...input } }, context, { schema }) => {
      const id = unwrap(await settleCard({ ...context, schema }, { turnId: uuidKey(turnId.id), ...input }, new Date()), 'input');
      return context.stores.prisma.assistantTurn.findUniqueOrThrow({ ...query, where: { id, workspaceId: context.viewer.workspaceId } });
    },
  }),
  undoAssistantProposal: t.prismaField({
    type: AssistantTurnRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description: 'Takes back a change that was made through the assistant in an own turn, and returns the turn.',
    args: { input: t.arg({ type: UndoAssistantProposalInput, required: true, description: 'The change to take back.' }) },
    resolve: async (query, _root, { input: { turnId, proposalId } }, context, { schema }) => {
      const id = unwrap(await undoCard({ ...context, schema }, { turnId: uuidKey(turnId.id), proposalId }), 'input');
      return context.stores.prisma.assistantTurn.findUniqueOrThrow({ ...query, where: { id, workspaceId: context.viewer.workspaceId } });
    },
  }),
  updateAssistantConversation: t.prismaField({
    type: AssistantConversationRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description: 'Changes title, model or sharing of an own conversation with the assistant, and returns the conversation.',
    args: { input: t.arg({ type: UpdateAssistantConversationInput, required: true, description: 'The change of the conversation.' }) },
    resolve: async (query, _root, { input: { id, ...change } }, context) => {
      const changed = unwrap(await updateConversation(context, uuidKey(id.id), change), 'input');
      return context.stores.prisma.assistantConversation.findUniqueOrThrow({
        ...query,
        where: { id: changed, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  branchAssistantConversation: t.prismaField({
    type: AssistantConversationRef,
    authScopes: { may: 'ASK_ASSISTANT' },
    description:
      'Makes an own conversation from the turns of an own or a shared one up to a turn, results included, and returns the new conversation.',
    args: { input: t.arg({ type: BranchAssistantConversationInput, required: true, description: 'Where the conversation is branched.' }) },
    resolve: async (query, _root, { input: { turnId } }, context) => {
      const id = unwrap(await branchConversation(context, uuidKey(turnId.id), new Date()));
      return context.stores.prisma.assistantConversation.findUniqueOrThrow({
        ...query,
        where: { id, workspaceId: context.viewer.workspaceId },
      });
    },
  }),
  deleteAssistantConversation: t.globalID({
    authScopes: { may: 'ASK_ASSISTANT' },
    description: 'Deletes an own conversation with the assistant with its turns and results, and returns its id.',
    args: { id: t.arg.globalID({ required: true, for: AssistantConversationRef, description: 'Global id of the conversation.' }) },
    resolve: async (_root, { id }, context) => ({
      type: AssistantConversationRef,
      id: unwrap(await deleteConversation(context, uuidKey(id.id))),
    }),
  }),
  setAssistantSettings: t.field({
    type: AssistantSettingsRef,
    authScopes: { may: 'EDIT_CONNECTIONS' },
    description: 'Sets how the assistant works in the workspace.',
    args: { input: t.arg({ type: AssistantSettingsInput, required: true, description: 'The settings to set.' }) },
    resolve: (_root, { input }, context) => setAssistantSettings(context, input),
  }),
}));
