import { builder } from '../../../platform/graphql/builder.ts';
import { defaultOutputTokens, maxCalls, maxMessages, maxRows, maxStops, maxTools } from '../types.ts';
import type { PlaygroundDraft, PlaygroundMessage, PlaygroundPrompt, PlaygroundSource, PlaygroundTool, PromptCall } from '../types.ts';
import { PlaygroundRoleRef, PlaygroundSourceKindRef } from './enums.ts';

const CallRef = builder.objectRef<PromptCall>('PlaygroundToolCall').implement({
  description: 'A call of a tool in a message of a prompt of the playground.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Id of the call, as the message with its result names it.' }),
    name: t.exposeString('name', { description: 'Name of the tool.' }),
    arguments: t.field({ type: 'JSON', description: 'Arguments of the call by name.', resolve: (call) => call.arguments }),
  }),
});

const MessageRef = builder.objectRef<PlaygroundMessage>('PlaygroundMessage').implement({
  description: 'A message of a prompt of the playground.',
  fields: (t) => ({
    role: t.expose('role', { type: PlaygroundRoleRef, description: 'Role of the message.' }),
    text: t.exposeString('text', {
      description: 'Text of the message, with variables in double braces; empty: of a place, or of one that only calls tools.',
    }),
    toolCalls: t.field({
      type: [CallRef],
      description: `Tools that a message of ASSISTANT called, at most ${maxCalls}.`,
      resolve: ({ toolCalls }) => [...toolCalls],
    }),
    toolCallId: t.exposeString('toolCallId', {
      nullable: true,
      description: 'Id of the call whose result a message of TOOL is; null: another role.',
    }),
    name: t.exposeString('name', { nullable: true, description: 'Name of the tool, or of the place; null: another role.' }),
  }),
});

const ToolRef = builder.objectRef<PlaygroundTool>('PlaygroundTool').implement({
  description: 'A tool that models may call in the playground. It is never run: its result is typed in.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the tool.' }),
    description: t.exposeString('description', { description: 'What the tool does, in words for the model; empty: nothing was given.' }),
    parameters: t.field({
      type: 'JSON',
      description: 'JSON Schema of the arguments of the tool.',
      resolve: ({ parameters }) => parameters,
    }),
  }),
});

export const PlaygroundPromptRef = builder.objectRef<PlaygroundPrompt>('PlaygroundPrompt').implement({
  description: 'What is sent to each model of a run, before the values of a row are filled in.',
  fields: (t) => ({
    messages: t.field({
      type: [MessageRef],
      description: `Messages in their order, at most ${maxMessages}.`,
      resolve: ({ messages }) => [...messages],
    }),
    tools: t.field({
      type: [ToolRef],
      description: `Tools that models may call, at most ${maxTools}.`,
      resolve: ({ tools }) => [...tools],
    }),
    outputSchema: t.field({
      type: 'JSON',
      nullable: true,
      description: 'JSON Schema that answers are to fit; null: answers are text.',
      resolve: ({ outputSchema }) => outputSchema,
    }),
    temperature: t.exposeFloat('temperature', {
      nullable: true,
      description: 'Temperature of sampling, 0 to 2; null: that of the server.',
    }),
    topP: t.exposeFloat('topP', {
      nullable: true,
      description: 'Share of probability that is sampled from, 0 to 1; null: that of the server.',
    }),
    seed: t.exposeInt('seed', { nullable: true, description: 'Seed of sampling, for servers that take one; null: none.' }),
    maxOutputTokens: t.exposeInt('maxOutputTokens', {
      nullable: true,
      description: `Most output tokens of a call; null: ${defaultOutputTokens}.`,
    }),
    stop: t.field({
      type: ['String'],
      description: `Texts at which an answer ends, at most ${maxStops}.`,
      resolve: ({ stop }) => [...stop],
    }),
  }),
});

export const PlaygroundSourceRef = builder.objectRef<PlaygroundSource>('PlaygroundSource').implement({
  description: 'What a prompt of the playground was taken from.',
  fields: (t) => ({
    kind: t.expose('kind', { type: PlaygroundSourceKindRef, description: 'Kind of the source.' }),
    promptName: t.exposeString('promptName', { nullable: true, description: 'Name of the prompt in the registry; null: another kind.' }),
    promptVersion: t.exposeInt('promptVersion', {
      nullable: true,
      description: 'Number of the version of the prompt; null: another kind.',
    }),
    traceId: t.exposeString('traceId', { nullable: true, description: 'Trace of the span, or of the message; null: none.' }),
    spanId: t.exposeString('spanId', { nullable: true, description: 'Span that called the model; null: none.' }),
    messageExternalId: t.exposeString('messageExternalId', {
      nullable: true,
      description: 'External id of the message; null: another kind.',
    }),
  }),
});

export const PlaygroundDraftRef = builder.objectRef<PlaygroundDraft>('PlaygroundDraft').implement({
  description: 'A saved or used prompt, to be edited and run in the playground.',
  fields: (t) => ({
    title: t.exposeString('title', { description: 'Words for what the prompt was taken from.' }),
    prompt: t.field({ type: PlaygroundPromptRef, description: 'Messages, tools and parameters.', resolve: ({ prompt }) => prompt }),
    rows: t.field({
      type: ['JSON'],
      description: `Rows of values that came with the source, at most ${maxRows}, each an object of texts by the names of variables.`,
      resolve: ({ rows }) => [...rows],
    }),
    model: t.exposeString('model', {
      nullable: true,
      description: 'Connected model "connection/model" that the source names; null: none is named, or it is not connected.',
    }),
    source: t.field({ type: PlaygroundSourceRef, description: 'Source of the prompt.', resolve: ({ source }) => source }),
    notes: t.field({
      type: ['String'],
      description: 'What could not be taken over, a sentence each; fewer than 10.',
      resolve: ({ notes }) => [...new Set(notes)].slice(0, 9),
    }),
  }),
});
