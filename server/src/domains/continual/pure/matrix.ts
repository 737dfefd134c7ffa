import type { Score } from '../types.ts';

/** Accuracies with each task at the end of each task's learning: row i after task i, column j with task j; null: not measured. */
export interface Matrix {
  /** In the order in which they are learned. */
  readonly tasks: readonly string[];
  readonly rows: readonly (readonly (number | null)[])[];
  /** Before anything was learned. */
  readonly initial: readonly (number | null)[];
}

/**
 * The matrix of a session from its scores. Row i is the last step at which task i was being learned; a task that has not been learned has
 * no row. Before learning are scores without a stage, the last of each task.
 */
export function matrixOf(tasks: readonly string[], scores: readonly Score[]): Matrix {
  const sorted = scores.toSorted((one, other) => one.step - other.step);
  const lastOf = (of: readonly Score[], task: string): number | null => of.findLast((score) => score.task === task)?.accuracy ?? null;
  const before = sorted.filter(({ stage }) => stage === null);
  const learned = tasks.filter((task) => sorted.some(({ stage }) => stage === task));
  return {
    tasks,
    rows: learned.map((stage) => {
      const own = sorted.filter((score) => score.stage === stage);
      const end = own.at(-1)?.step;
      const last = own.filter(({ step }) => step === end);
      return tasks.map((task) => lastOf(last, task));
    }),
    initial: tasks.map((task) => lastOf(before, task)),
  };
}

/** Numbers of a matrix; null: what they are made of was not measured. */
export interface Transfer {
  /** Mean of the last row. */
  readonly averageAccuracy: number | null;
  /** Mean over the earlier tasks of what the end differs from the end of their own learning (Lopez-Paz and Ranzato 2017). */
  readonly backwardTransfer: number | null;
  /** Mean over the later tasks of what accuracy just before their learning exceeds that before any (same). */
  readonly forwardTransfer: number | null;
  /** Of each earlier task: its best accuracy before the last row less that of the last row (Chaudhry et al. 2018). */
  readonly forgetting: readonly (number | null)[];
  readonly averageForgetting: number | null;
}

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const meanOf = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
/** Null where one of them is. */
const meanOfAll = (values: readonly (number | null)[]): number | null => (values.includes(null) ? null : meanOf(known(values)));

export function transferOf({ rows, initial }: Matrix): Transfer {
  const last = rows.at(-1);
  const none = { averageAccuracy: null, backwardTransfer: null, forwardTransfer: null, forgetting: [], averageForgetting: null };
  if (last === undefined) return none;
  const count = rows.length;
  const less = (one: number | null | undefined, other: number | null | undefined): number | null =>
    one == null || other == null ? null : one - other;
  const earlier = Array.from({ length: count - 1 }, (_, task) => task);
  const forgetting = earlier.map((task) => {
    const best = known(rows.slice(0, -1).map((row) => row[task] ?? null));
    return best.length === 0 ? null : less(Math.max(...best), last[task]);
  });
  return {
    averageAccuracy: meanOfAll(last.slice(0, count)),
    backwardTransfer: meanOfAll(earlier.map((task) => less(last[task], rows[task]?.[task]))),
    forwardTransfer: meanOfAll(earlier.map((task) => less(rows[task]?.[task + 1], initial[task + 1]))),
    forgetting,
    averageForgetting: meanOfAll(forgetting),
  };
}
