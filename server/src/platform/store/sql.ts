/**
 * ClickHouse SQL with bound parameters only. A value enters through a function that names its type; a bare value does not
 * compile, so nothing from outside can become SQL.
 *
 *   sql`SELECT count() FROM message_facts WHERE workspace_id = ${uuid(id)} AND created_at >= ${utc(from)}`
 */
export interface Sql {
  readonly kind: 'sql';
  readonly strings: readonly string[];
  readonly values: readonly (Sql | Param)[];
}

export interface Param {
  readonly kind: 'param';
  readonly type: string;
  readonly value: unknown;
}

/** Text with `{p1: Type}` placeholders and the values that fill them. */
export interface RenderedSql {
  readonly text: string;
  readonly params: Readonly<Record<string, unknown>>;
}

export function sql(strings: TemplateStringsArray, ...values: readonly (Sql | Param)[]): Sql {
  return { kind: 'sql', strings, values };
}

/** A constant of our own code: a column or table name, never anything from outside. */
export function raw(constant: string): Sql {
  return { kind: 'sql', strings: [constant], values: [] };
}

/** Fragments side by side, with a constant separator. An empty list gives empty text. */
export function join(fragments: readonly Sql[], separator: string): Sql {
  const strings = fragments.length === 0 ? [''] : ['', ...fragments.slice(1).map(() => separator), ''];
  return { kind: 'sql', strings, values: fragments };
}

const param = (type: string, value: unknown): Param => ({ kind: 'param', type, value });

export const string = (value: string): Param => param('String', value);
export const strings = (values: readonly string[]): Param => param('Array(String)', values);
export const uuid = (value: string): Param => param('UUID', value);
export const int = (value: number): Param => param('Int64', value);
export const uint = (value: number | bigint): Param => param('UInt64', String(value));
export const uints = (values: readonly (number | bigint)[]): Param => param('Array(UInt64)', values.map(BigInt));
/** A finite number, as text: chDB takes no whole one beyond 2^53 as a number. */
export const float = (value: number): Param => param('Float64', String(value));
/** Lists of finite numbers, and lists of such lists. */
export const floatLists = (values: readonly (readonly number[])[]): Param => param('Array(Array(Float64))', values);
export const floatListLists = (values: readonly (readonly (readonly number[])[])[]): Param => param('Array(Array(Array(Float64)))', values);
export const bool = (value: boolean): Param => param('Bool', value);
/** An instant with milliseconds, UTC; beyond what both stores can compare with, the nearest that they can. */
export const utc = (value: Date): Param => param("DateTime64(3, 'UTC')", formatUtc(storable(value)));
/** Instants with milliseconds, UTC. */
export const utcs = (values: readonly Date[]): Param =>
  param(
    "Array(DateTime64(3, 'UTC'))",
    values.map((value) => formatUtc(storable(value))),
  );

const [firstStorable, lastStorable] = [Date.UTC(1900, 0, 1), Date.UTC(2299, 0, 1)];
/** What both stores can compare with. */
const storable = (instant: Date): Date => new Date(Math.min(Math.max(instant.getTime(), firstStorable), lastStorable));

/** `2026-11-21 04:43:00.000`: the form in which ClickHouse reads an instant; the zone is UTC by the column's type. */
export function formatUtc(value: Date): string {
  const ms = value.getTime();
  if (ms !== last.ms) last = { ms, text: value.toISOString().slice(0, 23).replace('T', ' ') };
  return last.text;
}
/** Rows of one batch mostly have one time, or the same in several columns. */
let last = { ms: NaN, text: '' };

/** Numbers the parameters through all nested fragments. */
export function render(fragment: Sql): RenderedSql {
  const params: Record<string, unknown> = {};
  const parts: string[] = [];
  const visit = (current: Sql): void => {
    current.strings.forEach((text, index) => {
      parts.push(text);
      const value = current.values[index];
      if (value === undefined) return;
      if (value.kind === 'sql') return visit(value);
      const name = `p${Object.keys(params).length + 1}`;
      params[name] = value.value;
      parts.push(`{${name}: ${value.type}}`);
    });
  };
  visit(fragment);
  return { text: parts.join(''), params };
}
