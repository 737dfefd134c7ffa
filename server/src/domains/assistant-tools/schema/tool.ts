import { builder } from '../../../platform/graphql/builder.ts';
import { describedEnum } from '../../../platform/graphql/enums.ts';
import { operationsFor } from '../load/catalogue.ts';
import type { OperationDefinition, ToolDefinition } from '../types.ts';

const AssistantToolGroupRef = describedEnum('AssistantToolGroup', 'Heading under which tools of the assistant are listed.', {
  PRODUCTION: 'Messages, traces and their numbers.',
  QUALITY: 'Judgments and what they add up to.',
  TRAINING: 'Training jobs, their curves and predictions.',
  EXPERIMENTS: 'Experiments, cohorts and users.',
  PROMPTS: 'Prompts and their versions.',
  SAVED: 'Boards and saved views.',
  OPERATIONS: 'Health of the product itself.',
  GENERAL: 'Computations and look-ups.',
});

const AssistantToolOperationRef = builder.objectRef<OperationDefinition>('AssistantToolOperation').implement({
  description: 'Operation of a tool of the assistant, with its own arguments.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Value of the argument `operation`; empty: the tool has this operation alone.' }),
    about: t.exposeString('about', { description: 'What the operation answers, in a few words.' }),
    parameters: t.field({
      type: 'JSON',
      description: 'Arguments of the operation as a JSON Schema of an object, without `operation`.',
      resolve: ({ parameters }) => parameters,
    }),
    acts: t.exposeBoolean('acts', { description: 'Whether the operation proposes a change, which a viewer confirms.' }),
  }),
});

export const AssistantToolRef = builder.objectRef<ToolDefinition>('AssistantTool').implement({
  description: 'Tool of the assistant: what it can do for a viewer.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Name of the tool, as `runAssistantTool` and slash commands take it.' }),
    title: t.exposeString('title', { description: 'Name of the tool for people.' }),
    description: t.exposeString('description', { description: 'What the tool answers.' }),
    parameters: t.field({
      type: 'JSON',
      description: 'Arguments of the tool as a JSON Schema of an object.',
      resolve: ({ parameters }) => parameters,
    }),
    operations: t.field({
      type: [AssistantToolOperationRef],
      description: 'Operations of the tool that the viewer may run; at most 20.',
      resolve: ({ name }, _args, { viewer }, { schema }) => operationsFor(schema, viewer, name),
    }),
    acts: t.exposeBoolean('acts', { description: 'Whether an operation of the tool proposes a change, which a viewer confirms.' }),
    readsPayload: t.exposeBoolean('readsPayload', { description: 'Whether results hold text that applications or users wrote.' }),
    group: t.field({
      type: AssistantToolGroupRef,
      description: 'Heading under which the tool is listed.',
      resolve: ({ group }) => group.toUpperCase() as 'PRODUCTION',
    }),
  }),
});
