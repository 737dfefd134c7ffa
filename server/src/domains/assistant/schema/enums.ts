import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { ProposalState, Rating, TurnKind, TurnStatus } from '../types.ts';

export const AssistantTurnKindRef = describedEnum<TurnKind>('AssistantTurnKind', 'Way in which a turn of the assistant was answered.', {
  MODEL: 'A language model answered with tools.',
  COMMAND: 'A slash command ran its tool; no language model was asked.',
  PLAN: 'A program matched the words to a tool, since no language model is connected.',
});

export const AssistantTurnStatusRef = describedEnum<TurnStatus>('AssistantTurnStatus', 'State of a turn of the assistant.', {
  RUNNING: 'The answer is being made.',
  DONE: 'The answer is whole.',
  STOPPED: 'The person stopped the answer.',
  FAILED: 'The answer is not whole, with its reason in the failure.',
});

export const AssistantRatingRef = describedEnum<Rating>('AssistantRating', 'Rating of an answer of the assistant by its person.', {
  GOOD: 'The answer was right and of use.',
  BAD: 'The answer was wrong or of no use.',
});

export const AssistantProposalStateRef = describedEnum<ProposalState>(
  'AssistantProposalState',
  'State of a change that the assistant proposed.',
  {
    OPEN: 'The card waits for the person. After an hour the proposal can only be refused.',
    DONE: 'The change was made.',
    DECLINED: 'The person declined the change.',
    REFUSED: 'The change was refused, with its reason in the message. Nothing was changed.',
    UNDONE: 'The change was made, and taken back.',
  },
);

export const AssistantToolStateRef = describedEnum<'RUNNING' | 'DONE' | 'FAILED'>(
  'AssistantToolState',
  'State of a tool that a turn has used.',
  {
    RUNNING: 'The tool is running.',
    DONE: 'The tool has a result.',
    FAILED: 'The tool failed, with its reason in the error.',
  },
);

export const AssistantExportFormatRef = describedEnum<'MARKDOWN' | 'JSON'>('AssistantExportFormat', 'Form of a conversation as a file.', {
  MARKDOWN: 'Text with tables, and the query behind each.',
  JSON: 'All parts and results, as the API has them.',
});
