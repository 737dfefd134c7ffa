import { randomUUID } from 'node:crypto';
import { dayMs } from '../../analytics/pure/interval.ts';
import { settingsOf } from '../../settings/load.ts';
import { fail, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { kept } from '../../../platform/store/kept.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { BadSignal } from '../errors.ts';
import { eventsOf } from '../pure/events.ts';
import { beganAtOf, endedAtOf, groupInto, type Incident, type StoredFinding } from '../pure/incidents.ts';
import { replaySentence } from '../pure/replay-sentence.ts';
import type { Sensitivity } from '../types.ts';
import { verdictsOf } from './known.ts';
import { coursesByName, inOrderNow } from './tellings.ts';
import { judgeSeries, type Watched } from './watch.ts';

export const maxReplayDays = 60;
/** Learned from before the days that are replayed. */
const learnedDays = 30;

/** An incident that there would have been. */
export interface ReplayedAnomaly {
  readonly first: StoredFinding;
  readonly beganAt: Date;
  readonly endedAt: Date | null;
}

export interface Replay {
  readonly sensitivity: Sensitivity;
  readonly days: number;
  /** Newest first. */
  readonly anomalies: readonly ReplayedAnomaly[];
  readonly sentence: string;
}

interface Asked {
  readonly workspaceId: string;
  readonly sensitivity: Sensitivity;
  readonly days: number;
  /** End of the last bucket, ms since 1970. */
  readonly until: number;
}

/** All series of a workspace judged again with a sensitivity, with the verdicts that stand: what there would have been in the last days. */
export async function replay(
  stores: Stores,
  workspaceId: string,
  { sensitivity, days }: Pick<Asked, 'sensitivity' | 'days'>,
): Promise<Result<Replay, BadSignal>> {
  if (days < 1 || days > maxReplayDays) return fail(new BadSignal('days', `${days} is not possible; 1 to ${maxReplayDays} are`));
  const progress = await stores.prisma.signalProgress.findUnique({ where: { workspaceId } });
  const none = { sensitivity, days, anomalies: [] };
  if (progress === null) return succeed({ ...none, sentence: 'No message has been judged yet.' });
  const anomalies = await replayed(stores, { workspaceId, sensitivity, days, until: progress.judgedUntil.getTime() });
  const others = anomalies.map(({ first }) => first);
  return succeed({ sensitivity, days, anomalies, sentence: replaySentence(sensitivity, days, others) });
}

const replayed = kept(async (stores: Stores, { workspaceId, sensitivity, days, until: untilMs }: Asked): Promise<ReplayedAnomaly[]> => {
  const until = new Date(untilMs);
  const [{ timeZone }, rows, verdicts] = await Promise.all([
    settingsOf(stores, workspaceId),
    stores.prisma.watchedSeries.findMany({
      where: { workspaceId },
      select: { id: true, metric: true, dimension: true, value: true, bucketMs: true, mutedUntil: true },
      orderBy: { id: 'asc' },
    }),
    verdictsOf(stores, workspaceId),
  ]);
  const reportFrom = new Date(untilMs - days * dayMs);
  const from = new Date(Math.floor(reportFrom.getTime() / dayMs) * dayMs - learnedDays * dayMs);
  const unknown = { state: null, shortMs: null, valueCount: 0, lastBucketAt: null, level: null, bandShare: null };
  const watched = rows.map((row): Watched => ({ ...row, ...unknown, from, reportFrom, verdicts: verdicts.get(row.id) ?? [] }));
  const courses = await judgeSeries(stores, workspaceId, watched, { timeZone: timeZone ?? 'UTC', sensitivity, until });
  const incidents: Incident[] = [];
  const events = courses.flatMap(({ series, changes }) => eventsOf({ ...series, isAnew: true, stored: [] }, changes, untilMs, randomUUID));
  groupInto(incidents, events, randomUUID);
  const byName = coursesByName(courses);
  return incidents
    .map((incident): ReplayedAnomaly => {
      const endedAt = endedAtOf(incident);
      const first = inOrderNow(incident, byName, until)[0] as StoredFinding;
      return { first, beganAt: new Date(beganAtOf(incident)), endedAt: endedAt === null ? null : new Date(endedAt) };
    })
    .toSorted((one, other) => other.beganAt.getTime() - one.beganAt.getTime());
});
