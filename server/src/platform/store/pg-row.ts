import { writtenOut } from './written-out.ts';

/** How one column of a row is read, as code: `value` is what the driver gives, and is not null. */
export interface Cell<Value> {
  readonly expected: string;
  readonly check: string;
  readonly result: string;
  readonly isNullable: boolean;
  /** Never there: the type of the result. */
  readonly type?: Value;
}

const cellOf = <Value>(expected: string, check: string, result = 'value'): Cell<Value> => ({
  expected,
  check,
  result,
  isNullable: false,
});

/** The kinds of columns, by their TypeScript value. */
export const cell = {
  text: cellOf<string>('text', `typeof value === 'string'`),
  /** Of at most 32 bits, or floating. */
  number: cellOf<number>('a number', `typeof value === 'number'`),
  /** Of 64 bits, exact below 2^53. */
  id: cellOf<number>('a number of 64 bits', `typeof value === 'string'`, 'Number(value)'),
  bigint: cellOf<bigint>('a number of 64 bits', `typeof value === 'string'`, 'BigInt(value)'),
  bool: cellOf<boolean>('a boolean', `typeof value === 'boolean'`),
  at: cellOf<Date>('an instant', 'value instanceof Date'),
  texts: cellOf<readonly string[]>('an array', 'Array.isArray(value)'),
  oneOf: <const Values extends readonly string[]>(values: Values): Cell<Values[number]> =>
    cellOf(`one of ${values.join(', ')}`, `(${values.map((one) => `value === ${JSON.stringify(one)}`).join(' || ')})`),
  nullable: <Value>(one: Cell<Value>): Cell<Value | null> => ({
    expected: one.expected,
    check: one.check,
    result: one.result,
    isNullable: true,
  }),
};

type Cells = Readonly<Record<string, Cell<unknown>>>;
type RowOf<Shape> = { readonly [Key in keyof Shape]: Shape[Key] extends Cell<infer Value> ? Value : never };
type ReadRow<Row> = (values: readonly unknown[]) => Row;

/**
 * Reads rows by the names of their columns, as a Zod schema does, for statements whose rows come by the thousand: in a projection Zod, and
 * rows as objects, cost a seventh of the server's time for a message. It checks the type of each value and no more.
 */
export class RowReader<Row> {
  readonly #shape: Cells;
  #names = '';
  #read: ReadRow<Row> | null = null;

  constructor(shape: Cells) {
    this.#shape = shape;
  }

  /** What reads the rows of an answer with these columns. Errors: throws when a value is not of its kind. */
  forColumns(names: readonly string[]): ReadRow<Row> {
    const joined = names.join('\n');
    if (this.#read === null || this.#names !== joined) {
      this.#read = compiled(this.#shape, names);
      this.#names = joined;
    }
    return this.#read;
  }
}

export type RowReadBy<Reader> = Reader extends RowReader<infer Row> ? Row : never;

export const defineRow = <const Shape extends Cells>(shape: Shape): RowReader<RowOf<Shape>> => new RowReader(shape);

/** Written out: a loop over columns costs as much as Zod. */
function compiled<Row>(shape: Cells, names: readonly string[]): ReadRow<Row> {
  const checks: string[] = [];
  const fields: string[] = [];
  for (const [key, { expected, check, result, isNullable }] of Object.entries(shape)) {
    const column = names.indexOf(key);
    if (column < 0) throw new Error(`The answer has no column ${key}.`);
    const named = (code: string): string => code.replaceAll(/\bvalue\b/g, `values[${column}]`);
    const isNull = `values[${column}] === null`;
    checks.push(
      `if (!(${isNullable ? `${isNull} || ` : ''}${named(check)})) refuse(${JSON.stringify(`${key}: expected ${expected}`)}, values[${column}]);`,
    );
    fields.push(`${key}: ${isNullable ? `${isNull} ? null : ` : ''}${named(result)}`);
  }
  return writtenOut<ReadRow<Row>>(`(values) => { ${checks.join(' ')} return { ${fields.join(', ')} }; }`, { refuse });
}

function refuse(rule: string, value: unknown): never {
  throw new Error(`Column ${rule}, got ${value === null ? 'null' : typeof value}.`);
}
