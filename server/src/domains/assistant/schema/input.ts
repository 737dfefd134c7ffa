import { builder } from '../../../platform/graphql/builder.ts';
import { maxAskedLength, maxTitleLength } from '../types.ts';
import { AssistantConversationRef } from './conversation.ts';
import { AssistantRatingRef } from './enums.ts';
import { AssistantTurnRef } from './turn.ts';

const AssistantPlaceInput = builder.inputType('AssistantPlaceInput', {
  description: 'What the person looks at. It is shown to the model as data.',
  fields: (t) => ({
    path: t.string({ required: true, description: 'Path and search of the page, beginning with "/", at most 2,000 characters.' }),
    title: t.string({ description: 'Title of the page.' }),
    details: t.field({
      type: 'JSON',
      description: 'What is selected there, such as a range of time: an object of at most 4,000 bytes of JSON.',
    }),
  }),
});

export const AskAssistantInput = builder.inputType('AskAssistantInput', {
  description: 'What is asked of the assistant.',
  fields: (t) => ({
    text: t.string({
      required: true,
      description: `Text that is asked, 1 to ${maxAskedLength} characters. One that begins with a slash is a command: "/tool operation name=value".`,
    }),
    assistantConversationId: t.globalID({
      for: AssistantConversationRef,
      description: 'Global id of an own conversation; absent: a new one is made.',
    }),
    insteadOfTurnId: t.globalID({
      for: AssistantTurnRef,
      description:
        'Global id of an own turn in whose place the text is asked: the turn is edited, and stays as another version. The conversation is that of the turn.',
    }),
    model: t.string({
      description:
        'Language model "connection/model" for this turn; absent: that of the conversation, else of the person, of the workspace, of the environment.',
    }),
    place: t.field({ type: AssistantPlaceInput, description: 'What the person looks at; absent: nothing.' }),
  }),
});

export const RetryAssistantTurnInput = builder.inputType('RetryAssistantTurnInput', {
  description: 'The turn to ask again.',
  fields: (t) => ({
    turnId: t.globalID({ required: true, for: AssistantTurnRef, description: 'Global id of an own turn.' }),
    model: t.string({ description: 'Language model "connection/model" to ask this time; absent: that of the conversation.' }),
  }),
});

export const BranchAssistantConversationInput = builder.inputType('BranchAssistantConversationInput', {
  description: 'Where a conversation is to be branched.',
  fields: (t) => ({
    turnId: t.globalID({
      required: true,
      for: AssistantTurnRef,
      description: 'Global id of the last turn to take over, of an own or a shared conversation.',
    }),
  }),
});

export const UpdateAssistantConversationInput = builder.inputType('UpdateAssistantConversationInput', {
  description: 'A change of an own conversation; what is absent stays.',
  fields: (t) => ({
    id: t.globalID({ required: true, for: AssistantConversationRef, description: 'Global id of the conversation.' }),
    title: t.string({ description: `Title of the conversation, 1 to ${maxTitleLength} characters.` }),
    model: t.string({ description: 'Language model "connection/model" that answers; null: none is named.' }),
    isShared: t.boolean({ description: 'Whether every viewer of the workspace may read the conversation.' }),
  }),
});

export const RateAssistantTurnInput = builder.inputType('RateAssistantTurnInput', {
  description: 'A rating of an own turn.',
  fields: (t) => ({
    turnId: t.globalID({ required: true, for: AssistantTurnRef, description: 'Global id of the turn.' }),
    rating: t.field({ type: AssistantRatingRef, description: 'Rating of the answer; absent or null: the rating is taken back.' }),
    comment: t.string({ description: 'Comment of the rating, at most 2,000 characters.' }),
  }),
});

export const SettleAssistantProposalInput = builder.inputType('SettleAssistantProposalInput', {
  description: 'Decision about a change that the assistant proposed.',
  fields: (t) => ({
    turnId: t.globalID({ required: true, for: AssistantTurnRef, description: 'Global id of the own turn that has the proposal.' }),
    proposalId: t.string({ required: true, description: 'Id of the proposal.' }),
    isConfirmed: t.boolean({ required: true, description: 'Whether the change is to be made.' }),
  }),
});

export const UndoAssistantProposalInput = builder.inputType('UndoAssistantProposalInput', {
  description: 'A change that was made through the assistant and is to be taken back.',
  fields: (t) => ({
    turnId: t.globalID({ required: true, for: AssistantTurnRef, description: 'Global id of the own turn that has the proposal.' }),
    proposalId: t.string({ required: true, description: 'Id of the proposal.' }),
  }),
});

export const AssistantSettingsInput = builder.inputType('AssistantSettingsInput', {
  description: 'All settings of the assistant in a workspace.',
  fields: (t) => ({
    isTraced: t.boolean({
      required: true,
      description: 'Whether each answer of a language model becomes a trace of the workspace, in the environment "assistant".',
    }),
    actsWithoutCard: t.boolean({
      required: true,
      description: 'Whether changes are made without a card, in turns that have read no text of applications.',
    }),
  }),
});
