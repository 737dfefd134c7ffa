import { activeStatuses } from '../../training/pure/transition.ts';
import { windowsOfJobs, type WindowRow } from '../../training/load/windows.ts';
import { globalId } from '../../../platform/graphql/ids.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { trainingMetrics } from '../../signals/types.ts';
import { backsOf, keyOfJob, namesRead, overSentence, trainedReading, type TrainedJob } from '../pure/trained.ts';
import type { Seen } from '../pure/readings.ts';
import type { SeriesOfRule } from '../queries/series.ts';
import { isOfTraining, minuteMs, type Rule, type TrainedCondition } from '../types.ts';
import { unknownReadings, type Found } from './evaluate.ts';

/** Jobs that rules look at: those that began last. */
const mostJobs = 200;

/** Jobs of a workspace that train, and those that ended after an instant (null: none of these), the latest to begin first. */
export async function trainedJobs({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, endedAfter: Date | null): Promise<TrainedJob[]> {
  const rows = await prisma.trainingJob.findMany({
    where: {
      workspaceId,
      deletedAt: null,
      OR: [{ status: { in: [...activeStatuses] } }, ...(endedAfter === null ? [] : [{ endedAt: { gte: endedAfter } }])],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    take: mostJobs + 1,
    select: { id: true, name: true, status: true, startedAt: true, createdAt: true, endedAt: true },
  });
  return rows.map(({ id, name, status, startedAt, createdAt, endedAt }) => ({
    id,
    name,
    startedAt: startedAt ?? createdAt,
    endedAt: activeStatuses.includes(status) ? null : endedAt,
  }));
}

/** Reads all rules of a workspace that are about metrics of training, for windows that end at an instant: one statement for each window. */
export async function readTrained(
  stores: Stores,
  workspaceId: string,
  rules: readonly Rule[],
  seriesOf: (ruleId: string) => readonly SeriesOfRule[],
  at: number,
): Promise<ReadonlyMap<string, Found>> {
  const asked = rules.flatMap(({ id, condition }) => (isOfTraining(condition) ? [{ id, condition }] : []));
  if (asked.length === 0) return new Map();
  const found = await trainedJobs(stores, workspaceId, null);
  const jobs = found.slice(0, mostJobs);
  const problem = found.length > mostJobs ? `More than ${mostJobs} jobs train; those that began last are watched.` : null;
  const reader = new WindowReader(stores, workspaceId, jobs);
  return new Map(
    await Promise.all(
      asked.map(async ({ id, condition }): Promise<[string, Found]> => {
        try {
          const windows = await Promise.all(backsOf(condition).map((back) => reader.read(condition, at - back)));
          return [id, { readings: readingsOf(condition, windows, jobs, seriesOf(id), at), problem }];
        } catch (error) {
          const why = `The points of training jobs could not be read: ${error instanceof Error ? error.message : String(error)}`;
          return [
            id,
            {
              readings: unknownReadings(
                seriesOf(id).map(({ key }) => key),
                why,
              ),
              problem: why,
            },
          ];
        }
      }),
    ),
  );
}

type RowsByJob = ReadonlyMap<string, readonly WindowRow[]>;

function readingsOf(
  condition: TrainedCondition,
  windows: readonly RowsByJob[],
  jobs: readonly TrainedJob[],
  known: readonly SeriesOfRule[],
  at: number,
): Map<string, Seen> {
  const readings = new Map<string, Seen>();
  for (const job of jobs) {
    const rows = windows.map((byJob) => byJob.get(job.id) ?? []);
    const { words, ...reading } = trainedReading(condition, rows, job.name, at);
    readings.set(keyOfJob(job), {
      ...reading,
      sentence: words(),
      link: `/training/${encodeURIComponent(globalId('TrainingJob', job.id))}`,
    });
  }
  for (const { key, phase, seen } of known)
    if (!readings.has(key) && (phase !== 'OK' || seen !== 'VALUE')) readings.set(key, { kind: 'over', sentence: overSentence(key, at) });
  return readings;
}

/** Reads each window once, whatever the number of rules. */
class WindowReader {
  readonly #stores: Stores;
  readonly #workspaceId: string;
  readonly #jobIds: readonly string[];
  readonly #rows = new Map<string, Promise<RowsByJob>>();

  constructor(stores: Stores, workspaceId: string, jobs: readonly TrainedJob[]) {
    this.#stores = stores;
    this.#workspaceId = workspaceId;
    this.#jobIds = jobs.map(({ id }) => id);
  }

  read({ windowMinutes }: TrainedCondition, to: number): Promise<RowsByJob> {
    const windowMs = windowMinutes * minuteMs;
    const name = `${windowMs} ${to}`;
    let rows = this.#rows.get(name);
    if (rows === undefined) this.#rows.set(name, (rows = this.#ask(windowMs, to)));
    return rows;
  }

  async #ask(windowMs: number, to: number): Promise<RowsByJob> {
    const metrics = [...new Set(trainingMetrics.flatMap(namesRead))];
    const window = { from: new Date(to - windowMs), to: new Date(to), windowMs };
    const rows = await windowsOfJobs(this.#stores, { workspaceId: this.#workspaceId, jobIds: this.#jobIds, metrics, ...window });
    return Map.groupBy(rows, ({ jobId }) => jobId);
  }
}
