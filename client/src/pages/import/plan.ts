import { fieldOfMapping } from 'importer/mapping/fields';
import { isFieldName, ownNames, suggestMapping } from 'importer/mapping/mapping';
import { mappingOfStored, type StoredMapping } from 'importer/mapping/stored';
import type { Choice, Way } from './engine/types.ts';

/** What the columns of a file are, as it is chosen on the page. */
export interface Draft {
  /** Name of a field, or of metadata, by name of a column. */
  readonly fields: Readonly<Record<string, string>>;
  /** Fields with the same value in every row. */
  readonly constants: readonly Constant[];
  readonly keepsUnknown: boolean;
}

export interface Constant {
  /** Empty: not chosen yet. */
  readonly field: string;
  readonly value: string;
}

/** The field that a column is; undefined: none. A column may be named as a member that every object has. */
export const fieldOf = ({ fields }: Pick<Draft, 'fields'>, column: string): string | undefined =>
  Object.hasOwn(fields, column) ? fields[column] : undefined;

const ofMetadata = 'metadata.';
/** The name by which a column is kept as metadata under its own name. */
export const metadataOf = (column: string): string => `${ofMetadata}${column}`;
/** The name under which metadata keep a column; null: it is a field. */
export const keptUnder = (field: string): string | null => (field.startsWith(ofMetadata) ? field.slice(ofMetadata.length) : null);

export const suggestedDraft = (names: readonly string[]): Draft => {
  const { columns, otherColumns } = suggestMapping(names);
  return { fields: inverted(columns), constants: [], keepsUnknown: otherColumns === 'METADATA' };
};

const inverted = (columns: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(columns).map(([field, column]) => [column, field]));

/** A field has one column or one value: where it had another, that is no field any more. An empty field takes the column's away. */
export function choose({ fields, constants, ...draft }: Draft, column: string, field: string): Draft {
  const others = Object.entries(fields).filter(([name, taken]) => name !== column && taken !== field);
  return {
    ...draft,
    fields: Object.fromEntries(field === '' ? others : [...others, [column, field]]),
    constants: constants.filter((one) => one.field === '' || one.field !== field),
  };
}

/** Sets what every row has; a field that a column was is the value from now on. */
export function fix({ fields, constants, ...draft }: Draft, index: number, constant: Constant): Draft {
  const others = constants.map((one, at) => (at === index ? constant : one));
  return {
    ...draft,
    fields: Object.fromEntries(Object.entries(fields).filter(([, taken]) => taken !== constant.field)),
    constants: others.filter((one, at) => at === index || one.field === '' || one.field !== constant.field),
  };
}

/** As the workspace keeps it: columns in the order of the file, and values that are filled in. */
export const storedOf = ({ fields, constants, keepsUnknown }: Draft, names: readonly string[]): StoredMapping => ({
  columns: names.flatMap((column) => {
    const field = fieldOf({ fields }, column);
    return field === undefined ? [] : [{ field, column }];
  }),
  constants: constants
    .filter(({ field, value }) => field !== '' && value.trim() !== '')
    .map(({ field, value }) => ({ field, value: value.trim() })),
  keepsUnknown,
});

export const choiceOf = (way: Way, draft: Draft, names: readonly string[]): Choice => ({
  way,
  mapping: way === 'FORMAT' ? ownNames : mappingOfStored(storedOf(draft, names)),
});

/** A saved mapping for this file, and the columns that it names and the file lacks. */
export function draftOfStored(
  { columns, constants, keepsUnknown }: StoredMapping,
  names: readonly string[],
): { readonly draft: Draft; readonly missing: readonly string[] } {
  const known = new Set(names);
  const named = (name: string): string => fieldOfMapping(name)?.name ?? name;
  return {
    draft: {
      fields: Object.fromEntries(
        columns.filter(({ column, field }) => known.has(column) && isFieldName(field)).map(({ column, field }) => [column, named(field)]),
      ),
      constants: constants.map(({ field, value }) => ({ field: named(field), value })),
      keepsUnknown,
    },
    missing: columns.filter(({ column }) => !known.has(column)).map(({ column }) => column),
  };
}

/** The saved mapping that was made for a file of these columns: all that it names are there, and of several the one that names most. */
export function fittingOf<Saved extends StoredMapping>(saved: readonly Saved[], names: readonly string[]): Saved | null {
  const known = new Set(names);
  const fitting = saved.filter(({ columns }) => columns.every(({ column }) => known.has(column)));
  return fitting.toSorted((one, other) => other.columns.length - one.columns.length)[0] ?? null;
}

/** Whether two drafts read a file in the same way. */
export const isSame = (one: Draft, other: Draft, names: readonly string[]): boolean =>
  JSON.stringify(storedOf(one, names)) === JSON.stringify(storedOf(other, names));

/** Whether its rows are messages that say nothing. */
export function isWithoutText({ fields, constants }: Draft): boolean {
  const chosen = new Set([...Object.values(fields), ...constants.map(({ field }) => field)]);
  return !['content', 'prompt', 'toolCalls', 'messageExternalId'].some((field) => chosen.has(field));
}
