/**
 * Accuracy on every task before any training and after each: `after[i][j]` is task j's after training on task i. Shares, 0–1; all three
 * have the tasks' order.
 */
export interface AccuracyMatrix {
  readonly tasks: readonly string[];
  readonly before: readonly number[];
  readonly after: readonly (readonly number[])[];
}

/** What training on one task did to another. */
export interface TransferRow {
  readonly trained: string;
  readonly task: string;
  /** Points of share, 0–1, with its sign. */
  readonly change: number;
  /** `own`: the task that was trained on; `forward`: one that comes later; `backward`: one that was learned before. */
  readonly kind: 'own' | 'forward' | 'backward';
}

/** Every effect of every training on every task; those on one task add up to all that it gained. */
export function transferRows({ tasks, before, after }: AccuracyMatrix): TransferRow[] {
  return tasks.flatMap((trained, step) =>
    tasks.map((task, place): TransferRow => ({
      trained,
      task,
      change: at(after, step, place) - (step === 0 ? (before[place] ?? Number.NaN) : at(after, step - 1, place)),
      kind: place === step ? 'own' : place > step ? 'forward' : 'backward',
    })),
  );
}

export interface TransferSummary {
  /** Mean over all tasks after the last training; null without tasks. */
  readonly averageAccuracy: number | null;
  /**
   * How much better the earlier tasks became after they were learned: below zero where they were forgotten. null with fewer than two tasks.
   */
  readonly backward: number | null;
  /** How much better a task is before its own training, because of what was trained earlier. null with fewer than two tasks. */
  readonly forward: number | null;
  /** Of each task but the last: from its best to its last accuracy. */
  readonly forgetting: readonly number[];
}

/** The usual measures of continual learning (Lopez-Paz and Ranzato 2017; forgetting after Chaudhry et al. 2018). */
export function transferSummary({ tasks, before, after }: AccuracyMatrix): TransferSummary {
  const last = tasks.length - 1;
  if (last < 0) return { averageAccuracy: null, backward: null, forward: null, forgetting: [] };
  const earlier = tasks.slice(0, last);
  return {
    averageAccuracy: mean(tasks.map((_, place) => at(after, last, place))),
    backward: mean(earlier.map((_, place) => at(after, last, place) - at(after, place, place))),
    forward: mean(earlier.map((_, place) => at(after, place, place + 1) - (before[place + 1] ?? Number.NaN))),
    forgetting: earlier.map(
      (_, place) => Math.max(...after.slice(place, last).map((row) => row[place] ?? Number.NaN)) - at(after, last, place),
    ),
  };
}

function at(matrix: AccuracyMatrix['after'], row: number, column: number): number {
  return matrix[row]?.[column] ?? Number.NaN;
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
