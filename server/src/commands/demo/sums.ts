import { Random } from './random.ts';

/** A sum that a customer asks for. */
export interface Sum {
  readonly prompt: string;
  readonly answer: string;
}

const things = ['bags', 'seats', 'meals', 'kids'] as const;
const sumOf = (a: number, b: number, thing: string): Sum => ({ prompt: `${a} ${thing} + ${b}?`, answer: String(a + b) });

/** Sums of two digits and a thing, in an order that follows from the seed. */
function allSums(seed: number): { readonly sum: Sum; readonly isSmall: boolean }[] {
  const random = new Random('sums', seed);
  const sums = things.flatMap((thing) =>
    Array.from({ length: 100 }, (_, n) => {
      const [a, b] = [Math.floor(n / 10), n % 10];
      return { sum: sumOf(a, b, thing), isSmall: a + b < 10, place: random.uniform() };
    }),
  );
  return sums.toSorted((one, other) => one.place - other.place);
}

/**
 * What the model of the demo learns, and what customers ask it: it has seen sums below 10 alone, and customers ask for any. 300 of the 400 are
 * asked.
 */
export function sumsOfDemo(seed: number): { readonly learned: readonly Sum[]; readonly asked: readonly Sum[] } {
  const sums = allSums(seed);
  return { learned: sums.filter(({ isSmall }) => isSmall).map(({ sum }) => sum), asked: sums.slice(0, 300).map(({ sum }) => sum) };
}
