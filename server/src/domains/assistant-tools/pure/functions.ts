import {
  add,
  compare,
  divide,
  floor,
  fraction,
  fractionOfNumber,
  multiply,
  negate,
  NotComputable,
  round,
  subtract,
  toNumber,
  type Fraction,
} from './fraction.ts';

/** A number, and whether it is exact. */
export interface Computed {
  readonly value: Fraction;
  readonly isExact: boolean;
}

interface NamedFunction {
  readonly takes: string;
  readonly least: number;
  readonly most: number;
  apply(values: readonly Fraction[]): Fraction | Inexact;
}

class Inexact {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

const many = 1_000;
const zero = fraction(0n);
const sumOf = (values: readonly Fraction[]): Fraction => values.reduce(add, zero);
const countOf = (values: readonly Fraction[]): Fraction => fraction(BigInt(values.length));
const meanOf = (values: readonly Fraction[]): Fraction => divide(sumOf(values), countOf(values));
const sorted = (values: readonly Fraction[]): Fraction[] => [...values].sort(compare);
const at = (values: readonly Fraction[], index: number): Fraction => values[index] as Fraction;
const varianceOf = (values: readonly Fraction[]): Fraction => {
  const mean = meanOf(values);
  const squares = values.map((value) => multiply(subtract(value, mean), subtract(value, mean)));
  return divide(sumOf(squares), fraction(BigInt(values.length - 1)));
};

function medianOf(values: readonly Fraction[]): Fraction {
  const ordered = sorted(values);
  const middle = Math.floor(ordered.length / 2);
  return ordered.length % 2 === 1 ? at(ordered, middle) : divide(add(at(ordered, middle - 1), at(ordered, middle)), fraction(2n));
}

/** Exact where the root is a fraction itself. */
function rootOf(value: Fraction): Fraction | Inexact {
  if (value.number < 0n) throw new NotComputable('takes the square root of a number below 0');
  const [top, bottom] = [wholeRoot(value.number), wholeRoot(value.over)];
  return top * top === value.number && bottom * bottom === value.over ? fraction(top, bottom) : new Inexact(Math.sqrt(toNumber(value)));
}

function wholeRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let guess = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (guess + value / guess) / 2n;
    if (next >= guess) return guess;
    guess = next;
  }
}

function logarithm(of: (value: number) => number): (values: readonly Fraction[]) => Inexact {
  return ([value = zero]) => {
    if (value.number <= 0n) throw new NotComputable('takes the logarithm of a number that is not above 0');
    return new Inexact(of(toNumber(value)));
  };
}

const digitsOf = (value: Fraction): number => {
  const digits = toNumber(value);
  if (!Number.isInteger(digits) || Math.abs(digits) > 100)
    throw new NotComputable('rounds to a number of places that is not whole, -100 to 100');
  return digits;
};

const one = (takes: string, apply: (value: Fraction) => Fraction | Inexact): NamedFunction => ({
  takes,
  least: 1,
  most: 1,
  apply: ([value = zero]) => apply(value),
});
const list = (apply: (values: readonly Fraction[]) => Fraction | Inexact, least = 1): NamedFunction => ({
  takes: 'values',
  least,
  most: many,
  apply,
});

export const functions: Readonly<Record<string, NamedFunction>> = {
  abs: one('x', (value) => (value.number < 0n ? negate(value) : value)),
  ceil: one('x', (value) => negate(floor(negate(value)))),
  exp: one('x', (value) => new Inexact(Math.exp(toNumber(value)))),
  floor: one('x', floor),
  ln: { takes: 'x', least: 1, most: 1, apply: logarithm(Math.log) },
  log10: { takes: 'x', least: 1, most: 1, apply: logarithm(Math.log10) },
  log2: { takes: 'x', least: 1, most: 1, apply: logarithm(Math.log2) },
  max: list((values) => at(sorted(values), values.length - 1)),
  mean: list(meanOf),
  median: list(medianOf),
  min: list((values) => at(sorted(values), 0)),
  percent_change: {
    takes: 'from, to',
    least: 2,
    most: 2,
    apply: ([from = zero, to = zero]) => multiply(divide(subtract(to, from), from), fraction(100n)),
  },
  round: { takes: 'x, places', least: 1, most: 2, apply: ([value = zero, places = zero]) => round(value, digitsOf(places)) },
  sqrt: one('x', rootOf),
  stdev: list((values) => rootOf(varianceOf(values)), 2),
  sum: list(sumOf),
  variance: list(varianceOf, 2),
};

/** Errors: throws `NotComputable` for a wrong number of values. */
export function applyFunction(name: string, values: readonly Computed[]): Computed {
  const { least, most, takes, apply } = functions[name] as NamedFunction;
  if (values.length < least || values.length > most)
    throw new NotComputable(`gives ${name}(${takes}) ${values.length} values; it takes ${least === most ? least : `${least} to ${most}`}`);
  const result = apply(values.map(({ value }) => value));
  const isExact = values.every((value) => value.isExact);
  return result instanceof Inexact ? { value: fractionOfNumber(result.value), isExact: false } : { value: result, isExact };
}
