import {
  add,
  divide,
  fraction,
  fractionOf,
  fractionOfNumber,
  maxDigits,
  modulo,
  multiply,
  negate,
  NotComputable,
  subtract,
  toNumber,
  type Fraction,
} from './fraction.ts';
import { applyFunction, functions, type Computed } from './functions.ts';
import { nearest } from '../../../platform/tools/near.ts';

export const maxExpressionLength = 2_000;
const maxNesting = 100;
const maxExponent = 1_000;

/** What is wrong with an expression, and where: the place of the character, from 1. */
export class BadExpression extends Error {
  readonly near: readonly string[];
  constructor(message: string, near: readonly string[] = []) {
    super(message);
    this.near = near;
  }
}

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
  readonly at: number;
}

const constants: Readonly<Record<string, number>> = { pi: Math.PI, e: Math.E };
const lexical = /\s*(?:(\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|([A-Za-z_][A-Za-z_0-9]*)|(\*\*|[-+*/^%(),×÷−]))/y;
const plain: Readonly<Record<string, string>> = { '×': '*', '÷': '/', '−': '-', '**': '^' };

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  lexical.lastIndex = 0;
  for (let at = 0; text.slice(at).trim() !== ''; at = lexical.lastIndex) {
    lexical.lastIndex = at;
    const match = lexical.exec(text);
    if (match === null) {
      const place = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
      throw new BadExpression(
        `The expression has "${text.slice(place, place + 1)}" at character ${place + 1}, which is no number, function or sign.`,
      );
    }
    const [whole, number, name, sign] = match;
    const place = match.index + whole.length - (number ?? name ?? sign ?? '').length + 1;
    if (number !== undefined) tokens.push({ kind: 'number', text: number.replaceAll('_', ''), at: place });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name.toLowerCase(), at: place });
    else tokens.push({ kind: 'sign', text: plain[sign as string] ?? (sign as string), at: place });
  }
  return [...tokens, { kind: 'end', text: '', at: text.length + 1 }];
}

/**
 * Computes an arithmetic expression: + - * / ^, % after a number for hundredths and between numbers for the remainder, parentheses, functions.
 * "15% of 200" multiplies.
 *
 * Exact  with fractions of whole numbers of any size, except for roots, logarithms and powers that are no fraction.
 * Errors  throws `BadExpression`.
 */
export function computeExpression(text: string): Computed {
  if (text.trim() === '') throw new BadExpression('The expression is empty.');
  if (text.length > maxExpressionLength)
    throw new BadExpression(`The expression has ${text.length} characters; at most ${maxExpressionLength} are computed.`);
  try {
    return new Parser(tokensOf(text)).whole();
  } catch (error) {
    if (error instanceof NotComputable) throw new BadExpression(`The expression ${error.message}.`);
    throw error;
  }
}

const exactly = (value: Fraction): Computed => ({ value, isExact: true });
const both = (a: Computed, b: Computed, of: (a: Fraction, b: Fraction) => Fraction): Computed => ({
  value: of(a.value, b.value),
  isExact: a.isExact && b.isExact,
});

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Computed {
    const value = this.#sum();
    const { kind, text, at } = this.#next;
    if (kind !== 'end') throw new BadExpression(`The expression has "${text}" at character ${at}, where a sign or the end is expected.`);
    return value;
  }

  get #next(): Token {
    return this.#tokens[this.#at] as Token;
  }

  #take(...signs: readonly string[]): string | null {
    const { kind, text } = this.#next;
    if (kind !== 'sign' || !signs.includes(text)) return null;
    this.#at += 1;
    return text;
  }

  #sum(): Computed {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign !== null; sign = this.#take('+', '-'))
      value = both(value, this.#product(), sign === '+' ? add : subtract);
    return value;
  }

  #product(): Computed {
    let value = this.#signed();
    for (;;) {
      const isOf = this.#next.kind === 'name' && this.#next.text === 'of';
      if (isOf) this.#at += 1;
      const sign = isOf ? '*' : this.#take('*', '/', '%');
      if (sign === null) return value;
      value = both(value, this.#signed(), sign === '*' ? multiply : sign === '/' ? divide : modulo);
    }
  }

  #signed(): Computed {
    if ((this.#depth += 1) > maxNesting) throw new BadExpression(`The expression is nested more than ${maxNesting} levels deep.`);
    const sign = this.#take('-', '+');
    const value = sign === null ? this.#power() : this.#signed();
    this.#depth -= 1;
    return sign === '-' ? { ...value, value: negate(value.value) } : value;
  }

  #power(): Computed {
    const base = this.#hundredths();
    return this.#take('^') === null ? base : raise(base, this.#signed());
  }

  /** "%" stands for hundredths where no operand follows it. */
  #hundredths(): Computed {
    const value = this.#operand();
    const after = this.#tokens[this.#at + 1];
    const isOperand =
      after !== undefined && (after.kind === 'number' || (after.kind === 'name' && after.text !== 'of') || after.text === '(');
    if (this.#next.text !== '%' || isOperand) return value;
    this.#at += 1;
    return { ...value, value: divide(value.value, fraction(100n)) };
  }

  #operand(): Computed {
    const { kind, text, at } = this.#next;
    this.#at += 1;
    if (kind === 'number') return exactly(fractionOf(text));
    if (kind === 'name') return this.#named(text, at);
    if (text === '(') {
      const value = this.#sum();
      this.#expect(')');
      return value;
    }
    throw new BadExpression(
      kind === 'end'
        ? 'The expression ends where a number is expected.'
        : `The expression has "${text}" at character ${at}, where a number is expected.`,
    );
  }

  #named(name: string, at: number): Computed {
    if (this.#take('(') === null) {
      if (Object.hasOwn(constants, name)) return { value: fractionOfNumber(constants[name] as number), isExact: false };
      throw this.#unknown(name, at);
    }
    if (!Object.hasOwn(functions, name)) throw this.#unknown(name, at);
    const values: Computed[] = [];
    if (this.#take(')') === null) {
      do values.push(this.#sum());
      while (this.#take(',') !== null);
      this.#expect(')');
    }
    return applyFunction(name, values);
  }

  #unknown(name: string, at: number): BadExpression {
    const names = [...Object.keys(functions), ...Object.keys(constants)];
    return new BadExpression(
      `The expression has "${name}" at character ${at}, which is no function or constant. There are ${names.join(', ')}.`,
      nearest(name, names),
    );
  }

  #expect(sign: string): void {
    if (this.#take(sign) !== null) return;
    const { kind, text, at } = this.#next;
    throw new BadExpression(
      `The expression has ${kind === 'end' ? 'its end' : `"${text}"`} at character ${at}, where "${sign}" is expected.`,
    );
  }
}

function raise(base: Computed, exponent: Computed): Computed {
  const { number, over } = exponent.value;
  if (over !== 1n || !exponent.isExact) {
    const value = Math.pow(toNumber(base.value), toNumber(exponent.value));
    return { value: fractionOfNumber(value), isExact: false };
  }
  if (number > maxExponent || number < -maxExponent) throw new NotComputable(`has an exponent beyond ${maxExponent}`);
  const whole = number < 0n ? -number : number;
  const digits = Math.max(base.value.number.toString().length, base.value.over.toString().length) * Number(whole);
  if (digits > 2 * maxDigits) throw new NotComputable(`has a result of more than ${maxDigits} digits`);
  const power = { number: base.value.number ** whole, over: base.value.over ** whole };
  return { value: number < 0n ? fraction(power.over, power.number) : fraction(power.number, power.over), isExact: base.isExact };
}
