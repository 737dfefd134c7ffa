import { methodsIn } from './lexicon.ts';
import type { Entity, Plan, Reading } from './types.ts';

/** What a text asks for; null: another rule may read it. */
export type Rule = (reading: Reading) => Plan | null;

/** Whether a text has words, as a regular expression, apart from others. */
export const has = (text: string, words: string): boolean => new RegExp(`(?<![\\w-])(?:${words})(?![\\w-])`).test(text);

/** Things of a kind that the text names. */
export const of = ({ entities }: Reading, kind: string): Entity[] => entities.filter((entity) => entity.kind === kind);

/** Their ids; undefined: there are none. */
export const ids = (reading: Reading, kind: string): string[] | undefined => {
  const found = of(reading, kind).map(({ id }) => id);
  return found.length === 0 ? undefined : found;
};

/** The time range as filters take it. */
export const rangeArguments = ({ range }: Reading): { from?: string; to?: string } => ({
  ...(range?.from != null && { from: range.from.toISOString() }),
  ...(range?.to != null && { to: range.to.toISOString() }),
});

/** Filters of production numbers that a text names. */
export function filtersOf(reading: Reading): Record<string, unknown> {
  const methods = methodsIn(reading.rest);
  return {
    ...rangeArguments(reading),
    models: ids(reading, 'model'),
    sessions: ids(reading, 'session'),
    experiments: ids(reading, 'experimentName'),
    variants: ids(reading, 'variant'),
    environments: ids(reading, 'environment'),
    trainingMethods: methods.length > 0 ? methods : undefined,
    errorTypes: ids(reading, 'errorType'),
    failureTags: ids(reading, 'failureTag'),
    tools: ids(reading, 'toolName'),
    users: ids(reading, 'user'),
    ratings: ratingsIn(reading.rest),
  };
}

/** "rating 1", "rated 1 or 2", "1-star". */
export function ratingsIn(text: string): number[] | undefined {
  const [, first, second] =
    /(?:rated|ratings? (?:of )?) ?([1-5])(?: (?:or|and) ([1-5]))?(?![\d.])/.exec(text) ?? /(?<![\d.])([1-5])[- ]stars?/.exec(text) ?? [];
  return first === undefined ? undefined : [first, second].flatMap((star) => (star === undefined ? [] : [Number(star)]));
}

/** The time range as `advanced_analytics` takes it: all time where none is named. */
export const periodOf = ({ range }: Reading): Record<string, unknown> => {
  if (range === null || (range.from === null && range.to === null)) return { period: 'all' };
  return {
    ...(range.from !== null && { startDate: range.from.toISOString() }),
    ...(range.to !== null && { endDate: range.to.toISOString() }),
  };
};
