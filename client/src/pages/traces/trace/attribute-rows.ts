import { foldedText } from '../../../controls/folded.ts';
export interface AttributeRow {
  readonly name: string;
  /** As it is read: texts bare, all else as JSON. */
  readonly text: string;
}

export interface AttributeGroup {
  readonly title: string;
  readonly rows: readonly AttributeRow[];
}

/** Fields of an object with their values in words, in the order of their names; what is inside of them is named by its path. */
export function attributeRows(value: unknown): readonly AttributeRow[] {
  const rows: AttributeRow[] = [];
  const add = (name: string, held: unknown): void => {
    if (held !== null && typeof held === 'object' && !Array.isArray(held) && Object.keys(held).length > 0) {
      for (const [key, inner] of Object.entries(held)) add(name === '' ? key : `${name}.${key}`, inner);
    } else if (name !== '' && held !== undefined) rows.push({ name, text: typeof held === 'string' ? held : JSON.stringify(held) });
  };
  add('', value);
  return rows.toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/** Rows whose name or value has the words; groups without any are left out. */
export function found(groups: readonly AttributeGroup[], search: string): readonly AttributeGroup[] {
  const words = foldedText(search.trim());
  return groups
    .map((group) =>
      words === ''
        ? group
        : {
            ...group,
            rows: group.rows.filter(({ name, text }) => foldedText(name).includes(words) || foldedText(text).includes(words)),
          },
    )
    .filter(({ rows }) => rows.length > 0);
}
