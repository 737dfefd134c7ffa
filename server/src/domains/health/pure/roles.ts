import { before, finite, noPoints, type Series, thinned } from './series.ts';

/** The series of a job by their canonical names (`training/pure/metric-name.ts`). */
export type SeriesByName = ReadonlyMap<string, Series>;

/** Points that a trend needs at most: more cost time and change no verdict. */
const TREND_POINTS = 2_000;

/** Names of the training loss; the mean of a whole run in a summary (`train_loss`) is one point, and gives way to any curve. */
export const LOSSES = [
  'loss',
  'train_loss',
  'training_loss',
  'loss_step',
  'train_loss_step',
  'epoch_loss',
  'loss_epoch',
  'train_loss_epoch',
  'loss/train',
  'Loss/train',
];
export const NORMS = ['grad_norm', 'gradient_norm', 'total_grad_norm', 'grad_2.0_norm_total'];
const RATES = /^(?:learning_rate|lr[-/].+|Learning Rate)$/;
/** Counters of tokens. */
export const TOKEN_COUNTERS = ['num_input_tokens_seen', 'num_tokens', 'total_tokens', 'tokens/total'];
/** Shares of prompts whose answers all got the same reward. */
export const ZERO_STD = 'frac_reward_zero_std';
/** Parts of a loss, and losses of several models. */
export const LOSS_LIKE = /(?:^|[_/])loss(?:$|[_/])/;
const REWARDS = ['reward', 'objective/rlhf_reward', 'objective/scores', 'rollout/ep_rew_mean', 'episode_reward'];
const EVAL_REWARDS = ['eval_reward', 'eval_objective/rlhf_reward', 'eval/mean_reward'];
/** Preference training names rewards, too, and still has a loss that falls. */
const PREFERENCES = ['rewards/margins', 'rewards/accuracies'];
const JUDGED: ReadonlySet<string> = new Set([
  ...LOSSES,
  ...NORMS,
  ...REWARDS,
  ...EVAL_REWARDS,
  ...PREFERENCES,
  ...TOKEN_COUNTERS,
  ZERO_STD,
  'epoch',
]);
const EVAL_LOSS = /^(?:eval|val|valid|validation|dev)[_/](?:.+_)?loss$|^loss_val$|^val_loss$/;
const LOWER_IS_BETTER = /(?:^|[_/])(?:wer|cer|ter|ppl|perplexity|error|mae|mse|rmse)(?:$|[_/])/;
const HIGHER_IS_BETTER =
  /(?:^|[_/])(?:accuracy|accuracies|acc|f1|bleu|sacrebleu|chrf|rouge(?:1|2|l|lsum)?|exact_match|em|auc|precision|recall|map|pass@1|margins|reward)(?:$|[_/])/;

export const has = (series: SeriesByName, names: readonly string[]): string | undefined =>
  names.find((name) => (series.get(name)?.values.length ?? 0) > 0);

/** The greatest step of any metric; 0 before the first. */
export function lastStepOf(series: SeriesByName): number {
  let last = 0;
  for (const { steps } of series.values()) last = Math.max(last, steps[steps.length - 1] ?? 0);
  return last;
}

/** The training loss. */
export function lossOf(series: SeriesByName): { readonly metric: string; readonly points: Series } {
  const metric = LOSSES.find((name) => (series.get(name)?.values.length ?? 0) > 1) ?? has(series, LOSSES) ?? 'loss';
  return { metric, points: series.get(metric) ?? noPoints };
}
export const normOf = (series: SeriesByName): Series => series.get(has(series, NORMS) ?? '') ?? noPoints;
export const rateOf = (series: SeriesByName): Series =>
  series.get('learning_rate') ?? series.get([...series.keys()].find((name) => RATES.test(name)) ?? '') ?? noPoints;
export const isNorm = (metric: string): boolean => NORMS.includes(metric);

/** The series without what its loss logged from a step on, where that stands for NaN. */
export const trustedUntil = (series: SeriesByName, step: number | null): SeriesByName => {
  if (step === null) return series;
  const { metric, points } = lossOf(series);
  return new Map([...series, [metric, before(points, step)]]);
};

/** A curve that training is to bring down. */
export interface Curve {
  readonly metric: string;
  /** Finite points only. A reward is here with its sign turned, so that lower is better. */
  readonly points: Series;
  /** Whether the values are those of a reward, with their sign turned. */
  readonly isReward: boolean;
}

/** What training is to bring down: the loss; the reward, turned round, where the loss says nothing (GRPO's begins at 0 by construction). */
export function objectiveOf(series: SeriesByName): Curve | null {
  const reward = rewardOf(series);
  if (reward !== undefined) return { metric: reward, points: turned(trend(series.get(reward))), isReward: true };
  const { metric, points } = lossOf(series);
  return points.values.length === 0 ? null : { metric, points: trend(points), isReward: false };
}

/** The metric of a job that is led by rewards; undefined for one that is led by its loss. */
export const rewardOf = (series: SeriesByName): string | undefined =>
  has(series, PREFERENCES) === undefined ? has(series, REWARDS) : undefined;

/** Losses on held-out data, the main one first; of a job led by rewards, its reward on held-out data, turned round. */
export function evaluationsOf(series: SeriesByName): readonly Curve[] {
  if (rewardOf(series) !== undefined) {
    const name = has(series, EVAL_REWARDS);
    return name === undefined ? [] : [{ metric: name, points: turned(finite(series.get(name) ?? noPoints)), isReward: true }];
  }
  return evalLossNames(series).map((metric) => ({ metric, points: trend(series.get(metric)), isReward: false }));
}

export const evalLossNames = (series: SeriesByName): readonly string[] =>
  [...series.keys()]
    .filter((name) => EVAL_LOSS.test(name))
    .toSorted((a, b) => Number(b === 'eval_loss') - Number(a === 'eval_loss') || (a < b ? -1 : 1));

/** Metrics of held-out data that people decide by (accuracy, word error rate …), turned so that lower is better. */
export function taskMetricsOf(series: SeriesByName): readonly Curve[] {
  return [...series].flatMap(([metric, points]): Curve[] => {
    if (!/^eval[_/]/.test(metric) || EVAL_LOSS.test(metric)) return [];
    if (LOWER_IS_BETTER.test(metric)) return [{ metric, points: finite(points), isReward: false }];
    return HIGHER_IS_BETTER.test(metric) ? [{ metric, points: turned(finite(points)), isReward: true }] : [];
  });
}

/** Finite points, few enough for a trend. */
export const trend = (points: Series | undefined): Series => thinned(finite(points ?? noPoints), TREND_POINTS);

const turned = ({ steps, values, ats }: Series): Series => ({ steps, values: values.map((value) => -value), ats });

/** Names of Trackio, W&B, MLflow and of our own runner. */
const GPU_USE = /^(?:system\/)?gpu[./_](?:(?:\d+|mean)[./_])?(?:utilization|gpu|mean_utilization)(?:_percentage)?$/;
const GPU_MEMORY = /^(?:system\/)?gpu[./_](?:\d+[./_])?(?:memory_usage(?:_percentage)?|memoryAllocated)$/;

/** Use of the GPUs over time, the mean of all of them, 0 to 1; null where none was reported. */
export const gpuUseOf = (system: SeriesByName): Series | null => meanShare(system, GPU_USE);

/** Memory of the GPUs in use over time, the mean of all of them, 0 to 1; null where none was reported. */
export function gpuMemoryOf(system: SeriesByName): Series | null {
  const memory = [...system].filter(([name]) => GPU_MEMORY.test(name));
  // Trackio sends shares where others send percentages.
  const isShares = memory.every(([, { values }]) => values.every((value) => !(value > 1)));
  return meanShare(new Map(memory), GPU_MEMORY, isShares ? 1 : 100);
}

/** Values of several devices at the same times, of `whole`, as one share. */
function meanShare(system: SeriesByName, names: RegExp, whole = 100): Series | null {
  const found = [...system].filter(([name, { values }]) => names.test(name) && values.length > 0);
  if (found.length === 0) return null;
  const sums = new Map<number, { sum: number; count: number }>();
  for (const [, { steps, values }] of found) {
    for (let index = 0; index < steps.length; index++) {
      const value = values[index] ?? Number.NaN;
      const time = steps[index] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      const entry = sums.get(time) ?? { sum: 0, count: 0 };
      entry.sum += value;
      entry.count++;
      sums.set(time, entry);
    }
  }
  const times = [...sums.keys()].toSorted((a, b) => a - b);
  const steps = Float64Array.from(times);
  const values = Float64Array.from(times, (time) => (sums.get(time)?.sum ?? 0) / (sums.get(time)?.count ?? 1) / whole);
  return times.length === 0 ? null : { steps, values, ats: steps };
}

/** Names among those of a job that its health is judged by. `broken`: metrics that have a value that is not finite. */
export function judgedBy(names: readonly string[], broken: ReadonlySet<string>): string[] {
  return names.filter(
    (name) =>
      JUDGED.has(name) ||
      RATES.test(name) ||
      EVAL_LOSS.test(name) ||
      (/^eval[_/]/.test(name) && (LOWER_IS_BETTER.test(name) || HIGHER_IS_BETTER.test(name))) ||
      (broken.has(name) && LOSS_LIKE.test(name)),
  );
}

/** The same among metrics of the machine. */
export const judgedByMachine = (names: readonly string[]): string[] => names.filter((name) => GPU_USE.test(name) || GPU_MEMORY.test(name));
