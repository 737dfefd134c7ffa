import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../platform/graphql/builder.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { badCursor, decodeCursor, encodeCursor } from '../../platform/graphql/cursors.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { defaultPageSize, maxPageSize } from '../../platform/graphql/limits/limits.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { changesOfTrace, landings } from './arrivals.ts';
import { captureGivenSpans } from './commands/given-spans.ts';
import { deleteTrace } from './commands/delete-trace.ts';
import { traceIdOf } from '../messages/pure/trace-ids.ts';
import { checkTimes, checkTraceFilter } from './queries/filter.ts';
import { listTraces } from './queries/list-traces.ts';
import { traceOf, treeOf } from './loaders.ts';
import type { TracePlace, TraceStretch } from './queries/list.ts';
import { traceFilterOptions, type TraceFilterOptions } from './queries/options.ts';
import { traceOrders } from './queries/order.ts';
import { parseTraceSearch } from './queries/search-terms.ts';
import type { TraceSummary } from './queries/summary.ts';
import { traceSummary } from './queries/traces-by-id.ts';
import { selectsTree } from './schema/selects-tree.ts';
import { TraceFilterRef } from './schema/filter.ts';
import { SpanInputRef } from './schema/input.ts';
import { TraceOrderRef } from './schema/kinds.ts';
import { TraceConnection, TraceRef } from './schema/trace.ts';
import './schema/message.ts';

const TraceFilterOptionsRef = builder.objectRef<TraceFilterOptions>('TraceFilterOptions').implement({
  description: 'What the list of traces can be filtered by: of each at most 200, most used first.',
  fields: (t) => ({
    names: t.stringList({ description: 'Names of traces.', resolve: ({ names }) => [...names] }),
    services: t.stringList({ description: 'Services.', resolve: ({ services }) => [...services] }),
    environments: t.stringList({ description: 'Environments.', resolve: ({ environments }) => [...environments] }),
    models: t.stringList({ description: 'Models.', resolve: ({ models }) => [...models] }),
    providers: t.stringList({ description: 'Providers.', resolve: ({ providers }) => [...providers] }),
    tools: t.stringList({ description: 'Tools.', resolve: ({ tools }) => [...tools] }),
    tags: t.stringList({ description: 'Tags.', resolve: ({ tags }) => [...tags] }),
    errorTypes: t.stringList({ description: 'What spans failed with.', resolve: ({ errorTypes }) => [...errorTypes] }),
  }),
});

builder.queryFields((t) => ({
  trace: t.field({
    type: TraceRef,
    nullable: true,
    authScopes: { atLeast: 'VIEWER' },
    description: 'One trace; null: no span of it is here.',
    args: { id: t.arg.string({ required: true, description: '32 hex digits; a UUID, or an id that Langfuse SDKs gave it, is looked up as it was kept.' }) },
    resolve: (_root, { id }, context, info) => {
      // Both at once: the tree does not wait for the summary. Whoever asks for it hears of its failure.
      if (selectsTree(info)) treeOf(context).load(traceIdOf(id)).catch(() => {});
      return traceOf(context).load(traceIdOf(id));
    },
  }),
  traces: t.connection(
    {
      type: TraceRef,
      authScopes: { atLeast: 'VIEWER' },
      description: 'Traces, newest first unless sorted otherwise; new ones show up within a second.',
      args: {
        filter: t.arg({ type: TraceFilterRef, description: 'Which traces; absent: all.' }),
        search: t.arg.string({
          description: 'Text that they hold: every word of it in one text that was said in them, a "phrase in quotes", or any part of the name of the trace, of a span, of a tool or of a model; or the whole id of a session or a user, or at least the first 8 digits of the id of the trace.',
        }),
        order: t.arg({ type: TraceOrderRef, defaultValue: traceOrders[0], description: 'What to sort by.' }),
        ascending: t.arg.boolean({ defaultValue: false, description: 'Least, or oldest, first.' }),
      },
      resolve: (_root, { filter, search, order, ascending, ...args }, context) => {
        const asked = { filter: unwrap(checkTraceFilter(filter ?? {}), 'filter'), search: unwrap(parseTraceSearch(search ?? null)) };
        const list = { order: order ?? traceOrders[0], ascending: ascending ?? false };
        const { cursorOf, placeOf } = placesOf(list);
        const places = new Map<string, TracePlace>();
        return resolveCursorConnection(
          { args, toCursor: ({ id }: TraceSummary) => cursorOf(places.get(id) as TracePlace), defaultSize: defaultPageSize, maxSize: maxPageSize },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const stretch = { ...list, workspaceId: context.viewer.workspaceId, after: placeOf(after), before: placeOf(before), limit, inverted };
            const found = await listTraces(context.stores, { ...asked, stretch }, new Date());
            for (const place of found) places.set(place.traceId, place);
            const traces = await Promise.all(found.map(({ traceId }) => traceOf(context).load(traceId)));
            return traces.filter((trace) => trace !== null);
          },
        ) as never;
      },
    },
    TraceConnection,
  ),
  traceFilterOptions: t.field({
    type: TraceFilterOptionsRef,
    authScopes: { atLeast: 'VIEWER' },
    description: 'What traces of a time range can be filtered by.',
    args: {
      from: t.arg({ type: 'DateTime', description: 'First instant, included; absent: since the beginning.' }),
      to: t.arg({ type: 'DateTime', description: 'Last instant, not included; absent: without end.' }),
    },
    resolve: (_root, { from, to }, { stores, viewer }) => traceFilterOptions(stores.clickhouse, viewer.workspaceId, unwrap(checkTimes({ from: from ?? null, to: to ?? null }))),
  }),
}));

builder.mutationFields((t) => ({
  captureSpans: t.field({
    type: IngestResultRef,
    authScopes: { atLeast: 'EDITOR' },
    description: 'Stores up to 5,000 spans of any traces, in any order. A bad one is rejected on its own, by index, field and reason; all others are durable when this answers.',
    args: { spans: t.arg({ type: [SpanInputRef], required: true, extensions: batchArgument, description: 'The spans. Send them as a variable.' }) },
    resolve: async (_root, { spans }, context) => unwrap(await captureGivenSpans(context, context.viewer.workspaceId, itemsOf(spans), new Date())),
  }),
  deleteTrace: t.boolean({
    authScopes: { atLeast: 'ADMIN' },
    description: 'Deletes a trace for good: its spans, its texts that no other trace names, its place in lists. Messages that were made from it stay. Gives true, also where it was not here.',
    args: { id: t.arg.id({ required: true, description: 'The trace, as for `trace`.' }) },
    resolve: async (_root, { id }, context) => deleteTrace(context, context.viewer.workspaceId, traceIdOf(String(id))),
  }),
}));

builder.subscriptionFields((t) => ({
  traceCaptured: t.field({
    type: TraceRef,
    authScopes: { atLeast: 'VIEWER' },
    description: 'Traces as spans of them land, at most 25 a second; of more, the newest. A trace that grows is told again.',
    extensions: { sharing: 'events' },
    subscribe: (_root, _args, { stores, live, viewer }) => landings(live, viewer.workspaceId, (id) => traceSummary(stores.clickhouse, viewer.workspaceId, id)),
    resolve: (trace) => trace,
  }),
  traceChanged: t.field({
    type: TraceRef,
    nullable: true,
    authScopes: { atLeast: 'VIEWER' },
    description: 'One trace at once, and again whenever spans of it land, at most once a second; null: none of its spans is here yet, or they were deleted.',
    args: { id: t.arg.string({ required: true, description: 'The trace, as for `trace`.' }) },
    extensions: { sharing: 'state' },
    subscribe: (_root, { id }, { live, viewer }) => changesOfTrace(live, viewer.workspaceId, traceIdOf(id)) as AsyncIterable<unknown>,
    resolve: (_change, { id }, context) => traceOf(context).load(traceIdOf(id)),
  }),
}));

/** The cursors of one order of the list: those of another are refused. */
function placesOf({ order, ascending }: Pick<TraceStretch, 'order' | 'ascending'>) {
  const format = `traces ${order} ${ascending ? 'up' : 'down'}`;
  return {
    cursorOf: ({ key, startedAtUs, traceId }: TracePlace): string => encodeCursor(format, key, startedAtUs, traceId),
    placeOf(cursor: string | null | undefined): TracePlace | null {
      if (cursor === null || cursor === undefined) return null;
      const [key, startedAtUs, traceId] = decodeCursor(format, 3, cursor);
      if (!Number.isSafeInteger(key) || !Number.isSafeInteger(startedAtUs) || typeof traceId !== 'string' || !/^[0-9a-f]{32}$/.test(traceId)) {
        throw badCursor();
      }
      return { key: key as number, startedAtUs: startedAtUs as number, traceId };
    },
  };
}
