import { randomUUID } from 'node:crypto';
import { annotationsIn } from '../../annotations/load.ts';
import { settingsOf } from '../../settings/load.ts';
import type { WorkContext } from '../../../platform/jobs/context.ts';
import { incidentsNear, verdictsOf } from '../load/known.ts';
import { signalSettingsOf } from '../load/sensitivity.ts';
import { busySeries, judgeShort, type ShortWatched } from '../load/short.ts';
import { storyOf, type Story } from '../load/story.ts';
import { coursesByName } from '../load/tellings.ts';
import { bucketMs as hourly } from '../load/watch.ts';
import { shortEventsOf } from '../pure/events.ts';
import { groupInto } from '../pure/incidents.ts';
import { recordShortPass } from '../record/pass.ts';
import { mostMarks } from './judge.ts';

interface Judging {
  readonly workspaceId: string;
  /** Short buckets that have ended by then are judged. */
  readonly until: Date;
  readonly now: Date;
}

/** Judges the short buckets of busy series that have closed, stores what was found, and announces it. Runs within the workspace. */
export async function judgeBusy({ stores, live }: Omit<WorkContext, 'onError'>, { workspaceId, until, now }: Judging): Promise<void> {
  const [{ timeZone }, { sensitivity }, rows, seriesCount, verdicts] = await Promise.all([
    settingsOf(stores, workspaceId),
    signalSettingsOf(stores, workspaceId),
    busySeries(stores, workspaceId),
    stores.prisma.watchedSeries.count({ where: { workspaceId } }),
    verdictsOf(stores, workspaceId),
  ]);
  const incidents = await incidentsNear(stores, workspaceId, until);
  const findings = Map.groupBy(
    incidents.flatMap((incident) => incident.findings),
    ({ seriesId }) => seriesId,
  );
  const watched = rows.flatMap(({ shortMs, ...row }): ShortWatched[] =>
    shortMs === null
      ? []
      : [
          {
            ...row,
            shortMs,
            verdicts: verdicts.get(row.id) ?? [],
            isOpenByHour: (findings.get(row.id) ?? []).some(({ endedAt, worst }) => endedAt === null && worst.spanMs >= hourly),
          },
        ],
  );
  const asked = { timeZone: timeZone ?? 'UTC', sensitivity, until, seriesCount };
  const courses = await judgeShort(stores, workspaceId, watched, asked);
  const events = courses.flatMap(({ series, changes, reportFrom }) =>
    shortEventsOf({ ...series, reportFrom, stored: findings.get(series.id) ?? [] }, changes, randomUUID),
  );
  const changed = groupInto(incidents, events, randomUUID);
  const from = new Date(Math.min(until.getTime(), ...events.map(({ finding }) => finding.beganAt)));
  const marks = changed.size === 0 ? [] : await annotationsIn(stores.postgres, { workspaceId, from, to: until, limit: mostMarks });
  const byName = coursesByName(courses);
  const stories: Story[] = [];
  for (const incident of changed) stories.push(await storyOf(stores, workspaceId, incident, { courses: byName, marks, until }));
  const announced = await recordShortPass(stores, workspaceId, { courses, timeZone: asked.timeZone, stories, until, now });
  for (const { id, isNew } of announced) live.publish(isNew ? 'anomalies.detected' : 'anomalies.changed', workspaceId, { id });
}
