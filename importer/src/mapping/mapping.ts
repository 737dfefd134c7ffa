import type { FileRecord, Remedy } from '../records.ts';
import { fieldOfMapping, fieldOfName, fields, judgments, ofJudgments, plainName, type Field } from './fields.ts';

/** Which column of a file is which field. */
export interface Mapping {
  /**
   * Name of a column by field. Members of nested objects are columns named by their path, with dots. `metadata.` and a name keeps a column
   * under that name.
   */
  readonly columns: Readonly<Record<string, string>>;
  /** A column that is not named here is no field, even where it has a field's name. */
  readonly isComplete: boolean;
  /** The same value in every row, by field. */
  readonly constants: Readonly<Record<string, string>>;
  /** What becomes of columns that are no field. */
  readonly otherColumns: OtherColumns;
}

export const otherColumnsChoices = ['LEAVE_OUT', 'METADATA'] as const;
export type OtherColumns = (typeof otherColumnsChoices)[number];

/** Every column is what its name says. */
export const ownNames: Mapping = { columns: {}, isComplete: false, constants: {}, otherColumns: 'LEAVE_OUT' };

/**
 * A mapping as the command takes it: `time=TIMESTAMP,inputTokens=ContextTokens`, and `role:=ASSISTANT` for a value that every row has.
 * A comma that belongs to a name has a backslash before it. Errors: throws with the field or column at fault.
 */
export function readMapping(texts: readonly string[], otherColumns: OtherColumns): Mapping {
  const columns: Record<string, string> = {};
  const constants: Record<string, string> = {};
  for (const pair of texts.flatMap((text) => text.match(/(?:\\.|[^,\\])+/g) ?? [])) {
    const parts = /^\s*([^=:]+?)\s*(:?=)(.*)$/s.exec(pair.replaceAll(/\\(.)/g, '$1'));
    if (parts === null) throw new Error(`--map takes FIELD=COLUMN, FIELD=COLUMN …; ${JSON.stringify(pair)} is none`);
    const [, name, sign, value] = parts as unknown as [string, string, string, string];
    const field = fieldOfMapping(name)?.name ?? (sign === '=' && name.startsWith(ofMetadata) ? name : undefined);
    if (field === undefined)
      throw new Error(`--map names ${JSON.stringify(name)}, which is no field; fields are ${fields.map((one) => one.name).join(', ')}`);
    if (field in columns || field in constants) throw new Error(`--map names ${field} twice`);
    if (sign === ':=') constants[field] = value.trim();
    else columns[field] = value.trim();
  }
  return { columns, isComplete: false, constants, otherColumns };
}

/** A column of a file, by its place: two may have the same name. */
export interface Column {
  readonly index: number;
  readonly name: string;
  readonly field: Field | null;
  /** The name under which metadata keep it. */
  readonly kept: string;
  /** The mapping names it as one of the metadata, whatever becomes of other columns. */
  readonly isChosen: boolean;
}

export interface Columns {
  readonly columns: readonly Column[];
  /** Why the file can't be read with this mapping; null: it can. */
  readonly problem: Problem | null;
}

interface Problem {
  readonly reason: string;
  readonly remedy?: Remedy;
}

const ofMetadata = 'metadata.';

/** Whether a mapping may name this as what a column is: a field, or a name under metadata. */
export const isFieldName = (name: string): boolean => fieldOfMapping(name) !== undefined || name.startsWith(ofMetadata);

/**
 * The columns of a table by a mapping, or by their own names where there is none. Two columns of one field are a problem, unless what is
 * no field is kept: then the first is the field.
 */
export function columnsOf(names: readonly string[], mapping: Mapping): Columns {
  const wanted = wantedOf(names, mapping);
  if (typeof wanted === 'string') return { columns: [], problem: { reason: wanted } };
  const taken = new Map<string, number>();
  const kept = new Map<string, number>();
  const chosen = new Map(
    Object.entries(mapping.columns)
      .filter(([name]) => name.startsWith(ofMetadata))
      .flatMap(([name, column]) => meant(names, column).map((one) => [one, name.slice(ofMetadata.length)])),
  );
  let problem: Problem | null = null;
  const columns = names.map((name, index): Column => {
    const field = wanted.get(name) ?? null;
    const first = field === null ? undefined : taken.get(field.name);
    if (field !== null && first === undefined) taken.set(field.name, index);
    if (first !== undefined && mapping.otherColumns !== 'METADATA')
      problem ??= {
        reason: `its column ${JSON.stringify(name)} comes twice, as column ${first + 1} and as column ${index + 1}${sameName(names, first, index)}; rename one, or keep the second as metadata`,
        remedy: 'KEEP_OTHERS',
      };
    const count = (kept.get(name) ?? 0) + 1;
    kept.set(name, count);
    const own = name.trim() === '' ? `column ${index + 1}` : name.trim();
    const under = (field === null ? chosen.get(name) : undefined) ?? own;
    return {
      index,
      name,
      field: first === undefined ? field : null,
      kept: count === 1 ? under : `${under} (${count})`,
      isChosen: field === null && chosen.has(name),
    };
  });
  return { columns, problem };
}

const sameName = (names: readonly string[], first: number, index: number): string =>
  names[first] === names[index] ? '' : ` (${JSON.stringify(names[first])})`;

/** The columns of a file that a mapping means by a name: the one of exactly this name, else those that differ in case and separators. */
const meant = (names: readonly string[], column: string): readonly string[] =>
  names.includes(column) ? [column] : names.filter((name) => plainName(name) === plainName(column));

function wantedOf(names: readonly string[], { columns, isComplete, constants }: Mapping): Map<string, Field> | string {
  const wanted = new Map<string, Field>();
  for (const [name, column] of Object.entries(columns)) {
    const field = fieldOfMapping(name);
    if (!isFieldName(name)) return `${JSON.stringify(name)} is no field`;
    const columnNames = meant(names, column);
    if (columnNames.length === 0)
      return `it has no column ${JSON.stringify(column)}, which the mapping names for ${name}; its columns are ${names.map((one) => JSON.stringify(one)).join(', ')}`;
    if (field !== undefined) for (const one of columnNames) wanted.set(one, field);
  }
  if (isComplete) return wanted;
  const named = new Set([...[...wanted.values()].map((field) => field.name), ...Object.keys(constants)]);
  for (const name of names) {
    const field = fieldOfName(name);
    if (field !== undefined && !named.has(field.name) && !wanted.has(name)) wanted.set(name, field);
  }
  return wanted;
}

/** Names columns that are no field, so that none is lost unseen. */
export function remarkOnOthers(names: readonly string[], isKept: boolean): FileRecord {
  const list = names.map((name) => JSON.stringify(name)).join(', ');
  const how = isKept ? 'kept as metadata' : 'left out';
  return {
    kind: 'remark',
    ...(!isKept && { remedy: 'MAP' }),
    text: names.length === 1 ? `its column ${list} is no field: it is ${how}` : `its columns ${list} are no field: they are ${how}`,
  };
}

/** The mapping that the names of the columns suggest; a field gets one column, the one with the best name. */
export function suggestMapping(names: readonly string[]): Mapping {
  const columns: Record<string, string> = {};
  const free = new Set(names.filter((name) => name.trim() !== ''));
  const take = (field: Field, name: string): void => {
    columns[field.name] = name;
    free.delete(name);
  };
  for (const name of names) {
    const field = fieldOfName(name);
    if (field !== undefined && !(field.name in columns) && free.has(name)) take(field, name);
  }
  for (const field of fields) {
    // Within an object the field's own name is one of many: a name or a value may be that of anything.
    const own = field.of === 'message' ? [plainName(field.name)] : [];
    for (const synonym of [...own, ...field.synonyms]) {
      const name = field.name in columns ? undefined : [...free].find((one) => plainName(one) === synonym || lastPart(one) === synonym);
      if (name !== undefined) take(field, name);
    }
  }
  // Who judged, without a judgment, says nothing.
  if (!('messageExternalId' in columns) && !judgments.some((name) => name in columns)) for (const name of ofJudgments) delete columns[name];
  // Of the two, the one that has a column: both would say the same in different units.
  for (const [ms, seconds] of [
    ['latencyMs', 'latencySeconds'],
    ['timeToFirstTokenMs', 'timeToFirstTokenSeconds'],
  ] as const)
    if (ms in columns) delete columns[seconds];
  return { columns, isComplete: true, constants: {}, otherColumns: 'METADATA' };
}

/** `prompt_tokens` of `usage.prompt_tokens`. */
const lastPart = (name: string): string => (name.includes('.') ? plainName(name.slice(name.lastIndexOf('.') + 1)) : '');
