import { describedEnum } from '../../../platform/graphql/enums.ts';
import type { EndReason } from '../../model-connections/types.ts';
import type { AnswerStatus, PlaygroundRole, SourceKind } from '../types.ts';

export const PlaygroundRoleRef = describedEnum<PlaygroundRole>('PlaygroundRole', 'Role of a message in a prompt of the playground.', {
  SYSTEM: 'Instructions. All of them are sent as one text before the other messages.',
  USER: 'What a person asks.',
  ASSISTANT: 'Earlier answer of a model, with its calls of tools.',
  TOOL: 'Result of a call of a tool in a message before.',
  PLACEHOLDER: 'A place that each row fills with messages of its own.',
});

export const PlaygroundAnswerStatusRef = describedEnum<AnswerStatus>('PlaygroundAnswerStatus', 'State of an answer in the playground.', {
  WAITING: 'The model answers an earlier row of the run first.',
  RUNNING: 'The model is asked.',
  DONE: 'The answer is whole, or the model waits for results of tools.',
  STOPPED: 'A person stopped the answer; what had come stays.',
  FAILED: 'The answer is not whole, with its reason in the failure.',
});

export const PlaygroundSourceKindRef = describedEnum<SourceKind>(
  'PlaygroundSourceKind',
  'Kind of what a prompt of the playground was taken from.',
  {
    PROMPT: 'A version of a prompt of the registry.',
    SPAN: 'A model call of a trace.',
    MESSAGE: 'A message: its model call where that is stored, else its conversation up to it.',
  },
);

/** By which an answer can end, as callers of the API name it. */
export const endNames = {
  stop: 'STOP',
  tools: 'TOOLS',
  length: 'LENGTH',
  filtered: 'FILTERED',
  unknown: 'UNKNOWN',
} as const satisfies Record<EndReason, string>;

export const PlaygroundEndRef = describedEnum<(typeof endNames)[EndReason]>('PlaygroundEnd', 'What ended a call of a model.', {
  STOP: 'The model was done, or wrote a text of `stop`.',
  TOOLS: 'The model called tools, and waits for their results.',
  LENGTH: 'The limit of output tokens was reached: the answer is cut.',
  FILTERED: 'A filter of the server held the answer back.',
  UNKNOWN: 'The server gave no reason.',
});
