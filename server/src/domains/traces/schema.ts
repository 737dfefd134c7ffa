import { resolveCursorConnection, type ResolveCursorConnectionArgs } from '@pothos/plugin-relay';
import { builder } from '../../platform/graphql/builder.ts';
import { batchArgument } from '../../platform/graphql/limits/lists.ts';
import { badCursor, decodeCursor, encodeCursor, endsOf, type CursorArgument } from '../../platform/graphql/cursors.ts';
import { eitherOf } from '../../platform/graphql/earlier-arguments.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { defaultPageSize, maxPageSize } from '../../platform/graphql/limits/limits.ts';
import { itemsOf } from '../../platform/ingest/batches.ts';
import { IngestResultRef } from '../messages/schema/input.ts';
import { checkTraceId } from './ingest.ts';
import { changesOfTrace, deletions, landings } from './arrivals.ts';
import { captureGivenSpans } from './commands/given-spans.ts';
import { deleteTrace } from './commands/delete-trace.ts';
import { traceIdOf } from '../messages/pure/trace-ids.ts';
import { checkTimes, checkTraceFilter } from './queries/filter.ts';
import { listTraces } from './queries/list-traces.ts';
import { traceOf, treeOf } from './loaders.ts';
import type { TraceSortKey, TracePageRange } from './queries/list.ts';
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
  description: 'Values that occur in the fields of TraceFilter: at most 200 of each, most used first.',
  fields: (t) => ({
    names: t.stringList({ description: 'Names of traces.', resolve: ({ names }) => [...names] }),
    services: t.stringList({ description: 'Services that sent spans.', resolve: ({ services }) => [...services] }),
    environments: t.stringList({ description: 'Environments of traces.', resolve: ({ environments }) => [...environments] }),
    models: t.stringList({ description: 'Models that spans called.', resolve: ({ models }) => [...models] }),
    providers: t.stringList({ description: 'Providers of these models.', resolve: ({ providers }) => [...providers] }),
    tools: t.stringList({ description: 'Tools that ran in traces.', resolve: ({ tools }) => [...tools] }),
    tags: t.stringList({ description: 'Tags of traces.', resolve: ({ tags }) => [...tags] }),
    errorTypes: t.stringList({ description: 'Kinds of errors of spans.', resolve: ({ errorTypes }) => [...errorTypes] }),
  }),
});

const traceIdWords = 'Id of the trace: 32 hex digits, a UUID, or the id that an SDK of Langfuse gave it.';

builder.queryFields((t) => ({
  trace: t.field({
    type: TraceRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description: 'One trace; null: no span of it is stored.',
    args: {
      traceId: t.arg.string({ description: traceIdWords }),
      id: t.arg.string({ deprecationReason: 'Use `traceId`.', description: traceIdWords }),
    },
    resolve: (_root, { traceId, id }, context, info) => {
      const key = traceIdOf(unwrap(eitherOf({ traceId, id })).value);
      // Both at once: the tree does not wait for the summary. The caller that selects it receives its failure.
      if (selectsTree(info))
        treeOf(context)
          .load(key)
          .catch(() => {});
      return traceOf(context).load(key);
    },
  }),
  traces: t.connection(
    {
      type: TraceRef,
      authScopes: { may: 'READ' },
      description: 'Traces, newest first unless another order is given; a captured trace appears within a second. At most 200 a page.',
      args: {
        filter: t.arg({ type: TraceFilterRef, description: 'Traces to include; absent: all.' }),
        search: t.arg.string({
          description:
            'Search text, at most 512 characters and 16 words: traces with one text that contains every word or a "phrase in quotes"; or any part of the name of the trace, of a span, of a tool or of a model; or the whole id of a session or a user; or at least the first 8 digits of the trace\'s id.',
        }),
        order: t.arg({ type: TraceOrderRef, defaultValue: traceOrders[0], description: 'Order of the list.' }),
        ascending: t.arg.boolean({ defaultValue: false, description: 'Whether the least, or the oldest, comes first.' }),
      },
      resolve: (_root, { filter, search, order, ascending, ...args }, context) => {
        const asked = { filter: unwrap(checkTraceFilter(filter ?? {}), 'filter'), search: unwrap(parseTraceSearch(search ?? null)) };
        const list = { order: order ?? traceOrders[0], ascending: ascending ?? false };
        const { cursorOf, placeOf } = cursorsOf(list);
        const places = new Map<string, TraceSortKey>();
        return resolveCursorConnection(
          {
            args,
            toCursor: ({ id }: TraceSummary) => cursorOf(places.get(id) as TraceSortKey),
            defaultSize: defaultPageSize,
            maxSize: maxPageSize,
          },
          async ({ after, before, limit, inverted }: ResolveCursorConnectionArgs) => {
            const range = {
              ...list,
              workspaceId: context.viewer.workspaceId,
              ...endsOf({ after, before }, placeOf),
              limit,
              inverted,
            };
            const found = await listTraces(context.stores, { ...asked, range }, new Date());
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
    authScopes: { may: 'READ' },
    description: 'Values that occur in the fields of TraceFilter within a time range, most used first, at most 200 of each.',
    args: {
      from: t.arg({ type: 'DateTime', description: 'First instant, included; absent: since the beginning.' }),
      to: t.arg({ type: 'DateTime', description: 'Last instant, not included; absent: without end.' }),
    },
    resolve: (_root, { from, to }, { stores, viewer }) =>
      traceFilterOptions(stores.clickhouse, viewer.workspaceId, unwrap(checkTimes({ from: from ?? null, to: to ?? null }))),
  }),
}));

builder.mutationFields((t) => ({
  captureSpans: t.field({
    type: IngestResultRef,
    authScopes: { may: 'INGEST' },
    description:
      'Stores up to 5,000 spans of any traces, in any order. A bad span is rejected by index, field and reason; all others are durable when this answers.',
    args: {
      spans: t.arg({
        type: [SpanInputRef],
        required: true,
        extensions: batchArgument,
        description: 'Spans to store. Send them as a variable.',
      }),
    },
    resolve: async (_root, { spans }, context) =>
      unwrap(await captureGivenSpans(context, context.viewer.workspaceId, itemsOf(spans), new Date())),
  }),
  deleteTrace: t.string({
    authScopes: { may: 'DELETE_DATA' },
    description:
      'Deletes a trace for good and returns its id as 32 hex digits, also where no such trace is stored. Its spans and the texts that no other trace refers to are deleted; messages made from it are kept.',
    args: {
      traceId: t.arg.string({ description: traceIdWords }),
      id: t.arg.id({ deprecationReason: 'Use `traceId`.', description: traceIdWords }),
    },
    resolve: (_root, { traceId, id }, context) =>
      deleteTrace(context, context.viewer.workspaceId, traceIdOf(unwrap(checkTraceId(unwrap(eitherOf({ traceId, id })))))),
  }),
}));

builder.subscriptionFields((t) => ({
  traceCaptured: t.field({
    type: TraceRef,
    authScopes: { may: 'READ' },
    description:
      'Traces at the time when spans of theirs are stored; of more than 25 a second, the newest 25. A trace that grows is sent again.',
    extensions: { sharing: 'events' },
    subscribe: (_root, _args, { stores, live, viewer }) =>
      landings(live, viewer.workspaceId, (id) => traceSummary(stores.clickhouse, viewer.workspaceId, id)),
    resolve: (trace) => trace,
  }),
  tracesDeleted: t.stringList({
    authScopes: { may: 'READ' },
    description:
      'Ids of traces, 1 to 2,000 at once, at the time when a viewer or sampling deletes them. Traces whose retention ends are not sent.',
    extensions: { sharing: 'events' },
    subscribe: (_root, _args, { live, viewer }) => deletions(live, viewer.workspaceId),
    resolve: (traceIds) => [...traceIds],
  }),
  traceChanged: t.field({
    type: TraceRef,
    nullable: true,
    authScopes: { may: 'READ' },
    description:
      'One trace: the present state at once, then again whenever spans of the trace are stored, at most once a second; null: no span is stored yet, or the trace was deleted.',
    args: {
      traceId: t.arg.string({ description: traceIdWords }),
      id: t.arg.string({ deprecationReason: 'Use `traceId`.', description: traceIdWords }),
    },
    extensions: { sharing: 'state' },
    subscribe: (_root, { traceId, id }, { live, viewer }) =>
      changesOfTrace(live, viewer.workspaceId, traceIdOf(unwrap(eitherOf({ traceId, id })).value)) as AsyncIterable<unknown>,
    resolve: (_change, { traceId, id }, context) => traceOf(context).load(traceIdOf(unwrap(eitherOf({ traceId, id })).value)),
  }),
}));

/** The cursors of one order of the list: those of another are refused. */
function cursorsOf({ order, ascending }: Pick<TracePageRange, 'order' | 'ascending'>) {
  const format = `traces ${order} ${ascending ? 'up' : 'down'}`;
  return {
    cursorOf: ({ key, startedAtUs, traceId }: TraceSortKey): string => encodeCursor(format, key, startedAtUs, traceId),
    placeOf(cursor: string, argument: CursorArgument): TraceSortKey {
      const [key, startedAtUs, traceId] = decodeCursor(format, 3, cursor, argument);
      if (
        !Number.isSafeInteger(key) ||
        !Number.isSafeInteger(startedAtUs) ||
        typeof traceId !== 'string' ||
        !/^[0-9a-f]{32}$/.test(traceId)
      ) {
        throw badCursor(argument);
      }
      return { key: key as number, startedAtUs: startedAtUs as number, traceId };
    },
  };
}
