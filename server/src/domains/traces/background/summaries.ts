import type { LiveBus } from '../../../platform/live/bus.ts';
import { Gathering, type GatheringOptions, type Pass } from '../../../platform/store/gathering.ts';
import { int, join, raw, sql, uuid, type Sql } from '../../../platform/store/sql.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { columnName, type RecordOf } from '../../../platform/store/table.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import { landSpans } from '../load.ts';
import { traceQueue } from '../queries/queues.ts';
import { traceOfUuid, traceSet } from '../queries/uuid.ts';
import { traces } from '../tables.ts';
import { placesOfTraces } from './queries.ts';

/** Queue rows taken at once. */
const takeCount = 4_000;
const timeoutMs = 60_000;
const passes: GatheringOptions = {
  fewASecond: 200,
  quickPasses: { burst: 8, everyMs: 3_000 },
  pauses: { idleMs: 250, busyMs: 250, gatherMs: 800, unwatchedMs: 5_000, failedMs: 2_000 },
};

/** Columns of a summary and how each comes from the spans of its trace. A root says before others, the earliest before later ones. */
const byRank = (value: string, condition: string): Sql => raw(`argMinIf(${value}, (parent_id != '', started_at, span_id), ${condition})`);
const ofModels = (column: string): Sql => raw(`sumIf(${column}, kind IN ('LLM', 'EMBEDDING', 'RERANKER'))`);
type SummaryColumn = Exclude<keyof RecordOf<typeof traces.shape>, 'workspaceId' | 'traceId' | 'receivedAt' | 'version' | 'isDeleted'>;
const summary: Readonly<Record<SummaryColumn, Sql>> = {
  startedAt: raw('min(started_at)'),
  endedAt: raw('max(addMicroseconds(started_at, duration_us))'),
  durationUs: raw(
    'toUInt64(toUnixTimestamp64Micro(max(addMicroseconds(started_at, duration_us))) - toUnixTimestamp64Micro(min(started_at)))',
  ),
  name: raw(
    `if(maxIf(1, trace_name != '') = 1, argMinIf(trace_name, (parent_id != '', started_at, span_id), trace_name != ''), argMin(toString(name), (parent_id != '', started_at, span_id)))`,
  ),
  rootSpanId: byRank('span_id', `parent_id = ''`),
  rootKind: raw(`toString(argMin(kind, (parent_id != '', started_at, span_id)))`),
  services: raw(`arraySort(groupUniqArrayIf(20)(service, service != ''))`),
  environment: byRank('environment', `environment != ''`),
  release: byRank('release', `release != ''`),
  appVersion: byRank('app_version', `app_version != ''`),
  sessionId: byRank('session_id', `session_id != ''`),
  userId: byRank('user_id', `user_id != ''`),
  tags: raw('arraySort(groupUniqArrayArray(100)(tags))'),
  models: raw(`arraySort(groupUniqArrayIf(50)(model, model != '' AND kind IN ('LLM', 'EMBEDDING', 'RERANKER')))`),
  providers: raw(`arraySort(groupUniqArrayIf(50)(provider, provider != '' AND kind IN ('LLM', 'EMBEDDING', 'RERANKER')))`),
  toolNames: raw(`arraySort(groupUniqArrayIf(100)(tool_name, tool_name != '' AND kind = 'TOOL'))`),
  errorTypes: raw(`arraySort(groupUniqArrayIf(50)(if(error_type = '', 'error', error_type), is_error))`),
  spanNames: raw('arraySort(groupUniqArray(100)(name))'),
  spanCount: raw('count()'),
  modelCallCount: raw(`countIf(kind = 'LLM')`),
  toolCallCount: raw(`countIf(kind = 'TOOL')`),
  errorCount: raw('countIf(is_error)'),
  openCount: raw('countIf(is_open)'),
  // What a wrapping span sums up is its children's.
  uncachedInputTokens: ofModels('uncached_input_tokens'),
  cacheReadTokens: ofModels('cache_read_tokens'),
  cacheWriteTokens: ofModels('cache_write_tokens'),
  visibleOutputTokens: ofModels('visible_output_tokens'),
  reasoningTokens: ofModels('reasoning_tokens'),
  costNanoUsd: raw('ifNull(sum(cost_nano_usd), 0)'),
  pricedCount: raw('countIf(isNotNull(cost_nano_usd))'),
  timeToFirstTokenMs: raw('argMinIf(time_to_first_token_ms, started_at, isNotNull(time_to_first_token_ms))'),
  inputPreview: byRank('input_preview', `input_preview != ''`),
  outputPreview: raw(
    `if(argMin(output_preview, (parent_id != '', started_at, span_id)) != '', argMin(output_preview, (parent_id != '', started_at, span_id)), argMaxIf(output_preview, addMicroseconds(started_at, duration_us), output_preview != ''))`,
  ),
  expiresOn: raw('max(expires_on)'),
};

/** Columns of `traces` that come from spans, and what each is over `spans FINAL`, grouped by workspace and trace. */
export const summaryNames: readonly string[] = Object.keys(summary).map(columnName);
export const summaryValues: readonly Sql[] = Object.values(summary);

const removedSummaries = traces.only('workspaceId', 'traceId', 'startedAt', 'version', 'isDeleted');

/**
 * Writes the summaries of queued traces again, from all their spans. Locks the queue rows, takes a version, reads, writes, deletes the
 * rows, commits: as the projector does with messages, and as harmless to repeat. Returns the traces, by workspace.
 */
export async function summarizeQueued(stores: Stores): Promise<Map<string, string[]>> {
  if (!(await traceQueue.hasAny(stores.postgres))) return new Map();
  const taken = await traceQueue.take(stores.postgres, takeCount, async (client, rows) => {
    const byWorkspace = new Map<string, Set<string>>();
    for (const { workspaceId, traceId } of rows) byWorkspace.set(workspaceId, (byWorkspace.get(workspaceId) ?? new Set()).add(traceId));
    const version = await nextVersion(client);
    for (const [workspaceId, traceIds] of byWorkspace) await summarize(stores, workspaceId, [...traceIds], version);
    return { done: rows, value: byWorkspace };
  });
  return new Map([...(taken?.value ?? [])].map(([workspaceId, traceIds]) => [workspaceId, [...traceIds].map(traceOfUuid)]));
}

/**
 * Writes the summaries of these traces under this version; a trace without spans gets none. Of a span that stands several times the newest
 * counts: `FINAL` would read the same stretch of every part, where most parts hold nothing of these traces (their bloom filter says so).
 */
async function summarize({ clickhouse }: Stores, workspaceId: string, traceIds: readonly string[], version: number): Promise<void> {
  await clickhouse.command(
    'traces.summarize',
    sql`INSERT INTO traces (workspace_id, trace_id, ${raw(summaryNames.join(', '))}, received_at, version, is_deleted)
      SELECT workspace_id, trace_id, ${join(summaryValues, ', ')}, now64(3), ${int(version)}, 0
      FROM (
        SELECT * FROM spans WHERE workspace_id = ${uuid(workspaceId)} AND trace_id IN ${traceSet(traceIds)}
        ORDER BY spans.version DESC LIMIT 1 BY trace_id, span_id
      )
      GROUP BY workspace_id, trace_id`,
    { timeoutMs, maxThreads: 1 },
  );
  const places = await placesOfTraces(clickhouse, { workspaceId, traceIds });
  const removals = stalePlaces(places).map(({ traceId, startUs }) =>
    removedSummaries.line({ workspaceId, traceId, startedAt: startUs, version, isDeleted: 1 }),
  );
  if (removals.length > 0) await clickhouse.insert(removedSummaries.name, removedSummaries.columnNames, removals.join('\n'));
}

/** Starts at which an earlier summary of a trace may stand: the running earliest over its commits, but the one that holds now. */
export function stalePlaces(places: readonly { traceId: string; startUs: number }[]): { traceId: string; startUs: number }[] {
  const stale: { traceId: string; startUs: number }[] = [];
  let traceId = '';
  let earliest = Infinity;
  for (const place of places) {
    if (place.traceId !== traceId) {
      traceId = place.traceId;
      earliest = place.startUs;
      continue;
    }
    if (place.startUs >= earliest) continue;
    stale.push({ traceId, startUs: earliest });
    earliest = place.startUs;
  }
  return stale;
}

/** Writes summaries until nothing is queued. */
export async function drainSummaries(stores: Stores): Promise<void> {
  await landSpans(stores);
  while ((await summarizeQueued(stores)).size > 0);
}

export interface SummariesOptions {
  /** After each pass that did not fail, also one that found nothing. */
  readonly onPassed: () => void;
  /** A pass that failed is made again. */
  readonly onError: (error: unknown) => void;
}

/** Keeps summaries up with their spans until stopped, and tells which traces landed. Any number of servers may run one. */
export function startSummaries(
  stores: Stores,
  live: Pick<LiveBus, 'publish'>,
  { onPassed, onError }: SummariesOptions,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const sumUp = async (): Promise<Pass> => {
    await landSpans(stores);
    const landed = await summarizeQueued(stores);
    onPassed();
    for (const [workspaceId, traceIds] of landed) live.publish('traces.landed', workspaceId, { traceIds });
    return { count: [...landed.values()].reduce((sum, traceIds) => sum + traceIds.length, 0) };
  };
  const done = new Gathering(stores.clickhouse.demand, passes).run(sumUp, onError, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}
