import { levelsOf } from './levels.ts';
import { Ladder, rowsAt, type History } from './ladder.ts';
import type { ReplayedSeries, ReplayOptions } from './replay.ts';
import { readingOf, type MeasuredCondition, type Worded } from './readings.ts';

/** What a series was in a stretch of time: the worst of its evaluations. */
export interface ValueThen {
  /** End of the stretch, in milliseconds since 1970. */
  readonly at: number;
  /** Null: nothing was measured in it, or of too few. */
  readonly value: number | null;
}

/**
 * What one series of a rule was from one time to another: every `stepMs` it is read as in operation, and of each stretch of so many steps that
 * `most` stretches are enough, the worst value stays. So no short peak is lost between two points.
 */
export async function worstValues(
  readAt: ReplayedSeries['readAt'],
  isAbove: boolean,
  { from, to, stepMs, breathe }: ReplayOptions,
  most: number,
): Promise<ValueThen[]> {
  const stepCount = Math.floor((to - from) / stepMs);
  const together = Math.max(1, Math.ceil(stepCount / most));
  const values: ValueThen[] = [];
  for (let first = 0; first < stepCount; first += together) {
    const last = Math.min(stepCount, first + together);
    let worst: number | null = null;
    for (let step = first + 1; step <= last; step += 1) {
      const seen = readAt(from + step * stepMs);
      if (seen?.kind !== 'value') continue;
      if (worst === null || (isAbove ? seen.value > worst : seen.value < worst)) worst = seen.value;
    }
    values.push({ at: from + last * stepMs, value: worst });
    if (values.length % 100 === 0) await breathe();
  }
  return values;
}

/** The same of a rule that is measured from messages. */
export function valuesOf(
  condition: MeasuredCondition,
  key: string,
  history: History,
  options: ReplayOptions,
  most: number,
): Promise<ValueThen[]> {
  const ladder = new Ladder(history.rows.filter((row) => row.key === key));
  const { isAbove } = levelsOf(condition, { forMinutes: 0, dwellMinutes: 0 });
  const readAt = (at: number): Worded =>
    readingOf(condition, rowsAt(condition, ladder, history, { at, periodStart: options.periodStartAt(at) }), key, {
      at,
      armedAt: options.from,
    });
  return worstValues(readAt, isAbove, options, most);
}
