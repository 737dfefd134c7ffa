import { createHash } from 'node:crypto';
import { meanInterval } from '../../predictions/pure/interval.ts';
import { bestPoint, expectationAt } from '../../studies/pure/gp/acquire.ts';
import { modelOf } from '../../studies/pure/gp/model.ts';
import { randomOfTrial } from '../../studies/pure/random.ts';
import { valuesOf } from '../../studies/pure/space.ts';
import type { ParameterValue } from '../../studies/types.ts';
import { slopeOf } from '../../../platform/statistics/trend.ts';
import { digits } from '../../../platform/statistics/words.ts';
import {
  fewestJobs,
  type HistoryJob,
  type Predicted,
  type Recommendation,
  type StrategyGoal,
  type StrategyKind,
  type StrategyPriority,
} from '../types.ts';
import { spaceOf, trialsOf } from './space.ts';

const hourMs = 3_600_000;
const nanoPerUsd = 1e9;
const keptDigits = 6;
/** Share of steps after the best one, from which on a shorter schedule is recommended. */
const leastWaste = 0.1;
/** Shares of the spread of the losses, and of the hours, that a recommendation must bring for its priority. */
const highScore = 0.2;
const mediumScore = 0.05;

type Draft = Omit<Recommendation, 'key' | 'priority' | 'basisJobIds' | 'baseline' | 'improvement' | 'hours' | 'costUsd'>;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const plural = (count: number): string => `${count} similar jobs`;

/** All recommendations that the jobs of a group give, most important first. None for fewer than three jobs. */
export function recommendationsOf(jobs: readonly HistoryJob[], goals: readonly StrategyGoal[]): Recommendation[] {
  if (jobs.length < fewestJobs) return [];
  const best = jobs.reduce((one, other) => (other.loss < one.loss ? other : one));
  const drafts = [
    byProcess(jobs, 'HYPERPARAMETERS'),
    byProcess(jobs, 'ARCHITECTURE'),
    shorterSchedule(jobs),
    moreData(jobs),
    betterData(jobs),
  ].filter((draft) => draft !== null);
  return drafts
    .map((draft): Recommendation & { readonly score: number } => finished(draft, jobs, best, goals))
    .toSorted((one, other) => Number(other.isDecisive) - Number(one.isDecisive) || other.score - one.score)
    .map(({ score: _score, ...recommendation }) => recommendation);
}

function finished(
  draft: Draft,
  jobs: readonly HistoryJob[],
  best: HistoryJob,
  goals: readonly StrategyGoal[],
): Recommendation & { readonly score: number } {
  const { predicted, savedHours } = draft;
  const improvement: Predicted | null =
    predicted === null ? null : { value: best.loss - predicted.value, low: best.loss - predicted.high, high: best.loss - predicted.low };
  const isDecisive = (improvement ?? savedHours ?? { low: 0 }).low > 0;
  const hours = knownMean(jobs, ({ ms }) => ms, hourMs);
  const costUsd = knownMean(jobs, ({ nanoUsd }) => nanoUsd, nanoPerUsd);
  const spread = Math.sqrt(meanOf(jobs.map(({ loss }) => (loss - meanOf(jobs.map((job) => job.loss))) ** 2)));
  const gained = goals.includes('PERFORMANCE') && improvement !== null && spread > 0 ? Math.max(0, improvement.value) / spread : 0;
  const saved = goals.includes('EFFICIENCY') && savedHours !== null && hours !== null && hours > 0 ? savedHours.value / hours : 0;
  const score = gained + saved;
  return {
    ...draft,
    key: keyOf(draft, jobs),
    basisJobIds: jobs.map(({ id }) => id),
    baseline: best.loss,
    improvement,
    hours: hours === null ? null : Math.max(0, hours - (savedHours?.value ?? 0)),
    costUsd: costUsd === null ? null : Math.max(0, costUsd - (draft.benefitUsd ?? 0)),
    isDecisive,
    priority: priorityOf(score, isDecisive),
    score,
  };
}

const priorityOf = (score: number, isDecisive: boolean): StrategyPriority =>
  isDecisive && score >= highScore ? 'HIGH' : score >= mediumScore ? 'MEDIUM' : 'LOW';

/** The same for the same jobs and parameters. */
const keyOf = ({ kind, title, parameters }: Draft, jobs: readonly HistoryJob[]): string =>
  createHash('sha256')
    .update(JSON.stringify([kind, title, parameters, jobs.map(({ id }) => id).toSorted()]))
    .digest('hex')
    .slice(0, 24);

function knownMean(jobs: readonly HistoryJob[], of: (job: HistoryJob) => number | null, by: number): number | null {
  const values = jobs.flatMap((job) => of(job) ?? []);
  return values.length === 0 ? null : meanOf(values) / by;
}

/**
 * The parameters of a kind where a Gaussian process over the jobs expects the greatest improvement. Null: fewer than two values of every
 * parameter, or all losses are the same.
 */
function byProcess(jobs: readonly HistoryJob[], kind: StrategyKind): Draft | null {
  const space = spaceOf(jobs, kind);
  if (space.length === 0) return null;
  const columns = trialsOf(space, jobs);
  const model = modelOf(space, 'MINIMIZE', columns);
  if (model === null) return null;
  const known = model.rows.slice(0, 3).map((row) => columns.points.slice(row * columns.width, (row + 1) * columns.width));
  const point = bestPoint(model, space, known, randomOfTrial(jobs.length, 0));
  const { mean, low, high } = expectationAt(model, space, point);
  const parameters = Object.fromEntries(
    Object.entries(valuesOf(space, point)).map(([name, value]): [string, ParameterValue] => [
      name,
      typeof value === 'number' ? Number(value.toPrecision(keptDigits)) : value,
    ]),
  );
  const words = Object.entries(parameters)
    .map(([name, value]) => `${name} ${typeof value === 'number' ? digits(value, 3) : String(value)}`)
    .join(', ');
  const spread = model.deviation === 0 ? 0 : (high - low) / (2 * 1.96) / model.deviation;
  return {
    kind,
    title: `Try ${words}`,
    why: `A Gaussian process over the losses of ${plural(jobs.length)} expects the greatest improvement there.`,
    parameters,
    predicted: { value: mean, low, high },
    savedHours: null,
    benefitUsd: null,
    exploration: Math.min(1, Math.max(0, spread)),
    isDecisive: false,
  };
}

/** Names of the parameter that holds epochs or steps, the usual ones first. */
const lengthNames = ['num_train_epochs', 'epochs', 'n_epochs', 'max_steps', 'steps'];

/** A shorter schedule, where jobs went on long after their best step. */
function shorterSchedule(jobs: readonly HistoryJob[]): Draft | null {
  const known = jobs.flatMap(({ bestStep, lastStep, ms, nanoUsd, hyperparameters }) =>
    bestStep === null || lastStep === null || lastStep <= 0 || ms === null
      ? []
      : [{ share: Math.min(1, bestStep / lastStep), ms, nanoUsd, hyperparameters }],
  );
  if (known.length < fewestJobs) return null;
  const wasted = known.map(({ share }) => 1 - share);
  if (meanOf(wasted) < leastWaste) return null;
  const saved = known.map(({ share, ms }) => ((1 - share) * ms) / hourMs);
  const mean = meanOf(saved);
  const variance = saved.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (saved.length - 1);
  const interval = meanInterval({ count: saved.length, mean, variance });
  if (interval === null) return null;
  const name = lengthNames.find((one) => known.every(({ hyperparameters }) => typeof hyperparameters[one] === 'number'));
  const longest =
    name === undefined ? null : Math.max(...known.map(({ share, hyperparameters }) => share * (hyperparameters[name] as number)));
  const usd = known.flatMap(({ share, nanoUsd }) => (nanoUsd === null ? [] : [((1 - share) * nanoUsd) / nanoPerUsd]));
  return {
    kind: 'SCHEDULE',
    title: name === undefined || longest === null ? 'Stop soon after the best evaluation' : `Train for ${name} ${Math.ceil(longest)}`,
    why: `${plural(known.length)} went on for ${digits(meanOf(wasted) * 100, 2)} % of their steps after the best evaluation; the longest of them needed no more than this.`,
    parameters: name === undefined || longest === null ? {} : { [name]: Math.max(1, Math.ceil(longest)) },
    predicted: null,
    savedHours: { value: mean, ...interval },
    benefitUsd: usd.length === 0 ? null : meanOf(usd),
    exploration: null,
    isDecisive: false,
  };
}

/** Twice as many rows, where more of them went with a lower loss. */
function moreData(jobs: readonly HistoryJob[]): Draft | null {
  const known = jobs.flatMap(({ datasetSize, loss }) =>
    datasetSize === null || datasetSize <= 0 ? [] : [{ x: Math.log2(datasetSize), y: loss }],
  );
  return byLine(jobs, known, {
    title: 'Train on twice as many rows',
    why: `In ${plural(known.length)} the loss falls with the logarithm of the number of rows.`,
    step: 1,
  });
}

/** A better dataset, where a higher quality score went with a lower loss. */
function betterData(jobs: readonly HistoryJob[]): Draft | null {
  const known = jobs.flatMap(({ datasetQuality, loss }) => (datasetQuality === null ? [] : [{ x: datasetQuality, y: loss }]));
  return byLine(jobs, known, {
    title: 'Raise the quality score of the dataset by 0.1',
    why: `In ${plural(known.length)} the loss falls with the quality score of the dataset.`,
    step: 0.1,
  });
}

interface Line {
  readonly title: string;
  readonly why: string;
  /** By how much x is raised. */
  readonly step: number;
}

/** From the best job on along a straight line through the losses. Null: fewer than three points, or the loss does not fall. */
function byLine(
  jobs: readonly HistoryJob[],
  points: readonly { readonly x: number; readonly y: number }[],
  { title, why, step }: Line,
): Draft | null {
  if (points.length < fewestJobs) return null;
  const line = slopeOf(points);
  if (line === null || line.interval === null || line.slope >= 0) return null;
  const best = Math.min(...jobs.map(({ loss }) => loss));
  const at = (slope: number): number => best + slope * step;
  return {
    kind: 'DATASET',
    title,
    why,
    parameters: {},
    predicted: { value: at(line.slope), low: at(line.interval.low), high: at(line.interval.high) },
    savedHours: null,
    benefitUsd: null,
    exploration: null,
    isDecisive: false,
  };
}
