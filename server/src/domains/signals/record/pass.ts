import type { Stores } from '../../../platform/store/stores.ts';
import type { Anomaly, Prisma } from '../../../platform/store/prisma/generated/client.ts';
import { lockWorkspace } from '../../../platform/store/prisma/lock-workspace.ts';
import { statementsOf } from '../../../platform/store/prisma/statements.ts';
import { anomalyEnded, anomalyOpened, type AnomalyNotice } from '../hooks.ts';
import type { Progress } from '../load/progress.ts';
import type { ShortCourse } from '../load/short.ts';
import { endOf, type Course } from '../load/watch.ts';
import { baselineText, keptText, shortText } from '../pure/kept.ts';
import { bandShareOf } from '../pure/band.ts';
import { measuredKind } from '../pure/measure.ts';
import type { StoredFinding } from '../pure/incidents.ts';
import { anomalySentence } from '../pure/sentence.ts';
import { storeSeries, storeShort, type SeriesState } from '../queries/series.ts';
import type { Story } from '../load/story.ts';

/** What was found in a pass over a workspace. */
export interface Found {
  readonly stories: readonly Story[];
  readonly until: Date;
  readonly now: Date;
  /** What a value is called in sentences, where it is an id; absent: the value. */
  readonly name?: string;
}

/** What a pass over the hours of a workspace has made. */
interface Pass extends Found {
  readonly courses: readonly Course[];
  readonly discoveredAt: Date;
  readonly counted: Pick<Progress, 'countedFrom' | 'countedUntil' | 'countedMessages'>;
}

/** Incidents that are found in hours before that are history: they are on the page, and are not announced. */
const freshMs = 2 * 3_600_000;
const seriesAtOnce = 50;

/** Stores a pass in one transaction: series, incidents with their findings, how far the workspace is judged. Gives the incidents that have changed. */
export function recordPass(stores: Stores, workspaceId: string, pass: Pass): Promise<{ id: string; isNew: boolean }[]> {
  return stores.prisma.$transaction(
    async (transaction) => {
      await lockWorkspace(transaction, workspaceId);
      const states = pass.courses.map((course) => stateOf(course, pass.until));
      for (let at = 0; at < states.length; at += seriesAtOnce)
        await storeSeries(statementsOf(transaction), { workspaceId, series: states.slice(at, at + seriesAtOnce) });
      // What short buckets know was learned with hours that are known better now.
      const relearned = pass.courses.flatMap(({ series }) => (series.state === null ? [series.id] : []));
      if (relearned.length > 0)
        await transaction.watchedSeries.updateMany({ where: { workspaceId, id: { in: relearned } }, data: { shortState: null } });
      const stored = await recordStories(transaction, workspaceId, pass);
      const { countedFrom, countedUntil, countedMessages } = pass.counted;
      const progress = { judgedUntil: pass.until, discoveredAt: pass.discoveredAt, countedFrom, countedUntil, countedMessages };
      await transaction.signalProgress.upsert({ where: { workspaceId }, create: { workspaceId, ...progress }, update: progress });
      return stored;
    },
    { timeout: 60_000 },
  );
}

/** What a pass over the short buckets of busy series has made. */
interface ShortPass extends Found {
  readonly courses: readonly ShortCourse[];
  readonly timeZone: string;
}

/** Stores a pass over short buckets in one transaction. Gives the incidents that have changed. */
export function recordShortPass(stores: Stores, workspaceId: string, pass: ShortPass): Promise<{ id: string; isNew: boolean }[]> {
  const states = pass.courses.map(({ series: { id, metric, shortMs }, short, until }) => ({
    id,
    shortState: shortText(short, { kind: measuredKind(metric), bucketMs: shortMs, timeZone: pass.timeZone }),
    shortUntil: until,
  }));
  return stores.prisma.$transaction(
    async (transaction) => {
      await lockWorkspace(transaction, workspaceId);
      for (let at = 0; at < states.length; at += seriesAtOnce)
        await storeShort(statementsOf(transaction), { workspaceId, series: states.slice(at, at + seriesAtOnce) });
      return recordStories(transaction, workspaceId, pass);
    },
    { timeout: 60_000 },
  );
}

/** Stores incidents with their findings, and lets others react. Gives those that have changed. */
export async function recordStories(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  pass: Found,
): Promise<{ id: string; isNew: boolean }[]> {
  const stored: { id: string; isNew: boolean }[] = [];
  if (pass.stories.length === 0) return stored;
  const last = await transaction.anomaly.aggregate({ where: { workspaceId }, _max: { number: true } });
  let number = last._max.number ?? 0;
  for (const story of pass.stories.toSorted((one, other) => one.beganAt.getTime() - other.beganAt.getTime())) {
    const { id, isNew } = story.incident;
    const before = isNew ? null : await transaction.anomaly.findUniqueOrThrow({ where: { id, workspaceId } });
    if (before === null) await storeNew(transaction, workspaceId, story, (number += 1), pass);
    else await storeChanged(transaction, workspaceId, story, before);
    await announce(transaction, workspaceId, { story, before, number: before?.number ?? number, until: pass.until, name: pass.name });
    stored.push({ id, isNew });
  }
  return stored;
}

function stateOf({ series, kept, judged, valueCount }: Course, until: Date): SeriesState {
  const last = judged.findLast(({ value }) => value !== null);
  const newest = judged.findLast(({ expected }) => expected !== null);
  const { id, metric, dimension, value } = series;
  return {
    id,
    metric,
    dimension,
    value,
    state: keptText(kept),
    judgedUntil: endOf(series, until),
    bucketMs: series.bucketMs,
    shortMs: series.shortMs,
    shortBase: series.shortMs === null ? null : baselineText(kept.finder),
    valueCount: valueCount + (series.state === null ? 0 : series.valueCount),
    lastBucketAt: last === undefined ? series.lastBucketAt : new Date(last.at),
    level: newest?.expected ?? series.level,
    bandShare: bandShareOf(kept.recent) ?? series.bandShare,
  };
}

/** What stands in the row of an incident and follows from its findings. */
const columnsOf = ({ first, severity, beganAt, endedAt, end, messageCount, userCount, excessCostUsd }: Story) => ({
  findingId: first.id,
  metric: first.metric,
  dimension: first.dimension,
  value: first.value,
  kind: first.kind,
  direction: first.direction,
  severity,
  beganAt,
  endedAt,
  endReason: end,
  messageCount,
  userCount,
  excessCostUsd,
});

const findingRow = (workspaceId: string, anomalyId: string, { worst, end, ...finding }: StoredFinding) => ({
  id: finding.id,
  workspaceId,
  anomalyId,
  seriesId: finding.seriesId,
  metric: finding.metric,
  dimension: finding.dimension,
  value: finding.value,
  kind: finding.kind,
  direction: finding.direction,
  beganAt: new Date(finding.beganAt),
  openedAt: new Date(finding.openedAt),
  endedAt: finding.endedAt === null ? null : new Date(finding.endedAt),
  endReason: end,
  worstAt: new Date(worst.at),
  spanMs: worst.spanMs,
  measured: worst.value,
  expected: worst.expected,
  expectedLow: worst.low,
  expectedHigh: worst.high,
  deviation: worst.deviation,
  strength: finding.strength,
  telling: finding.telling,
});

const isFresh = ({ findings }: Story, until: Date): boolean =>
  Math.max(...findings.map(({ openedAt, endedAt }) => Math.max(openedAt, endedAt ?? 0))) >= until.getTime() - freshMs;

async function storeNew(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  story: Story,
  number: number,
  pass: Found,
): Promise<void> {
  const { incident, findings, endedAt, mark } = story;
  const expected = mark === null ? {} : { verdict: 'EXPECTED' as const, verdictAt: pass.now, verdictReason: `Mark "${mark.label}".` };
  await transaction.anomaly.create({
    data: {
      id: incident.id,
      workspaceId,
      number,
      ...columnsOf(story),
      state: endedAt === null && mark === null ? 'OPEN' : 'RESOLVED',
      detectedAt: pass.now,
      ...expected,
    },
  });
  const judged = mark === null ? {} : { verdict: 'EXPECTED' as const, verdictAt: pass.now };
  await transaction.anomalyFinding.createMany({
    data: findings.map((finding) => ({ ...findingRow(workspaceId, incident.id, finding), ...judged })),
  });
}

async function storeChanged(transaction: Prisma.TransactionClient, workspaceId: string, story: Story, before: Anomaly): Promise<void> {
  const { incident, findings } = story;
  const state = isOver(story, before) ? 'RESOLVED' : goesOnAgain(story, before) ? 'OPEN' : before.state;
  await transaction.anomaly.update({ where: { id: incident.id, workspaceId }, data: { ...columnsOf(story), state } });
  for (const finding of findings) {
    const row = findingRow(workspaceId, incident.id, finding);
    await transaction.anomalyFinding.upsert({ where: { id: finding.id, workspaceId }, create: row, update: row });
  }
}

const isOver = ({ endedAt }: Story, before: Anomaly): boolean => before.endedAt === null && endedAt !== null;
/** Something has joined an incident that was over. What was judged stays as it was judged. */
const goesOnAgain = ({ endedAt }: Story, before: Anomaly): boolean =>
  before.endedAt !== null && endedAt === null && before.verdict === null;

interface Announced {
  readonly story: Story;
  /** null: it is new. */
  readonly before: Anomaly | null;
  readonly number: number;
  readonly until: Date;
  readonly name: string | undefined;
}

/** Lets others react to an incident that is new, goes on again, or is over. */
async function announce(
  transaction: Prisma.TransactionClient,
  workspaceId: string,
  { story, before, number, until, name }: Announced,
): Promise<void> {
  const { endedAt, beganAt, mark } = story;
  if (!isFresh(story, until)) return;
  const isExpected = before === null ? mark !== null : before.verdict !== null;
  const begins = endedAt === null && !isExpected && (before === null || goesOnAgain(story, before));
  const ends = before !== null && isOver(story, before) && before.verdict !== 'EXPECTED';
  const reactions = begins ? anomalyOpened.reactions : ends ? anomalyEnded.reactions : [];
  for (const reaction of reactions)
    await reaction(transaction, noticeOf(workspaceId, story, { number, name, at: ends ? (endedAt as Date) : beganAt }));
}

const noticeOf = (
  workspaceId: string,
  { incident, first, severity }: Story,
  { number, name, at }: { readonly number: number; readonly name: string | undefined; readonly at: Date },
): AnomalyNotice => ({
  workspaceId,
  anomalyId: incident.id,
  number,
  metric: first.metric,
  dimension: first.dimension,
  dimensionValue: first.value,
  severity,
  sentence: anomalySentence({ ...first, value: name ?? first.value }, first),
  at,
});
