import { foldedText } from '../../../controls/folded.ts';
export interface AttributeRow {
  readonly name: string;
  /** As it is read: texts bare, all else as JSON. */
  readonly text: string;
  /** Where its value is shown, too; '' where it is shown here alone. */
  readonly shownAs?: string;
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

/**
 * Attributes under the names that they were sent with. Those that a field of the page shows say so; a text that is stored once, as input or
 * output, has its length.
 */
export function sentRows(sent: unknown, leftover: unknown): readonly AttributeRow[] {
  const left = leftover !== null && typeof leftover === 'object' ? leftover : {};
  return Object.entries((sent ?? {}) as Record<string, unknown>)
    .map(([name, value]): AttributeRow => {
      const elsewhere = value !== null && typeof value === 'object' && 'shownAs' in value ? (value as Elsewhere) : null;
      if (elsewhere === null)
        return { name, text: typeof value === 'string' ? value : JSON.stringify(value), shownAs: Object.hasOwn(left, name) ? '' : 'read' };
      const size = elsewhere.length !== undefined ? `${elsewhere.length} characters` : `${elsewhere.count ?? 0} attributes`;
      return { name, text: `${size}, shown as ${elsewhere.shownAs === 'field' ? 'a field' : elsewhere.shownAs}`, shownAs: 'read' };
    })
    .toSorted((one, other) => (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

interface Elsewhere {
  readonly shownAs: 'field' | 'input' | 'output';
  readonly length?: number;
  readonly count?: number;
}
