import { randomUUID } from 'node:crypto';
import { ensureDefaultWorkspace } from '../../server/src/domains/access/commands.ts';
import { raw } from '../../server/src/platform/store/sql.ts';
import { openStores } from '../../server/src/platform/store/stores.ts';

export interface Dataset {
  /** A run with one curve of so many points, and the steps at which one point stands out. */
  readonly long: { readonly id: string; readonly pointCount: number; readonly spikes: readonly number[] };
  /** A run with so many metrics. */
  readonly wide: { readonly id: string; readonly metricCount: number };
  /** Runs to compare, and their steps. */
  readonly compared: { readonly ids: readonly string[]; readonly stepCount: number };
  /** Jobs of the workspace, and the metrics of each. */
  readonly jobCount: number;
  readonly metricCount: number;
}

export interface DatasetSize {
  readonly longPoints: number;
  readonly wideMetrics: number;
  readonly comparedJobs: number;
  readonly comparedSteps: number;
  readonly jobs: number;
  readonly metricsOfJob: number;
}

/** Steps of the long run at which one point stands out, and how high. */
export const spikesOf = (pointCount: number): number[] =>
  Array.from({ length: 40 }, (_, index) => Math.floor(((index + 0.5) * pointCount) / 40) + ((index * 37) % 101));
export const spikeValue = 100;

/** The value of the long run at a step; the statement that fills the dataset has the same. */
export const longValue = (step: number, spikes: ReadonlySet<number>): number =>
  spikes.has(step) ? spikeValue : Math.exp(-step / 3_000_000) + 0.05 * Math.sin(step);

const globalId = (key: string): string => Buffer.from(`TrainingJob:${key}`).toString('base64');

/** Jobs and their points, written into an empty data folder without a server. */
export async function makeDataset(dataDir: string, size: DatasetSize): Promise<Dataset> {
  const stores = await openStores({ dataDir, databaseUrl: null, clickhouseUrl: null });
  try {
    const workspaceId = await ensureDefaultWorkspace(stores);
    const make = async (names: readonly string[]): Promise<string[]> => {
      const keys = names.map(() => randomUUID());
      const now = new Date();
      const data = names.map((name, index) => ({
        id: keys[index] as string,
        workspaceId,
        name,
        status: 'RUNNING' as const,
        startedAt: now,
        heardAt: now,
      }));
      await stores.prisma.trainingJob.createMany({ data });
      return keys;
    };
    const insert = (name: string, select: string): Promise<void> =>
      stores.clickhouse.command(
        name,
        raw(
          `INSERT INTO training_points (workspace_id, job_id, metric, sent_as, step, attempt, value, at, version) SELECT toUUID('${workspaceId}'), ${select}`,
        ),
      );
    const at = 'toDateTime64(1700000000, 6) + toIntervalSecond(step)';

    const [long] = (await make(['long'])) as [string];
    const spikes = spikesOf(size.longPoints);
    const isSpike = `has([${spikes.join(', ')}]::Array(UInt64), toUInt64(step))`;
    const chunk = 1_000_000;
    for (let from = 0; from < size.longPoints; from += chunk)
      await insert(
        'bench.long',
        `toUUID('${long}'), 'loss', 'loss', ${from} + number AS step, 1, if(${isSpike}, ${spikeValue}, exp(-step / 3000000) + 0.05 * sin(step)), ${at}, 1 FROM numbers(${Math.min(chunk, size.longPoints - from)})`,
      );

    const [wide] = (await make(['wide'])) as [string];
    await insert(
      'bench.wide',
      `toUUID('${wide}'), concat('layer.', toString(number % ${size.wideMetrics}), '.norm') AS name, name, intDiv(number, ${size.wideMetrics}) AS step, 1, sin(number), ${at}, 1 FROM numbers(${size.wideMetrics * 20})`,
    );

    const compared = await make(Array.from({ length: size.comparedJobs }, (_, index) => `compared ${index}`));
    const keys = `[${compared.map((key) => `'${key}'`).join(', ')}]`;
    await insert(
      'bench.compared',
      `toUUID(${keys}[1 + intDiv(number, ${size.comparedSteps})]), 'loss', 'loss', number % ${size.comparedSteps} AS step, 1, sin(number) + step, ${at}, 1 FROM numbers(${size.comparedJobs * size.comparedSteps})`,
    );

    const jobs = await make(Array.from({ length: size.jobs }, (_, index) => `job ${index}`));
    const steps = 10;
    for (let from = 0; from < jobs.length; from += 100) {
      const some = jobs.slice(from, from + 100);
      await insert(
        'bench.jobs',
        `toUUID([${some.map((key) => `'${key}'`).join(', ')}][1 + intDiv(number, ${size.metricsOfJob * steps})]), if(number % ${size.metricsOfJob} = 0, 'loss', concat('metric.', toString(number % ${size.metricsOfJob}))) AS name, name, intDiv(number, ${size.metricsOfJob}) % ${steps} AS step, 1, cos(number), ${at}, 1 FROM numbers(${some.length * size.metricsOfJob * steps})`,
      );
    }
    return {
      long: { id: globalId(long), pointCount: size.longPoints, spikes },
      wide: { id: globalId(wide), metricCount: size.wideMetrics },
      compared: { ids: compared.map(globalId), stepCount: size.comparedSteps },
      jobCount: size.jobs,
      metricCount: size.metricsOfJob,
    };
  } finally {
    await stores.close();
  }
}
