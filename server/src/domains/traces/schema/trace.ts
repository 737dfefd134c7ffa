import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../../platform/graphql/builder.ts';
import { decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../../platform/graphql/cursors.ts';
import { eitherOf } from '../../../platform/graphql/earlier-arguments.ts';
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

const spanIdWords = 'Id of the span: 16 hex digits, or the id that the sender gave it.';

/** What only one trace may be asked for at a time: a page of traces with it would cost too much. */
const oneAtATime = 600;

export const TraceRef = builder.objectRef<TraceSummary>('Trace').implement({
  description: 'One request or run from start to end: a tree of spans, and its totals.',
  fields: (t) => ({
    id: t.exposeString('id', { description: 'Id of the trace, 32 hex digits.' }),
    name: t.exposeString('name', { description: 'Name of the trace as sent, else of its root, else of its earliest span.' }),
    startedAt: t.field({
      type: 'DateTime',
      description: 'Start of the first span.',
      resolve: ({ startedAtUs }) => new Date(startedAtUs / 1_000),
    }),
    endedAt: t.field({
      type: 'DateTime',
      description: 'Latest end among the spans that have ended.',
      resolve: ({ endedAtUs }) => new Date(endedAtUs / 1_000),
    }),
    durationMs: t.float({
      description: 'Time from the first start to the last end, in milliseconds to the microsecond.',
      resolve: ({ startedAtUs, endedAtUs }) => (endedAtUs - startedAtUs) / 1_000,
    }),
    isRunning: t.boolean({
      description: 'Whether a span has not ended, or the root is not stored and spans arrived in the last 30 seconds.',
      resolve: (trace) => isRunning(trace, new Date()),
    }),
    rootSpanId: t.exposeString('rootSpanId', {
      nullable: true,
      description: 'Id of the root span, 16 hex digits; null: no root is stored.',
    }),
    rootKind: t.expose('rootKind', { type: SpanKindRef, nullable: true, description: 'Kind of the root span; null: no root is stored.' }),
    services: t.stringList({ description: 'Services that sent spans of the trace.', resolve: ({ services }) => [...services] }),
    environment: t.exposeString('environment', {
      nullable: true,
      description: 'Environment of the application, such as production; null: not reported.',
    }),
    release: t.exposeString('release', { nullable: true, description: 'Release of the application; null: not reported.' }),
    version: t.string({
      nullable: true,
      description: 'Version of the application; null: not reported.',
      resolve: ({ appVersion }) => appVersion,
    }),
    sessionId: t.exposeString('sessionId', { nullable: true, description: 'Session of the trace; null: not reported.' }),
    userId: t.exposeString('userId', { nullable: true, description: 'Id of the user of the application; null: not reported.' }),
    tags: t.stringList({ description: 'Tags of the trace.', resolve: ({ tags }) => [...tags] }),
    models: t.stringList({ description: 'Models that the spans called.', resolve: ({ models }) => [...models] }),
    providers: t.stringList({ description: 'Providers of the models that the spans called.', resolve: ({ providers }) => [...providers] }),
    toolNames: t.stringList({ description: 'Tools that ran in the trace.', resolve: ({ toolNames }) => [...toolNames] }),
    errorTypes: t.stringList({
      description: 'Kinds of errors of the spans; "error" where a span reports none.',
      resolve: ({ errorTypes }) => [...errorTypes],
    }),
    spanCount: t.exposeInt('spanCount', { description: 'Number of spans.' }),
    modelCallCount: t.exposeInt('modelCallCount', { description: 'Number of spans that call a model which answers with text.' }),
    toolCallCount: t.exposeInt('toolCallCount', { description: 'Number of spans in which a tool ran.' }),
    errorCount: t.exposeInt('errorCount', { description: 'Number of spans that failed.' }),
    openCount: t.exposeInt('openCount', { description: 'Number of spans that have not ended.' }),
    inputTokens: t.field({
      type: 'BigInt',
      description: 'Input tokens of the model calls, cache reads and writes included.',
      resolve: (trace) => trace.uncachedInputTokens + trace.cacheReadTokens + trace.cacheWriteTokens,
    }),
    outputTokens: t.field({
      type: 'BigInt',
      description: 'Output tokens of the model calls, reasoning included.',
      resolve: (trace) => trace.visibleOutputTokens + trace.reasoningTokens,
    }),
    cacheReadTokens: t.field({ type: 'BigInt', description: 'Input tokens read from a cache.', resolve: (trace) => trace.cacheReadTokens }),
    cacheWriteTokens: t.field({
      type: 'BigInt',
      description: 'Input tokens written to a cache.',
      resolve: (trace) => trace.cacheWriteTokens,
    }),
    reasoningTokens: t.field({
      type: 'BigInt',
      description: 'Output tokens spent on reasoning.',
      resolve: (trace) => trace.reasoningTokens,
    }),
    costUsd: t.float({
      nullable: true,
      description: 'Cost of the model calls in US dollars, exact to the nano-dollar; null: no call has a known price.',
      resolve: ({ costNanoUsd }) => usdOrNull(costNanoUsd),
    }),
    unpricedCallCount: t.exposeInt('unpricedCount', {
      description:
        'Number of model calls that report tokens and have no price: `costUsd` leaves them out. 0 as well for traces that arrived before this was counted.',
    }),
    reportedCostUsd: t.float({
      nullable: true,
      description: 'Cost that the sender reports of the same calls, in US dollars; null: not every one of them reports its cost.',
      resolve: ({ reportedCostNanoUsd }) => usdOrNull(reportedCostNanoUsd),
    }),
    timeToFirstTokenMs: t.exposeInt('timeToFirstTokenMs', {
      nullable: true,
      description:
        'Time from the request to the first token of the first model call that reports one, in milliseconds; null: no call reports one.',
    }),
    inputPreview: t.exposeString('inputPreview', {
      nullable: true,
      description: "First 200 characters of the root's input; null: not reported.",
    }),
    outputPreview: t.exposeString('outputPreview', {
      nullable: true,
      description: "First 200 characters of the root's output; null: not reported.",
    }),
    receivedAt: t.field({
      type: 'DateTime',
      description: 'Time when the last span arrived.',
      resolve: ({ receivedAtMs }) => new Date(receivedAtMs),
    }),
    metadata: t.field({
      type: 'JSON',
      nullable: true,
      complexity: oneAtATime,
      description: 'Further data of the root; null: none. Costly: can be asked of one trace at a time.',
      resolve: (trace, _args, context) => traceMetadata(context).load(trace.id),
    }),
    columns: t.field({
      type: 'SpanColumns',
      complexity: oneAtATime,
      description: 'The whole tree of spans in columns, at most 200,000 spans. Costly: can be asked of one trace at a time.',
      resolve: async (trace, _args, context) => {
        const tree = await treeOf(context).load(trace.id);
        return tree === null ? emptyColumns : spanColumns(tree);
      },
    }),
    span: t.field({
      type: SpanRef,
      nullable: true,
      description: 'One span of the trace; null: none has this id.',
      args: {
        spanId: t.arg.string({ description: spanIdWords }),
        id: t.arg.id({ deprecationReason: 'Use `spanId`.', description: spanIdWords }),
      },
      resolve: (trace, { spanId, id }, context) =>
        spanOf(context).load(keyOfSpan({ traceId: trace.id, spanId: spanIdOf(unwrap(eitherOf({ spanId, id })).value) })),
    }),
    criticalPath: t.stringList({
      complexity: oneAtATime,
      description: 'Ids of the spans on the critical path, depth first. Costly: can be asked of one trace at a time.',
      resolve: async (trace, _args, context) => {
        const tree = await treeOf(context).load(trace.id);
        return tree === null ? [] : tree.ids.filter((_, place) => tree.critical[place] === 1);
      },
    }),
    search: t.stringList({
      complexity: oneAtATime,
      description:
        'Ids of the spans whose name, texts, error or attributes contain a text, regardless of case; depth first, at most 1,000. Costly: can be asked of one trace at a time.',
      args: { text: t.arg.string({ required: true, description: 'Text to search for, at most 512 characters.' }) },
      resolve: async (trace, { text }, context) => {
        const asked = unwrap(checkSpanSearch(text, 'text'));
        const tree = await treeOf(context).load(trace.id);
        return tree === null
          ? []
          : (await searchTrace(context.stores.clickhouse, context.viewer.workspaceId, tree, asked)).map(
              (place) => tree.ids[place] as string,
            );
      },
    }),
    messages: t.field({
      type: [MessageRef],
      description: 'Messages that were made from the trace, by time.',
      resolve: (trace, _args, context) => messagesOfTrace(context).load(trace.id),
    }),
    evaluations: t.field({
      type: [EvaluationRef],
      description: 'Judgments of the trace, of its spans and of its messages.',
      resolve: (trace, _args, context) => evaluationsOfTrace(context).load(trace.id),
    }),
  }),
});

export const TraceConnection = builder.connectionObject(
  { type: TraceRef, name: 'TraceConnection', description: 'A page of traces.' },
  { name: 'TraceEdge', description: 'A trace together with its place in a list.' },
);

const SpanConnection = builder.connectionObject(
  { type: SpanRef, name: 'SpanConnection', description: 'A page of spans.' },
  { name: 'SpanEdge', description: 'A span together with its place in a list.' },
);

builder.objectField(TraceRef, 'spans', (t) =>
  t.connection(
    {
      type: SpanRef,
      description: 'Spans of the trace, all or some, depth first, at most 200 a page.',
      args: {
        parentSpanId: t.arg.string({ description: 'Only the direct children of this span.' }),
        parentId: t.arg.id({ deprecationReason: 'Use `parentSpanId`.', description: 'Only the direct children of this span.' }),
        underSpanId: t.arg.string({ description: 'Only the subtree of this span, including the span itself.' }),
        under: t.arg.id({
          deprecationReason: 'Use `underSpanId`.',
          description: 'Only the subtree of this span, including the span itself.',
        }),
        maxDepth: t.arg.int({
          description: 'Largest depth of the spans: 0 selects the roots; with `underSpanId`, counted from that span.',
        }),
        from: t.arg({ type: 'DateTime', description: 'Only spans that end at this instant or later.' }),
        to: t.arg({ type: 'DateTime', description: 'Only spans that begin before this instant.' }),
        search: t.arg.string({
          description: 'Only spans that contain this text, as the field `search` finds them; at most 512 characters.',
        }),
        errorsOnly: t.arg.boolean({ description: 'Whether only spans that failed are selected.' }),
      },
      resolve: async (trace, { parentSpanId, parentId, underSpanId, under, maxDepth, from, to, search, errorsOnly, ...args }, context) => {
        const window: SpanWindow = {
          parentId: idOrNull(parentSpanId ?? parentId),
          under: idOrNull(underSpanId ?? under),
          maxDepth: maxDepth ?? null,
          from: from ?? null,
          to: to ?? null,
          errorsOnly: errorsOnly ?? false,
          among:
            search === null || search === undefined || search.trim() === ''
              ? null
              : await placesFound(trace.id, unwrap(checkSpanSearch(search, 'search')), context),
        };
        return resolveCursorConnection(
          { args, toCursor: ({ id }: SpanRecord) => encodeCursor('spans', id), defaultSize: defaultPageSize, maxSize: maxPageSize },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const tree = await treeOf(context).load(trace.id);
            if (tree === null) return [];
            const ids = spansInWindow(tree, window, { ...endsOf({ after, before }, spanOfCursor), limit, inverted });
            const found = await Promise.all(ids.map((spanId) => spanOf(context).load(keyOfSpan({ traceId: trace.id, spanId }))));
            return found.filter((span) => span !== null);
          },
        ) as never;
      },
    },
    SpanConnection,
  ),
);

const spanOfCursor = (cursor: string, argument: CursorArgument): string => String(decodeCursor('spans', 1, cursor, argument)[0]);
const idOrNull = (id: unknown): string | null => (id === null || id === undefined ? null : spanIdOf(String(id)));

async function placesFound(traceId: string, asked: string, context: Context): Promise<ReadonlySet<number>> {
  const tree = await treeOf(context).load(traceId);
  return new Set(tree === null ? [] : await searchTrace(context.stores.clickhouse, context.viewer.workspaceId, tree, asked));
}
