import { queryFromInfo } from '@pothos/plugin-prisma';
import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, instantPart, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import { keyOfNode } from '../../../platform/graphql/node-ids.ts';
import type { AssistantConversation } from '../../../platform/store/prisma/generated/client.ts';
import { exportConversation, type ExportFile } from '../load/export.ts';
import { conversationPage } from '../load/page.ts';
import { suggestionsFor, type Suggestion } from '../load/suggestions.ts';
import { resultAt, turnChanges } from '../load/turns.ts';
import { assistantSettingsOf, readableBy, type AssistantSettings } from '../load.ts';
import type { Place } from '../queries.ts';
import { AssistantConversationRef } from './conversation.ts';
import { AssistantExportFormatRef } from './enums.ts';
import { AssistantTurnRef } from './turn.ts';

const ConversationConnection = builder.connectionObject(
  { type: AssistantConversationRef, name: 'AssistantConversationConnection', description: 'A page of conversations with the assistant.' },
  { name: 'AssistantConversationEdge', description: 'A conversation with the assistant together with its place in a list.' },
);

const SuggestionRef = builder.objectRef<Suggestion>('AssistantSuggestion').implement({
  description: 'Something to ask the assistant, since something has just changed.',
  fields: (t) => ({
    text: t.exposeString('text', { description: 'Text to ask.' }),
    why: t.exposeString('why', { description: 'Sentence on what has changed.' }),
    changedAt: t.expose('changedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the change; null: nothing has changed of late.',
    }),
  }),
});

const ExportFileRef = builder.objectRef<ExportFile>('AssistantExport').implement({
  description: 'A conversation with the assistant as a file.',
  fields: (t) => ({
    fileName: t.exposeString('fileName', { description: 'Name for the file.' }),
    contentType: t.exposeString('contentType', { description: 'Media type of the content.' }),
    content: t.exposeString('content', { description: 'Content of the file.' }),
  }),
});

export const AssistantSettingsRef = builder.objectRef<AssistantSettings>('AssistantSettings').implement({
  description: 'How the assistant works in a workspace. Whether it may propose changes: `assistantPolicy`.',
  fields: (t) => ({
    isTraced: t.exposeBoolean('isTraced', {
      description:
        'Whether each answer of a language model becomes a trace of the workspace, in the environment "assistant", or "playground" for the playground: its calls are counted in analytics, too.',
    }),
    actsWithoutCard: t.exposeBoolean('actsWithoutCard', {
      description: 'Whether changes are made without a card, in turns that have read no text of applications and look at no page.',
    }),
  }),
});

const format = 'assistantConversations';
const cursorOf = ({ updatedAt, id }: Place): string => encodeCursor(format, updatedAt.getTime(), id);

function placeOf(cursor: string, argument: CursorArgument): Place {
  const [at, id] = decodeCursor(format, 2, cursor, argument);
  const place = { updatedAt: instantPart(at, argument), id: uuidKey(id) };
  if (cursorOf(place) !== cursor) throw badCursor(argument);
  return place;
}

builder.queryFields((t) => ({
  assistantConversations: t.connection(
    {
      type: AssistantConversationRef,
      authScopes: { may: 'READ' },
      description: 'Conversations with the assistant that the viewer may read, the one with the latest turn first. At most 200 a page.',
      args: {
        search: t.arg.string({
          description:
            'Search text: conversations of which every word, at most 8, stands in the title, in what was asked or in an answer, regardless of case.',
        }),
        isShared: t.arg.boolean({ description: 'True: shared ones of everyone; false: own ones; absent: both.' }),
      },
      resolve: (_root, { search, isShared, ...args }, context, info) =>
        resolveCursorConnection(
          {
            args,
            toCursor: (conversation: AssistantConversation) => cursorOf(conversation),
            defaultSize: defaultPageSize,
            maxSize: maxPageSize,
          },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const { stores, viewer } = context;
            const asked = { search: search?.slice(0, 512) ?? null, isShared: isShared ?? null, limit, inverted };
            const found = await conversationPage(stores, viewer, { ...asked, ...endsOf({ after, before }, placeOf) });
            const query = queryFromInfo({
              context,
              info,
              typeName: 'AssistantConversation',
              path: ['edges', 'node'],
              select: { id: true, updatedAt: true },
            });
            const rows = (await stores.prisma.assistantConversation.findMany({
              ...query,
              where: { workspaceId: viewer.workspaceId, id: { in: found.map(({ id }) => id) } },
            } as object)) as AssistantConversation[];
            const byId = new Map(rows.map((row) => [row.id, row]));
            return found.map(({ id }) => byId.get(id)).filter((row) => row !== undefined);
          },
        ) as never,
    },
    ConversationConnection,
  ),
  assistantConversation: t.prismaField({
    type: AssistantConversationRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'The conversation with the assistant with this id; null: there is none that the viewer may read.',
    args: { id: t.arg.globalID({ required: true, for: AssistantConversationRef, description: 'Global id of the conversation.' }) },
    resolve: (query, _root, { id }, { stores, viewer }) =>
      stores.prisma.assistantConversation.findFirst({ ...query, where: { id: uuidKey(id.id), ...readableBy(viewer) } }),
  }),
  assistantResult: t.field({
    type: 'JSON',
    nullable: true,
    authScopes: { may: 'READ' },
    description:
      'Result of a tool in a conversation with all its rows, in the form of `runAssistantTool`; null: there is none, or it held texts of applications and their time is over.',
    args: {
      assistantConversationId: t.arg.id({ required: true, description: 'Global id of the conversation.' }),
      handle: t.arg.string({ required: true, description: 'Handle of the result, such as "r1".' }),
    },
    resolve: (_root, { assistantConversationId, handle }, context) =>
      resultAt(
        context,
        uuidKey(keyOfNode('AssistantConversation', assistantConversationId, 'assistantConversationId')),
        handle.slice(0, 20),
      ),
  }),
  assistantSuggestions: t.field({
    type: [SuggestionRef],
    authScopes: { may: 'READ' },
    description: 'What can be asked of the assistant now, the latest change first; at most 6.',
    resolve: (_root, _args, context, { schema }) => suggestionsFor({ ...context, schema }, new Date()),
  }),
  assistantExport: t.field({
    type: ExportFileRef,
    authScopes: { may: 'READ' },
    description:
      'Branch of a conversation with the assistant that is shown, as a file: texts, tools, tables, and the query behind each number.',
    args: {
      id: t.arg.globalID({ required: true, for: AssistantConversationRef, description: 'Global id of the conversation.' }),
      format: t.arg({ type: AssistantExportFormatRef, required: true, description: 'Form of the file.' }),
    },
    resolve: (_root, { id, format: form }, context) => exportConversation(context, uuidKey(id.id), form),
  }),
  assistantSettings: t.field({
    type: AssistantSettingsRef,
    authScopes: { may: 'READ' },
    description: 'How the assistant works in the workspace; the defaults until something is set.',
    resolve: (_root, _args, { stores, viewer }) => assistantSettingsOf(stores, viewer.workspaceId),
  }),
}));

builder.subscriptionField('assistantTurn', (t) =>
  t.field({
    type: AssistantTurnRef,
    authScopes: { may: 'READ' },
    description:
      'A turn of the assistant: as it stands at once, then whenever it has come on, at most 25 times a second. Each event has the whole turn so far; the subscription ends with the turn.',
    args: { turnId: t.arg.id({ required: true, description: 'Global id of the turn.' }) },
    extensions: { sharing: 'alone' },
    subscribe: (_root, { turnId }, context) =>
      turnChanges(context, uuidKey(keyOfNode('AssistantTurn', turnId, 'turnId'))) as AsyncIterable<unknown>,
    resolve: (turn) => turn as never,
  }),
);
