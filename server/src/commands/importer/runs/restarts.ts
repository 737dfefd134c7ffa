/**
 * Tells the attempts of a run in a file that is written in the order of time and does not name them: a restarted trainer repeats
 * steps that it had logged already.
 */
export interface Restarts {
  /** The attempt, from 1, that a metric's value at this step belongs to. */
  attemptOf(metric: string, step: number): number;
}

/**
 * A metric's value at a step that it had already, below its last one, begins an attempt. Two things are none: a step that comes twice,
 * or one place late, since the ranks of one trainer may write into one file; and a file in another order than time's, whose steps go
 * back and do not repeat.
 */
export function watchRestarts(): Restarts {
  let attempt = 1;
  let seen = new Map<string, StepSet>();
  return {
    attemptOf(metric, step) {
      let steps = seen.get(metric);
      if (steps !== undefined && step < steps.last && step !== steps.beforeLast && steps.has(step)) {
        attempt += 1;
        seen = new Map();
        steps = undefined;
      }
      if (steps === undefined) seen.set(metric, (steps = new StepSet()));
      steps.add(step);
      return attempt;
    },
  };
}

const maxProgressions = 1_000;

/** Steps, kept as arithmetic progressions: logging at an interval is one of them, however long. Beyond a thousand nothing is kept. */
class StepSet {
  last = -1;
  beforeLast = -1;
  private readonly progressions: { first: number; last: number; stride: number }[] = [];

  has(step: number): boolean {
    return this.progressions.some(
      ({ first, last, stride }) => step >= first && step <= last && (stride === 0 ? step === first : (step - first) % stride === 0),
    );
  }

  add(step: number): void {
    if (step === this.last || step === this.beforeLast) return;
    const current = this.progressions.at(-1);
    if (current !== undefined && step > current.last && (current.stride === 0 || step - current.last === current.stride)) {
      current.stride = step - current.last;
      current.last = step;
    } else if (this.progressions.length < maxProgressions) this.progressions.push({ first: step, last: step, stride: 0 });
    this.beforeLast = this.last;
    this.last = step;
  }
}
