/** An exact number: `over` is above 0, and both have no common divisor. */
export interface Fraction {
  readonly number: bigint;
  readonly over: bigint;
}

/** More digits would take long to compute, and are no number that is read. */
export const maxDigits = 2_000;

export class NotComputable extends Error {}

const divisor = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

export function fraction(number: bigint, over = 1n): Fraction {
  if (over === 0n) throw new NotComputable('divides by zero');
  const common = divisor(number, over < 0n ? -over : over) || 1n;
  const sign = over < 0n ? -1n : 1n;
  const made = { number: (sign * number) / common, over: (sign * over) / common };
  if (made.number.toString().length > maxDigits || made.over.toString().length > maxDigits)
    throw new NotComputable(`has a result of more than ${maxDigits} digits`);
  return made;
}

/** Of digits with at most one point, and an exponent. */
export function fractionOf(text: string): Fraction {
  const [, whole = '', part = '', exponent = '0'] = /^(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const power = Number(exponent) - part.length;
  if (Math.abs(power) > maxDigits) throw new NotComputable(`has a number of more than ${maxDigits} digits`);
  const digits = BigInt(`${whole}${part}` || '0');
  return power >= 0 ? fraction(digits * 10n ** BigInt(power)) : fraction(digits, 10n ** BigInt(-power));
}

/** The exact value of a floating-point number. */
export function fractionOfNumber(value: number): Fraction {
  if (!Number.isFinite(value)) throw new NotComputable('has a result that is no finite number');
  let [number, over] = [value, 1n];
  while (!Number.isInteger(number)) [number, over] = [number * 2, over * 2n];
  return fraction(BigInt(number), over);
}

export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.number * b.over + b.number * a.over, a.over * b.over);
export const negate = ({ number, over }: Fraction): Fraction => ({ number: -number, over });
export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));
export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.number * b.number, a.over * b.over);
export const divide = (a: Fraction, b: Fraction): Fraction => fraction(a.number * b.over, a.over * b.number);
export const compare = (a: Fraction, b: Fraction): number => {
  const difference = a.number * b.over - b.number * a.over;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};
export const floor = ({ number, over }: Fraction): Fraction => {
  const whole = number / over;
  return fraction(number < 0n && number % over !== 0n ? whole - 1n : whole);
};
/** The remainder has the sign of the divisor. */
export const modulo = (a: Fraction, b: Fraction): Fraction => subtract(a, multiply(b, floor(divide(a, b))));
/** Halves go away from zero. */
export function round(value: Fraction, digits = 0): Fraction {
  const scale = fraction(10n ** BigInt(Math.abs(digits)));
  const scaled = digits >= 0 ? multiply(value, scale) : divide(value, scale);
  const half = fraction(1n, 2n);
  const nearest = scaled.number < 0n ? negate(floor(add(negate(scaled), half))) : floor(add(scaled, half));
  return digits >= 0 ? divide(nearest, scale) : multiply(nearest, scale);
}

/** The nearest floating-point number. */
export function toNumber({ number, over }: Fraction): number {
  const direct = Number(number) / Number(over);
  if (Number.isFinite(direct) && Number.isSafeInteger(Number(number)) && Number.isSafeInteger(Number(over))) return direct;
  return Number(toDecimal({ number, over }, 40).text);
}

/** As a decimal of at most `places` after the point; `isExact`: nothing was cut. */
export function toDecimal(value: Fraction, places: number): { text: string; isExact: boolean } {
  const rounded = round(value, places);
  const digits = ((rounded.number < 0n ? -rounded.number : rounded.number) * 10n ** BigInt(places)) / rounded.over;
  const padded = digits.toString().padStart(places + 1, '0');
  const whole = padded.slice(0, padded.length - places);
  const part = padded.slice(padded.length - places).replace(/0+$/, '');
  const sign = rounded.number < 0n ? '-' : '';
  return { text: `${sign}${whole}${part === '' ? '' : `.${part}`}`, isExact: compare(rounded, value) === 0 };
}
