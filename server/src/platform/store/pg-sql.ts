import { plainArray, textArray } from './pg-arrays.ts';

/**
 * PostgreSQL's SQL with bound parameters only. A value enters through a function that names its type; a bare value does not compile, so
 * nothing from outside can become SQL.
 *
 *   pg`SELECT id FROM messages WHERE workspace_id = ${workspace} AND external_id = ANY(${pg.texts(externalIds)})`
 */
export interface PgSql {
  readonly kind: 'pg';
  readonly strings: readonly string[];
  readonly values: readonly (PgSql | PgParam)[];
}

/** A parameter that stands in several places is sent once. */
export interface PgParam {
  readonly kind: 'pgParam';
  readonly type: string;
  readonly value: unknown;
}

/** Text with `$1::type` placeholders and the values that fill them. */
export interface RenderedPgSql {
  readonly text: string;
  readonly params: readonly PgParam[];
}

const tag = (strings: TemplateStringsArray, ...values: readonly (PgSql | PgParam)[]): PgSql => ({ kind: 'pg', strings, values });
const param = (type: string, value: unknown): PgParam => ({ kind: 'pgParam', type, value });

type Digits = string | number | bigint;
const digits = (value: Digits | null): string | null => (value === null ? null : String(value));
const array = (values: readonly Digits[]): string => `{${values.join(',')}}`;

export const pg = Object.assign(tag, {
  /** A constant of our own code: names of columns or tables, never anything from outside. */
  raw: (constant: string): PgSql => ({ kind: 'pg', strings: [constant], values: [] }),
  /** Fragments side by side, with a constant separator. */
  join: (fragments: readonly PgSql[], separator: string): PgSql => ({
    kind: 'pg',
    strings: ['', ...fragments.slice(1).map(() => separator), ''],
    values: fragments,
  }),
  uuid: (value: string | null): PgParam => param('uuid', value),
  uuids: (values: readonly string[]): PgParam =>
    param(
      'uuid[]',
      textArray(values, (value) => value),
    ),
  text: (value: string | null): PgParam => param('text', value),
  texts: (values: readonly string[]): PgParam =>
    param(
      'text[]',
      textArray(values, (value) => value),
    ),
  int4: (value: number | null): PgParam => param('int4', value),
  int4s: (values: readonly number[]): PgParam => param('int4[]', array(values)),
  int8: (value: Digits | null): PgParam => param('int8', digits(value)),
  int8s: (values: readonly Digits[]): PgParam => param('int8[]', array(values)),
  /** NaN and infinities are numbers of PostgreSQL, too. */
  float8: (value: number | null): PgParam => param('float8', value === null ? null : String(value)),
  bool: (value: boolean | null): PgParam => param('bool', value),
  bools: (values: readonly boolean[]): PgParam =>
    param(
      'bool[]',
      plainArray(values, (value) => value),
    ),
  /** Seconds, as an interval. */
  seconds: (value: number): PgParam => param('interval', `${value} seconds`),
  /** An instant with milliseconds. */
  at: (value: Date | null): PgParam => param('timestamptz', value),
  ats: (values: readonly (Date | null)[]): PgParam =>
    param(
      'timestamptz[]',
      plainArray(values, (value) => value?.toISOString() ?? null),
    ),
  json: (value: unknown): PgParam => param('jsonb', JSON.stringify(value)),
  bytes: (value: Uint8Array): PgParam => param('bytea', value),
  /** One of the values of an enum of PostgreSQL. */
  enumerated: (type: string, value: string): PgParam => param(`"${type}"`, value),
});

/** One column of a bulk statement: its name, its PostgreSQL type and what of a row goes into it. */
export interface Column<Row> {
  name: string;
  type: string;
  array: (rows: readonly Row[]) => string;
}

export const textColumn = <Row>(name: string, read: (row: Row) => string | null, type = 'text'): Column<Row> => ({
  name,
  type,
  array: (rows) => textArray(rows, read),
});

export const plainColumn = <Row>(name: string, type: string, read: (row: Row) => Digits | boolean | null): Column<Row> => ({
  name,
  type,
  array: (rows) => plainArray(rows, read),
});

export const timeColumn = <Row>(name: string, read: (row: Row) => Date | null): Column<Row> =>
  plainColumn(name, 'timestamptz', (row) => read(row)?.toISOString() ?? null);

/** `unnest($2::text[], …) AS name (column, …)`: a batch as rows of one statement. */
export function unnest<Row>(columns: readonly Column<Row>[], rows: readonly Row[], name: string): PgSql {
  const strings = ['unnest(', ...columns.slice(1).map(() => ', '), `) AS ${name} (${columns.map((column) => column.name).join(', ')})`];
  return { kind: 'pg', strings, values: columns.map((column) => param(`${column.type}[]`, column.array(rows))) };
}

/** Numbers the parameters through all nested fragments. */
export function renderPg(fragment: PgSql): RenderedPgSql {
  const params: PgParam[] = [];
  let text = '';
  const visit = ({ strings, values }: PgSql): void => {
    for (let index = 0; index < strings.length; index += 1) {
      text += strings[index];
      const value = values[index];
      if (value === undefined) continue;
      if (value.kind === 'pg') visit(value);
      else {
        let place = params.indexOf(value);
        if (place < 0) place = params.push(value) - 1;
        text += `$${place + 1}::${value.type}`;
      }
    }
  };
  visit(fragment);
  return { text, params };
}
