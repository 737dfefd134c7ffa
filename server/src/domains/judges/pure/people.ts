import type { RubricContent } from '../types.ts';

/** A judgment of a person. */
export interface PersonSays {
  /** The criterion; null: a plain rating or verdict. */
  readonly name: string | null;
  readonly value: number | null;
  readonly label: string | null;
  readonly rating: number | null;
  readonly success: boolean | null;
}

/** What a judge, or people together, say: a number of the scale, or a category. */
export type Score = number | string;
type Scaled = Pick<RubricContent, 'scale' | 'categories'>;

const good = /^(pass|passed|yes|true|good|correct)$/i;
const bad = /^(fail|failed|no|false|bad|incorrect|wrong)$/i;

/**
 * What people say of a message on the scale of a rubric; null: nothing that can be compared. Judgments that name the criterion come before
 * plain ones. Of several people: the majority of verdicts and categories (none where two have as many), the median of ratings (of two middle ones
 * the lower), the mean of numbers.
 */
export function peopleScore(people: readonly PersonSays[], rubric: Scaled): Score | null {
  const of = (isNamed: boolean): Score[] =>
    people.filter(({ name }) => (name !== null) === isNamed).flatMap((person) => personScore(person, rubric, isNamed) ?? []);
  const named = of(true);
  const scores = named.length > 0 ? named : of(false);
  if (scores.length === 0) return null;
  switch (rubric.scale) {
    case 'PASS_FAIL':
    case 'CATEGORY':
      return majority(scores);
    case 'ONE_TO_FIVE':
      return (scores as number[]).toSorted((one, other) => one - other)[Math.ceil(scores.length / 2) - 1] ?? null;
    case 'ZERO_TO_ONE':
      return (scores as number[]).reduce((sum, score) => sum + score, 0) / scores.length;
    default:
      return rubric.scale satisfies never;
  }
}

function personScore({ value, label, rating, success }: PersonSays, { scale, categories }: Scaled, isNamed: boolean): Score | null {
  const word = label?.trim() ?? '';
  switch (scale) {
    case 'PASS_FAIL':
      if (success !== null) return success ? 1 : 0;
      if (isNamed && value !== null && value >= 0 && value <= 1) return value >= 0.5 ? 1 : 0;
      return good.test(word) ? 1 : bad.test(word) ? 0 : null;
    case 'ONE_TO_FIVE': {
      const number = rating ?? value ?? (word === '' ? NaN : Number(word));
      return Number.isInteger(number) && number >= 1 && number <= 5 ? number : null;
    }
    case 'ZERO_TO_ONE':
      if (value !== null && value >= 0 && value <= 1) return value;
      if (rating !== null) return (rating - 1) / 4;
      return success === null ? null : success ? 1 : 0;
    case 'CATEGORY':
      return categories.find((category) => category.toLowerCase() === word.toLowerCase()) ?? null;
    default:
      return scale satisfies never;
  }
}

function majority(scores: readonly Score[]): Score | null {
  const counts = new Map<Score, number>();
  for (const score of scores) counts.set(score, (counts.get(score) ?? 0) + 1);
  const [first, second] = [...counts].toSorted(([, one], [, other]) => other - one);
  return first === undefined || first[1] === second?.[1] ? null : first[0];
}
