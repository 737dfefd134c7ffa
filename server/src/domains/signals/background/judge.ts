import { randomUUID } from 'node:crypto';
import { bucketsOf } from '../../analytics/load/buckets.ts';
import { dayMs } from '../../analytics/pure/interval.ts';
import { annotationsIn } from '../../annotations/load.ts';
import { settingsOf } from '../../settings/load.ts';
import type { WorkContext } from '../../../platform/jobs/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { seriesWithTraffic } from '../load/discover.ts';
import { awakeSeries, incidentsNear, verdictsOf } from '../load/known.ts';
import type { Progress } from '../load/progress.ts';
import { signalSettingsOf } from '../load/sensitivity.ts';
import { storyOf, type Story } from '../load/story.ts';
import { coursesByName } from '../load/tellings.ts';
import { judgeSeries, type Watched } from '../load/watch.ts';
import { groupInto } from '../pure/incidents.ts';
import { eventsOf } from '../pure/events.ts';
import { canBeRead } from '../pure/kept.ts';
import { measuredKind } from '../pure/measure.ts';
import { recordPass } from '../record/pass.ts';

/** A new series learns from so much of its past. */
const historyDays = 60;
/** Values that have got enough traffic are looked for so often. */
const discoverEveryMs = dayMs;
export const mostMarks = 1_000;
/** A past that was sent later has more messages than that above those that were counted. */
const laterMessages = { share: 0.05, count: 100 };

export interface Judging {
  readonly workspaceId: string;
  readonly progress: Progress | null;
  /** End of the last bucket to judge. */
  readonly until: Date;
  /** The last message, at least to the hour. */
  readonly latest: Date;
  readonly now: Date;
}

/** Judges the buckets of a workspace that have closed, stores what was found, and announces it. Runs within the workspace. */
export async function judgeWorkspace({ stores, live }: Omit<WorkContext, 'onError'>, judging: Judging): Promise<void> {
  const { workspaceId, progress, until, now } = judging;
  const isPastNew = progress !== null && (await hasNewPast(stores, workspaceId, progress));
  const [{ timeZone }, { sensitivity }] = await Promise.all([settingsOf(stores, workspaceId), signalSettingsOf(stores, workspaceId)]);
  const finderOf = { timeZone: timeZone ?? 'UTC', sensitivity, until };
  const isDiscovery = progress === null || isPastNew || now.getTime() - progress.discoveredAt.getTime() >= discoverEveryMs;
  const watched = await watchedOf(stores, judging, { isDiscovery, isPastNew, timeZone: finderOf.timeZone });
  const courses = await judgeSeries(stores, workspaceId, watched, finderOf);
  const from = new Date(Math.min(until.getTime(), ...watched.map((series) => series.from.getTime())));
  const incidents = await incidentsNear(stores, workspaceId, from);
  const stored = Map.groupBy(
    incidents.flatMap(({ findings }) => findings),
    ({ seriesId }) => seriesId,
  );
  const events = courses.flatMap(({ series, changes }) =>
    eventsOf({ ...series, isAnew: series.state === null, stored: stored.get(series.id) ?? [] }, changes, until.getTime(), randomUUID),
  );
  const changed = groupInto(incidents, events, randomUUID);
  const marks = changed.size === 0 ? [] : await annotationsIn(stores.postgres, { workspaceId, from, to: until, limit: mostMarks });
  const byName = coursesByName(courses);
  const stories: Story[] = [];
  for (const incident of changed) stories.push(await storyOf(stores, workspaceId, incident, { courses: byName, marks, until }));
  const counted = isDiscovery || progress === null ? await countedUntil(stores, workspaceId, until) : progress;
  const discoveredAt = isDiscovery || progress === null ? now : progress.discoveredAt;
  const announced = await recordPass(stores, workspaceId, { courses, stories, until, now, discoveredAt, counted });
  for (const { id, isNew } of announced) live.publish(isNew ? 'anomalies.detected' : 'anomalies.changed', workspaceId, { id });
}

/** The series to judge, each from the bucket after its last one; new ones, and all where the past is new, from the beginning of their history. */
async function watchedOf(
  stores: Stores,
  { workspaceId, progress, until, latest }: Judging,
  { isDiscovery, isPastNew, timeZone }: { readonly isDiscovery: boolean; readonly isPastNew: boolean; readonly timeZone: string },
): Promise<Watched[]> {
  // Of longer buckets the first is whole.
  const historyFrom = new Date(Math.floor(until.getTime() / dayMs) * dayMs - historyDays * dayMs);
  const [known, verdicts] = await Promise.all([awakeSeries(stores, workspaceId, until), verdictsOf(stores, workspaceId)]);
  const watched = known.map((series): Watched => {
    const canGoOn = !isPastNew && canBeRead(series.state, { kind: measuredKind(series.metric), bucketMs: series.bucketMs, timeZone });
    return {
      ...series,
      state: canGoOn ? series.state : null,
      from: canGoOn ? series.judgedUntil : historyFrom,
      reportFrom: isPastNew ? historyFrom : series.judgedUntil,
      verdicts: verdicts.get(series.id) ?? [],
    };
  });
  if (!isDiscovery) return watched;
  const keyOf = ({ metric, dimension, value }: Pick<Watched, 'metric' | 'dimension' | 'value'>): string =>
    JSON.stringify([metric, dimension, value]);
  const names = new Set(watched.map(keyOf));
  const discovered = await seriesWithTraffic(stores, workspaceId, latest);
  const shortOf = new Map(discovered.map((one) => [keyOf(one), one.shortMs]));
  for (const [place, series] of watched.entries()) watched[place] = { ...series, shortMs: shortOf.get(keyOf(series)) ?? null };
  const found = discovered.filter((key) => !names.has(keyOf(key)));
  // One that had no traffic for a while has a row already, and goes on with it.
  const rows = await stores.prisma.watchedSeries.findMany({
    where: { workspaceId, OR: found.map(({ metric, dimension, value }) => ({ metric, dimension, value })) },
    select: { id: true, metric: true, dimension: true, value: true, mutedUntil: true },
  });
  const asleep = new Map(rows.map((row) => [keyOf(row), row]));
  for (const key of found) {
    const row = asleep.get(keyOf(key));
    watched.push({
      ...key,
      id: row?.id ?? randomUUID(),
      state: null,
      from: historyFrom,
      // In a workspace that is judged already, what a new series had before is no news.
      reportFrom: progress === null || isPastNew ? historyFrom : progress.judgedUntil,
      verdicts: row === undefined ? [] : (verdicts.get(row.id) ?? []),
      mutedUntil: row?.mutedUntil ?? null,
      valueCount: 0,
      lastBucketAt: null,
      level: null,
      bandShare: null,
    });
  }
  return watched;
}

/** Messages of the whole days that are judged by then. */
async function countedUntil(stores: Stores, workspaceId: string, until: Date): Promise<Omit<Progress, 'judgedUntil' | 'discoveredAt'>> {
  const to = new Date(Math.floor(until.getTime() / dayMs) * dayMs);
  const from = new Date(to.getTime() - historyDays * dayMs);
  return { countedFrom: from, countedUntil: to, countedMessages: await messagesOf(stores, workspaceId, from, to) };
}

async function messagesOf(stores: Stores, workspaceId: string, from: Date, to: Date): Promise<number> {
  const bucketMs = to.getTime() - from.getTime();
  const [all] = await bucketsOf(stores, workspaceId, { filter: {}, dimension: null, bucketMs, from, to, parts: new Set() });
  return all?.messageCount ?? 0;
}

/** Whether messages were sent for days that are judged: by an import, or by the demo. Then all is learned from them. */
async function hasNewPast(stores: Stores, workspaceId: string, progress: Progress): Promise<boolean> {
  const count = await messagesOf(stores, workspaceId, progress.countedFrom, progress.countedUntil);
  return count > progress.countedMessages * (1 + laterMessages.share) + laterMessages.count;
}
