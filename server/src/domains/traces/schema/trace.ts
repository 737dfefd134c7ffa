import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { decodeCursor, encodeCursor } from '../../../platform/graphql/cursors.ts';
import { unwrap } from '../../../platform/graphql/errors.ts';
import { defaultPageSize, maxPageSize } from '../../../platform/graphql/limits/limits.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { EvaluationRef } from '../../evaluations/schema.ts';
import { MessageRef } from '../../messages/schema/message.ts';
import { evaluationsOfTrace, messagesOfTrace } from '../loaders/links.ts';
import { spanOf, traceMetadata, treeOf } from '../loaders.ts';
import { keyOfSpan } from '../load.ts';
import { checkSpanSearch, searchTrace } from '../queries/search-trace.ts';
import type { SpanRecord } from '../queries/span.ts';
import { spanIdOf } from '../../messages/pure/trace-ids.ts';
import { isRunning, type TraceSummary } from '../queries/summary.ts';
import { emptyColumns, spanColumns } from '../tree/columns.ts';
import { spansInWindow, type SpanWindow } from '../tree/window.ts';
import { SpanKindRef } from './kinds.ts';
import { usdOrNull } from './numbers.ts';
import { SpanRef } from './span.ts';
import './columns.ts';

/** What only one trace may be asked for at a time: a page of traces with it would cost too much. */
const oneAtATime = 600;

export const TraceRef = builder.objectRef<TraceSummary>('Trace').implement({
  description: 'One request or run from start to end: its spans, and what they come to.',
  fields: (t) => ({
    id: t.exposeID('id', { description: '32 hex digits.' }),
    name: t.exposeString('name', { description: "The trace's name where a span says it, else its root's, else that of its earliest span." }),
    startedAt: t.field({ type: 'DateTime', description: 'When its first span began.', resolve: ({ startedAtUs }) => new Date(startedAtUs / 1_000) }),
    endedAt: t.field({ type: 'DateTime', description: 'When the last of its spans that have ended did.', resolve: ({ endedAtUs }) => new Date(endedAtUs / 1_000) }),
    durationMs: t.float({ description: 'From the first start to the last end, in milliseconds to the microsecond.', resolve: ({ startedAtUs, endedAtUs }) => (endedAtUs - startedAtUs) / 1_000 }),
    isRunning: t.boolean({ description: 'Whether a span of it has not ended, or its root has not come and spans came in the last 30 seconds.', resolve: (trace) => isRunning(trace, new Date()) }),
    rootSpanId: t.exposeID('rootSpanId', { nullable: true, description: 'Its root, 16 hex digits; null: no root has come.' }),
    rootKind: t.expose('rootKind', { type: SpanKindRef, nullable: true, description: 'What its root did; null: no root has come.' }),
    services: t.stringList({ description: 'The services that sent spans of it.', resolve: ({ services }) => [...services] }),
    environment: t.exposeString('environment', { nullable: true, description: 'Such as production; null: not told.' }),
    release: t.exposeString('release', { nullable: true, description: "The application's release; null: not told." }),
    version: t.string({ nullable: true, description: "The application's version; null: not told.", resolve: ({ appVersion }) => appVersion }),
    sessionId: t.exposeString('sessionId', { nullable: true, description: 'What the application groups traces by; null: not told.' }),
    userId: t.exposeString('userId', { nullable: true, description: 'The user of the application it was for; null: not told.' }),
    tags: t.stringList({ description: 'Its tags.', resolve: ({ tags }) => [...tags] }),
    models: t.stringList({ description: 'The models that it called.', resolve: ({ models }) => [...models] }),
    providers: t.stringList({ description: 'Their providers.', resolve: ({ providers }) => [...providers] }),
    toolNames: t.stringList({ description: 'The tools that ran in it.', resolve: ({ toolNames }) => [...toolNames] }),
    errorTypes: t.stringList({ description: 'What spans of it failed with; "error" where one does not say.', resolve: ({ errorTypes }) => [...errorTypes] }),
    spanCount: t.exposeInt('spanCount', { description: 'How many spans it has.' }),
    modelCallCount: t.exposeInt('modelCallCount', { description: 'How many of them call a model that answers with text.' }),
    toolCallCount: t.exposeInt('toolCallCount', { description: 'In how many of them a tool ran.' }),
    errorCount: t.exposeInt('errorCount', { description: 'How many of them failed.' }),
    openCount: t.exposeInt('openCount', { description: 'How many of them have not ended.' }),
    inputTokens: t.field({ type: 'BigInt', description: 'Input tokens of its calls of models, cache reads and writes included.', resolve: (trace) => trace.uncachedInputTokens + trace.cacheReadTokens + trace.cacheWriteTokens }),
    outputTokens: t.field({ type: 'BigInt', description: 'Output tokens of its calls of models, reasoning included.', resolve: (trace) => trace.visibleOutputTokens + trace.reasoningTokens }),
    cacheReadTokens: t.field({ type: 'BigInt', description: 'Of the input tokens, those read from a cache.', resolve: (trace) => trace.cacheReadTokens }),
    cacheWriteTokens: t.field({ type: 'BigInt', description: 'Of the input tokens, those written to a cache.', resolve: (trace) => trace.cacheWriteTokens }),
    reasoningTokens: t.field({ type: 'BigInt', description: 'Of the output tokens, those spent on reasoning.', resolve: (trace) => trace.reasoningTokens }),
    costUsd: t.float({ nullable: true, description: 'What its calls of models cost in US dollars, exact to the nano-dollar; null: of none is a price known.', resolve: ({ costNanoUsd }) => usdOrNull(costNanoUsd) }),
    timeToFirstTokenMs: t.exposeInt('timeToFirstTokenMs', { nullable: true, description: 'Of its first call of a model that tells it: from the request to the first token, in milliseconds; null: none tells it.' }),
    inputPreview: t.exposeString('inputPreview', { nullable: true, description: 'The first 200 characters of what its root was asked; null: not told.' }),
    outputPreview: t.exposeString('outputPreview', { nullable: true, description: 'The first 200 characters of what its root answered; null: not told.' }),
    receivedAt: t.field({ type: 'DateTime', description: 'When the last of it came.', resolve: ({ receivedAtMs }) => new Date(receivedAtMs) }),
    metadata: t.field({ type: 'JSON', nullable: true, complexity: oneAtATime, description: "What its root tells of it besides; null: nothing. Only for one trace at a time.", resolve: (trace, _args, context) => traceMetadata(context).load(trace.id) }),
    columns: t.field({
      type: 'SpanColumns',
      complexity: oneAtATime,
      description: 'The whole tree in columns. Only for one trace at a time.',
      resolve: async (trace, _args, context) => {
        const tree = await treeOf(context).load(trace.id);
        return tree === null ? emptyColumns : spanColumns(tree);
      },
    }),
    span: t.field({
      type: SpanRef,
      nullable: true,
      description: 'One span of it; null: it has none of this id.',
      args: { id: t.arg.id({ required: true, description: '16 hex digits; another form is looked up as it was kept.' }) },
      resolve: (trace, { id }, context) => spanOf(context).load(keyOfSpan({ traceId: trace.id, spanId: spanIdOf(String(id)) })),
    }),
    criticalPath: t.idList({
      complexity: oneAtATime,
      description: 'Ids of the spans that its end waited for, depth first. Only for one trace at a time.',
      resolve: async (trace, _args, context) => {
        const tree = await treeOf(context).load(trace.id);
        return tree === null ? [] : tree.ids.filter((_, place) => tree.critical[place] === 1);
      },
    }),
    search: t.idList({
      complexity: oneAtATime,
      description: 'Ids of the spans whose name, texts, error or attributes hold a text, whatever its case; depth first, at most 1,000. Only for one trace at a time.',
      args: { text: t.arg.string({ required: true, description: 'Any part of what they hold, 1 to 512 characters.' }) },
      resolve: async (trace, { text }, context) => {
        const asked = unwrap(checkSpanSearch(text, 'text'));
        const tree = await treeOf(context).load(trace.id);
        return tree === null ? [] : (await searchTrace(context.stores.clickhouse, context.viewer.workspaceId, tree, asked)).map((place) => tree.ids[place] as string);
      },
    }),
    messages: t.field({ type: [MessageRef], description: "The workspace's messages that were made from it, by time.", resolve: (trace, _args, context) => messagesOfTrace(context).load(trace.id) }),
    evaluations: t.field({ type: [EvaluationRef], description: 'Every judgment of it, of its spans and of its messages.', resolve: (trace, _args, context) => evaluationsOfTrace(context).load(trace.id) }),
  }),
});

export const TraceConnection = builder.connectionObject(
  { type: TraceRef, name: 'TraceConnection', description: 'A page of traces.' },
  { name: 'TraceEdge', description: 'A trace in its place in a list.' },
);

const SpanConnection = builder.connectionObject(
  { type: SpanRef, name: 'SpanConnection', description: 'A page of spans.' },
  { name: 'SpanEdge', description: 'A span in its place in a list.' },
);

builder.objectField(TraceRef, 'spans', (t) =>
  t.connection(
    {
      type: SpanRef,
      description: 'Its spans, or some of them, depth first. Each window of a large tree is cheap.',
      args: {
        parentId: t.arg.id({ description: 'Only those right under this span.' }),
        under: t.arg.id({ description: 'Only this span and all under it.' }),
        maxDepth: t.arg.int({ description: 'Only those under at most so many spans: 0 gives the roots; with `under`, counted from there.' }),
        from: t.arg({ type: 'DateTime', description: 'Only those that end at this instant or later.' }),
        to: t.arg({ type: 'DateTime', description: 'Only those that begin before this instant.' }),
        search: t.arg.string({ description: 'Only those that hold this text, as `search` finds them.' }),
        errorsOnly: t.arg.boolean({ description: 'Only those that failed.' }),
      },
      resolve: async (trace, { parentId, under, maxDepth, from, to, search, errorsOnly, ...args }, context) => {
        const window: SpanWindow = {
          parentId: idOrNull(parentId), under: idOrNull(under), maxDepth: maxDepth ?? null, from: from ?? null, to: to ?? null, errorsOnly: errorsOnly ?? false,
          among: search === null || search === undefined || search.trim() === '' ? null : await placesFound(trace.id, unwrap(checkSpanSearch(search, 'search')), context),
        };
        return resolveCursorConnection(
          { args, toCursor: ({ id }: SpanRecord) => encodeCursor('spans', id), defaultSize: defaultPageSize, maxSize: maxPageSize },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const tree = await treeOf(context).load(trace.id);
            if (tree === null) return [];
            const ids = spansInWindow(tree, window, { after: spanOfCursor(after), before: spanOfCursor(before), limit, inverted });
            const found = await Promise.all(ids.map((spanId) => spanOf(context).load(keyOfSpan({ traceId: trace.id, spanId }))));
            return found.filter((span) => span !== null);
          },
        ) as never;
      },
    },
    SpanConnection,
  ),
);

const spanOfCursor = (cursor: string | null | undefined): string | null => (cursor === null || cursor === undefined ? null : String(decodeCursor('spans', 1, cursor)[0]));
const idOrNull = (id: unknown): string | null => (id === null || id === undefined ? null : spanIdOf(String(id)));

async function placesFound(traceId: string, asked: string, context: Context): Promise<ReadonlySet<number>> {
  const tree = await treeOf(context).load(traceId);
  return new Set(tree === null ? [] : await searchTrace(context.stores.clickhouse, context.viewer.workspaceId, tree, asked));
}
