import { builder } from '../../../platform/graphql/builder.ts';
import {
  defaultOutputTokens,
  maxMessages,
  maxModels,
  maxRows,
  maxStopLength,
  maxStops,
  maxTitleLength,
  maxTools,
  mostOutputTokens,
} from '../types.ts';
import { PlaygroundAnswerRef } from './answer.ts';
import { PlaygroundRoleRef } from './enums.ts';
import { PlaygroundRunRef } from './run.ts';

const ToolCallInput = builder.inputType('PlaygroundToolCallInput', {
  description: 'A call of a tool in a message of a prompt.',
  fields: (t) => ({
    id: t.string({ required: true, description: 'Id of the call, as the message with its result names it.' }),
    name: t.string({ required: true, description: 'Name of the tool.' }),
    arguments: t.field({ type: 'JSON', required: true, description: 'Arguments of the call: an object by name.' }),
  }),
});

const MessageInput = builder.inputType('PlaygroundMessageInput', {
  description: 'A message of a prompt.',
  fields: (t) => ({
    role: t.field({ type: PlaygroundRoleRef, required: true, description: 'Role of the message.' }),
    text: t.string({ description: 'Text of the message; {{name}} is filled in from the row, and stays where the row has no such value.' }),
    toolCalls: t.field({
      type: [ToolCallInput],
      description: 'Tools that a message of ASSISTANT called; each needs its result in a message of TOOL after it.',
    }),
    toolCallId: t.string({ description: 'Id of the call whose result a message of TOOL is.' }),
    name: t.string({ description: 'Name of the tool of a message of TOOL, or of the place of a PLACEHOLDER.' }),
  }),
});

const ToolInput = builder.inputType('PlaygroundToolInput', {
  description: 'A tool that models may call. It is never run: its result is typed in.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Name of the tool: 1 to 64 letters, digits, "_" and "-".' }),
    description: t.string({ description: 'What the tool does, in words for the model.' }),
    parameters: t.field({ type: 'JSON', description: 'JSON Schema of the arguments, of an object; absent: the tool takes none.' }),
  }),
});

export const PlaygroundPromptInput = builder.inputType('PlaygroundPromptInput', {
  description: 'A prompt with its rows of values: at most 1 MiB of JSON in all.',
  fields: (t) => ({
    messages: t.field({ type: [MessageInput], required: true, description: `Messages in their order, 1 to ${maxMessages}.` }),
    tools: t.field({ type: [ToolInput], description: `Tools that models may call, at most ${maxTools}.` }),
    outputSchema: t.field({ type: 'JSON', description: 'JSON Schema, of an object, that answers are to fit; absent: answers are text.' }),
    rows: t.field({
      type: ['JSON'],
      description: `Rows of values, at most ${maxRows}: each an object of texts by the names of variables; of a place, JSON of a list of messages with role and content. Absent or empty: one row without values.`,
    }),
    temperature: t.float({ description: 'Temperature of sampling, 0 to 2; absent: that of the server.' }),
    topP: t.float({ description: 'Share of probability that is sampled from, 0 to 1; absent: that of the server.' }),
    seed: t.int({ description: 'Seed of sampling, for servers that take one.' }),
    maxOutputTokens: t.int({ description: `Most output tokens of a call, 1 to ${mostOutputTokens}; absent: ${defaultOutputTokens}.` }),
    stop: t.stringList({ description: `Texts at which an answer ends, at most ${maxStops} of at most ${maxStopLength} characters.` }),
  }),
});

export const PlaygroundSourceInput = builder.inputType('PlaygroundSourceInput', {
  description: 'What a prompt is taken from: a prompt of the registry, a span, or a message.',
  fields: (t) => ({
    promptName: t.string({ description: 'Name of a prompt of the registry.' }),
    promptVersion: t.int({ description: 'Number of the version of the prompt; absent: the newest.' }),
    traceId: t.string({ description: 'Trace of a span.' }),
    spanId: t.string({ description: 'Span that called a model, with its trace.' }),
    messageExternalId: t.string({ description: 'External id of a message.' }),
  }),
});

export const RunPlaygroundInput = builder.inputType('RunPlaygroundInput', {
  description: 'A run to begin.',
  fields: (t) => ({
    prompt: t.field({ type: PlaygroundPromptInput, required: true, description: 'What is sent to each model, and the rows.' }),
    models: t.stringList({ required: true, description: `Language models "connection/model", a column each, 1 to ${maxModels}.` }),
    title: t.string({ description: `Title of the run, at most ${maxTitleLength} characters; absent: the first line that is asked.` }),
    from: t.field({ type: PlaygroundSourceInput, description: 'What the prompt was taken from; absent: it was written here.' }),
  }),
});

const ToolResultInput = builder.inputType('PlaygroundToolResultInput', {
  description: 'Result of a call of a tool.',
  fields: (t) => ({
    callId: t.string({ required: true, description: 'Id of the call in the last step of the answer.' }),
    text: t.string({ required: true, description: 'Result as the model is to read it, at most 1 MiB.' }),
  }),
});

export const ContinuePlaygroundAnswerInput = builder.inputType('ContinuePlaygroundAnswerInput', {
  description: 'Results of the tools that a model called in an own answer.',
  fields: (t) => ({
    id: t.globalID({ required: true, for: PlaygroundAnswerRef, description: 'Global id of the answer.' }),
    results: t.field({ type: [ToolResultInput], required: true, description: 'A result for each call of the last step that can be made.' }),
  }),
});

export const UpdatePlaygroundRunInput = builder.inputType('UpdatePlaygroundRunInput', {
  description: 'A change of an own run; what is absent stays.',
  fields: (t) => ({
    id: t.globalID({ required: true, for: PlaygroundRunRef, description: 'Global id of the run.' }),
    title: t.string({ description: `Title of the run, 1 to ${maxTitleLength} characters.` }),
    isShared: t.boolean({ description: 'Whether every viewer of the workspace may read the run.' }),
  }),
});
