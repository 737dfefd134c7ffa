import { builder } from '../../../platform/graphql/builder.ts';
import type { NoticePart, ProposalPart, TextNumber, TextPart, ToolPart, TurnPart } from '../types.ts';
import { resultAt } from '../load/turns.ts';
import { AssistantProposalStateRef, AssistantToolStateRef } from './enums.ts';

const NumberRef = builder.objectRef<TextNumber>('AssistantNumber').implement({
  description: 'A value in a text of the assistant that stands in a cell of a result.',
  fields: (t) => ({
    start: t.exposeInt('start', { description: 'Place of its first character in the text, in UTF-16 code units.' }),
    end: t.exposeInt('end', { description: 'Place after its last character in the text.' }),
    handle: t.exposeString('handle', { description: 'Handle of the result, such as "r1", for `assistantResult`.' }),
    cell: t.exposeString('cell', { description: 'Address of the cell, such as "r1.facts.messageCount" or "r1.rows[2].costUsd".' }),
  }),
});

const TextRef = builder.objectRef<TextPart>('AssistantText').implement({
  description: 'Text of an answer of the assistant.',
  fields: (t) => ({
    text: t.exposeString('text', {
      description:
        'Markdown with the values of cells in place. Pictures, HTML and links to other sites are taken out; while the turn runs, only what is proven so far.',
    }),
    numbers: t.field({
      type: [NumberRef],
      description: 'Values in the text with their cells, in order of their places; fewer than 1,000.',
      resolve: ({ numbers }) => [...numbers],
    }),
    withheldCount: t.exposeInt('withheldCount', {
      description: 'Number of sentences that are not shown, because they state a number that stands in no result.',
    }),
  }),
});

const ToolErrorRef = builder.objectRef<NonNullable<ToolPart['error']>>('AssistantToolError').implement({
  description: 'What a tool of the assistant failed with.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Code of the failure.' }),
    message: t.exposeString('message', { description: 'Message with what is possible instead.' }),
    near: t.field({
      type: ['String'],
      description: 'Values that exist and are spelled alike, best first; fewer than 20.',
      resolve: ({ near }) => [...near],
    }),
  }),
});

const ToolUseRef = builder.objectRef<ToolPart & { conversationId: string }>('AssistantToolUse').implement({
  description: 'A tool that a turn of the assistant has used.',
  fields: (t) => ({
    tool: t.exposeString('tool', { description: 'Name of the tool.' }),
    title: t.exposeString('title', { description: 'Title of the tool for people.' }),
    arguments: t.field({ type: 'JSON', description: 'Arguments that the tool ran with, by name.', resolve: (part) => part.arguments }),
    state: t.expose('state', { type: AssistantToolStateRef, description: 'State of the tool.' }),
    handle: t.exposeString('handle', {
      nullable: true,
      description: 'Handle of the result in its conversation, such as "r1"; null: the tool is running.',
    }),
    durationMs: t.exposeInt('durationMs', {
      nullable: true,
      description: 'Time in milliseconds that the tool took; null: the tool is running.',
    }),
    rowCount: t.exposeInt('rowCount', { nullable: true, description: 'Number of rows of the table; null: the result has no table.' }),
    totalCount: t.exposeInt('totalCount', {
      nullable: true,
      description: 'Number of rows that there are, whether or not they stand in the table; null: the result has no table.',
    }),
    notes: t.field({
      type: ['String'],
      description: 'Notes about the data, such as thin or cut data; fewer than 20.',
      resolve: ({ notes }) => [...notes],
    }),
    error: t.field({
      type: ToolErrorRef,
      nullable: true,
      description: 'What the tool failed with; null: it has not failed.',
      resolve: ({ error }) => error,
    }),
    result: t.field({
      type: 'JSON',
      nullable: true,
      description:
        'Result in the form of `runAssistantTool`: table, facts, query, links, chart, notes; null: the tool is running, or the result held texts of applications and their time is over.',
      complexity: 10,
      resolve: ({ handle, conversationId }, _args, context) => (handle === null ? null : resultAt(context, conversationId, handle)),
    }),
  }),
});

const ProposalRef = builder.objectRef<ProposalPart>('AssistantProposal').implement({
  description: 'A change that the assistant proposed: the card that its person confirms or declines.',
  fields: (t) => ({
    proposalId: t.string({ description: 'Id of the proposal, for `settleAssistantProposal`.', resolve: ({ proposal }) => proposal.id }),
    title: t.string({
      description: 'Title of the change, written by the product and not by the model.',
      resolve: ({ proposal }) => proposal.title,
    }),
    state: t.expose('state', { type: AssistantProposalStateRef, description: 'State of the proposal.' }),
    message: t.exposeString('message', {
      nullable: true,
      description: 'Message of what the change was refused with; null: it was not refused.',
    }),
    changes: t.field({
      type: 'JSON',
      description: 'List of { path, before, after }: values before and after the change, as the server computed them; fewer than 200.',
      resolve: ({ proposal }) => proposal.changes,
    }),
    touches: t.field({
      type: 'JSON',
      description: 'List of { what, count }: things that the change touches; fewer than 20.',
      resolve: ({ proposal }) => proposal.touches,
    }),
    mutation: t.field({
      type: 'JSON',
      description: 'Operation that makes the change: { document, variables }.',
      resolve: ({ proposal }) => proposal.mutation,
    }),
    permission: t.string({ description: 'Permission that the change needs.', resolve: ({ proposal }) => proposal.permission }),
    isUndoable: t.boolean({
      description: 'Whether the change can be taken back with `undoAssistantProposal`.',
      resolve: ({ proposal }) => proposal.undo !== null,
    }),
  }),
});

const NoticeRef = builder.objectRef<NoticePart>('AssistantNotice').implement({
  description: 'A statement of the product in an answer, such as that no language model is connected.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Code of the notice, such as NO_MODEL.' }),
    message: t.exposeString('message', { description: 'Text of the notice.' }),
    path: t.exposeString('path', { nullable: true, description: 'Path of a page that helps; null: none does.' }),
  }),
});

const typeNames = { text: 'AssistantText', tool: 'AssistantToolUse', proposal: 'AssistantProposal', notice: 'AssistantNotice' } as const;

export const AssistantPartRef = builder.unionType('AssistantPart', {
  description: 'Piece of an answer of the assistant: text, a tool that was used, a proposed change, or a notice.',
  types: [TextRef, ToolUseRef, ProposalRef, NoticeRef],
  resolveType: (part) => typeNames[(part as TurnPart).kind],
});
