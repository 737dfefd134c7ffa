import type { WarningKind } from './finding.ts';
import type { SeriesByName } from './roles.ts';

/** One attempt of a job, in milliseconds since 1970. */
export interface Period {
  readonly startedAt: number;
  /** null: it still runs. */
  readonly endedAt: number | null;
}

/** All that is known of a job when its health is judged. */
export interface Run {
  /** Metrics of training, by canonical name. */
  readonly series: SeriesByName;
  /** Metrics of the machine; their steps are milliseconds since 1970. */
  readonly system: SeriesByName;
  readonly now: number;
  /** Whether it trains. */
  readonly isActive: boolean;
  readonly periods: readonly Period[];
  /** When the trainer was last heard; null: never. */
  readonly heardAt: number | null;
  /** Whether it counts as silent: stalled, or given up for it. */
  readonly isSilent: boolean;
  /** The step that the job has reached; null: none. */
  readonly currentStep: number | null;
  readonly totalSteps: number | null;
  readonly totalEpochs: number | null;
  readonly hyperparameters: Readonly<Record<string, unknown>>;
  /** Learning rates that were set while it ran. */
  readonly setLearningRates: readonly number[];
  /** Price of its hardware, all of it, per hour; null: not known. */
  readonly hourlyNanoUsd: bigint | null;
  /** Kinds of warnings that are open: half of what raises one keeps it. */
  readonly raised: ReadonlySet<WarningKind>;
}

/**
 * A number among the hyperparameters, under the first of its names that holds one; null where none does. Numbers sent as text count:
 * MLflow's parameters are text.
 */
export function hyperparameter({ hyperparameters }: Pick<Run, 'hyperparameters'>, names: readonly string[]): number | null {
  for (const name of names) {
    const value = hyperparameters[name];
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) return number;
  }
  return null;
}
