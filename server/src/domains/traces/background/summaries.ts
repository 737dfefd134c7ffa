import type { LiveBus } from '../../../platform/live/bus.ts';
import { Gathering, type GatheringOptions, type Pass } from '../../../platform/store/gathering.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { nextVersion } from '../../../platform/store/projector/queue.ts';
import { landSpans } from '../load.ts';
import { shapesOf } from '../queries/counting.ts';
import { traceQueue } from '../queries/queues.ts';
import { writeSummaries } from '../queries/sums.ts';
import { traceOfUuid } from '../queries/uuid.ts';
import { traces } from '../tables.ts';
import { settleMessages } from './settle.ts';

/** Queue rows taken at once. */
const takeCount = 4_000;
const passes: GatheringOptions = {
  fewASecond: 200,
  quickPasses: { burst: 8, everyMs: 3_000 },
  pauses: { idleMs: 250, busyMs: 250, gatherMs: 800, unwatchedMs: 5_000, failedMs: 2_000 },
};

/** Where no viewer is. */
const silent: Pick<LiveBus, 'publish'> = { publish: () => {} };

const removedSummaries = traces.only('workspaceId', 'traceId', 'startedAt', 'version', 'isDeleted');

/**
 * Writes the summaries of queued traces again, from all their spans, and settles their messages. Locks the queue rows, takes a version,
 * reads, writes, deletes the rows, commits: as the projector does with messages, and as harmless to repeat. Returns the traces, by
 * workspace.
 */
export async function summarizeQueued(stores: Stores, live: Pick<LiveBus, 'publish'> = silent): Promise<Map<string, string[]>> {
  if (!(await traceQueue.hasAny(stores.postgres))) return new Map();
  const taken = await traceQueue.take(stores.postgres, takeCount, async (client, rows) => {
    const byWorkspace = new Map<string, Set<string>>();
    for (const { workspaceId, traceId } of rows) byWorkspace.set(workspaceId, (byWorkspace.get(workspaceId) ?? new Set()).add(traceId));
    const version = await nextVersion(client);
    for (const [workspaceId, traceIds] of byWorkspace) await summarize(stores, live, workspaceId, [...traceIds], version);
    return { done: rows, value: byWorkspace };
  });
  return new Map([...(taken?.value ?? [])].map(([workspaceId, traceIds]) => [workspaceId, [...traceIds].map(traceOfUuid)]));
}

/** Writes the summaries of these traces under this version, and removals where earlier ones stand. */
async function summarize(
  stores: Stores,
  live: Pick<LiveBus, 'publish'>,
  workspaceId: string,
  traceIds: readonly string[],
  version: number,
): Promise<void> {
  const { clickhouse } = stores;
  // Spans that come after this look queue their traces again.
  const { places, uncounted, unsettled } = await shapesOf(clickhouse, workspaceId, traceIds);
  await writeSummaries(clickhouse, { workspaceId, traceIds, uncounted, version });
  const removals = stalePlaces(places).map(({ traceId, startUs }) =>
    removedSummaries.line({ workspaceId, traceId, startedAt: startUs, version, isDeleted: 1 }),
  );
  if (removals.length > 0) await clickhouse.insert(removedSummaries.name, removedSummaries.columnNames, removals.join('\n'));
  await settleMessages(stores, live, workspaceId, unsettled);
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
    const landed = await summarizeQueued(stores, live);
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
