import { builder } from '../../platform/graphql/builder.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { declineAction, runAction, runTool, setActing, type ActionDone } from './commands.ts';
import { checkToolArguments } from './ingest.ts';
import { maxToolsInContext, mayAct, searchTools, toolsFor } from './load.ts';
import { AssistantPlanRef } from './schema/plan.ts';
import { AssistantToolRef } from './schema/tool.ts';
import { examplesFor } from './load/examples.ts';
import { maxTextLength, planQuestion } from './load/plan.ts';

builder.queryFields((t) => ({
  assistantTools: t.field({
    type: [AssistantToolRef],
    authScopes: { may: 'READ' },
    description: 'Tools of the assistant that the viewer may run, each with the operations that the viewer may run; fewer than 100.',
    resolve: (_root, _args, { viewer }, { schema }) => [...toolsFor({ viewer, schema })],
  }),
  assistantExamples: t.stringList({
    authScopes: { may: 'READ' },
    description:
      'Texts in plain words that are answered without a language model, about what the workspace has: messages of the last 28 days, the newest training job, an experiment; at most 6.',
    resolve: (_root, _args, context, { schema }) => examplesFor({ ...context, schema }, new Date()),
  }),
  searchAssistantTools: t.field({
    type: [AssistantToolRef],
    authScopes: { may: 'READ' },
    description: `Tools of the assistant that fit a text best, best first; at most ${maxToolsInContext}.`,
    args: {
      text: t.arg.string({ required: true, description: 'What is asked for, in words.' }),
      limit: t.arg.int({ description: `Largest number of tools, 1 to ${maxToolsInContext}; absent: ${maxToolsInContext}.` }),
    },
    resolve: (_root, { text, limit }, { viewer }, { schema }) => [...searchTools({ viewer, schema }, text, limit ?? maxToolsInContext)],
  }),
}));

builder.queryField('planAssistantQuestion', (t) =>
  t.field({
    type: AssistantPlanRef,
    authScopes: { may: 'READ' },
    description:
      'Tool that answers a text, with its arguments, or why none does. Own rules over words, times and names of stored things: no model takes part. Runs nothing.',
    args: {
      text: t.arg.string({
        required: true,
        description: `What is asked in words, or a slash command; at most ${maxTextLength} characters.`,
      }),
    },
    resolve: (_root, { text }, context, { schema }) => planQuestion({ ...context, schema }, text, new Date()),
  }),
);

const AssistantPolicyRef = builder.objectRef<{ readonly acts: boolean }>('AssistantPolicy').implement({
  description: 'What the assistant may do in a workspace.',
  fields: (t) => ({
    acts: t.exposeBoolean('acts', { description: 'Whether the assistant may propose changes, which viewers confirm one by one.' }),
  }),
});

builder.queryField('assistantPolicy', (t) =>
  t.field({
    type: AssistantPolicyRef,
    authScopes: { may: 'READ' },
    description: 'What the assistant may do in the workspace.',
    resolve: async (_root, _args, { stores, viewer }) => ({ acts: await mayAct(stores, viewer.workspaceId) }),
  }),
);

const AssistantActionRef = builder.objectRef<ActionDone>('AssistantAction').implement({
  description: 'Change that the assistant proposed and a viewer confirmed.',
  fields: (t) => ({
    proposalId: t.string({ description: 'Id of the proposal.', resolve: ({ proposal }) => proposal.id }),
    title: t.string({ description: 'Title of the proposal, as the viewer saw it.', resolve: ({ proposal }) => proposal.title }),
    proposal: t.field({
      type: 'JSON',
      description:
        'Proposal as the viewer saw it: mutation, changes with values before and after, rows touched, and the operation that undoes the change.',
      resolve: ({ proposal }) => proposal,
    }),
    data: t.field({ type: 'JSON', description: 'Answer to the mutation.', resolve: ({ data }) => data }),
  }),
});

const RunAssistantActionInput = builder.inputType('RunAssistantActionInput', {
  description: 'The proposal to carry out.',
  fields: (t) => ({ proposalId: t.string({ required: true, description: 'Id of the proposal, from the result of a tool.' }) }),
});
const DeclineAssistantActionInput = builder.inputType('DeclineAssistantActionInput', {
  description: 'The proposal to decline.',
  fields: (t) => ({ proposalId: t.string({ required: true, description: 'Id of the proposal, from the result of a tool.' }) }),
});
const AssistantPolicyInput = builder.inputType('AssistantPolicyInput', {
  description: 'What the assistant may do in the workspace.',
  fields: (t) => ({
    acts: t.boolean({ required: true, description: 'Whether the assistant may propose changes, which viewers confirm one by one.' }),
  }),
});

builder.mutationFields((t) => ({
  runAssistantTool: t.field({
    type: 'JSON',
    authScopes: { may: 'READ' },
    description:
      'Runs a tool of the assistant as the viewer, and returns its result: table, facts, query, links, notes, or an error with values that are spelled alike. A tool that acts changes nothing and returns a proposal.',
    args: {
      name: t.arg.string({ required: true, description: 'Name of the tool, from `assistantTools`.' }),
      arguments: t.arg({ type: 'JSON', required: true, description: 'Arguments of the tool by name, as its parameters state them.' }),
    },
    resolve: async (_root, { name, arguments: args }, context, { schema }) =>
      runTool({ ...context, schema }, name, unwrap(checkToolArguments(args))),
  }),
  runAssistantAction: t.field({
    type: AssistantActionRef,
    authScopes: { may: 'READ' },
    description:
      'Carries out a change that the assistant proposed to the viewer within the last hour, once, with the permissions of the viewer. PROPOSAL_OUTDATED where what it changes is not as it was.',
    args: { input: t.arg({ type: RunAssistantActionInput, required: true, description: 'The proposal to carry out.' }) },
    resolve: async (_root, { input: { proposalId } }, context, { schema }) =>
      unwrap(await runAction({ ...context, schema }, proposalId, new Date())),
  }),
  declineAssistantAction: t.field({
    type: 'String',
    authScopes: { may: 'READ' },
    description: 'Declines a change that the assistant proposed to the viewer, and returns the id of the proposal.',
    args: { input: t.arg({ type: DeclineAssistantActionInput, required: true, description: 'The proposal to decline.' }) },
    resolve: async (_root, { input: { proposalId } }, context, { schema }) =>
      unwrap(await declineAction({ ...context, schema }, proposalId, new Date())),
  }),
  setAssistantPolicy: t.field({
    type: AssistantPolicyRef,
    authScopes: { may: 'EDIT_SETTINGS' },
    description: 'Sets what the assistant may do in the workspace.',
    args: { input: t.arg({ type: AssistantPolicyInput, required: true, description: 'The policy to set.' }) },
    resolve: async (_root, { input: { acts } }, { stores, viewer }) => ({ acts: await setActing(stores, viewer.workspaceId, acts) }),
  }),
}));
