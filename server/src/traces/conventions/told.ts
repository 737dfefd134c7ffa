import type { AttributeValue, Attributes } from '../types.ts';

/**
 * The names of one meaning, best first. A row is where a name is made known: whatever stands in no row and in no group is left
 * among a span's attributes.
 */
export type Row = readonly number[];
export type Group = number;
/** What came under a group's prefix: the rest of its name, and the value. */
export type Entries = readonly (readonly [name: string, value: AttributeValue])[];

const names: string[] = [];
const places = new Map<string, number>();
const prefixes: string[] = [];
/** Groups by the first letter of their prefix: few are looked at for a name that is in no row. */
const groupsByLetter: (Group[] | undefined)[] = [];

export function row(...keys: readonly string[]): Row {
  return keys.map((key) => {
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, names.length);
    return names.push(key) - 1;
  });
}

/** All names that begin with this. A name that stands in a row is not part of it. */
export function group(prefix: string): Group {
  const known = prefixes.indexOf(prefix);
  if (known >= 0) return known;
  const made = prefixes.push(prefix) - 1;
  const beside = (groupsByLetter[prefix.charCodeAt(0)] ??= []);
  beside.push(made);
  beside.sort((a, b) => (prefixes[b] as string).length - (prefixes[a] as string).length); // the longest prefix is met first
  return made;
}

/**
 * What a span's attributes tell, ready to be asked by meaning. One pass over them; asking is by place, not by name.
 *
 * What an answer was taken from is *shown*, and so is another name of the same row that says the same: neither comes back in
 * `leftover`. Another name that says something else stays there.
 */
export class Told {
  readonly #values: (AttributeValue | undefined)[] = Array.from({ length: names.length });
  readonly #came: number[] = [];
  readonly #shown: boolean[] = [];
  readonly #groups: ([string, AttributeValue][] | undefined)[] = [];
  readonly #rest: Record<string, AttributeValue> = {};

  constructor(attributes: Attributes) {
    for (const key in attributes) {
      const value = attributes[key];
      if (value === undefined || value === null) continue;
      const place = places.get(key);
      if (place !== undefined) {
        this.#values[place] = value;
        this.#came.push(place);
        continue;
      }
      const found = groupOf(key);
      if (found < 0) put(this.#rest, key, value);
      else (this.#groups[found] ??= []).push([key.slice((prefixes[found] as string).length), value]);
    }
  }

  /** The best value of a row; an empty text counts as none. Not marked as shown. */
  peek(names: Row): AttributeValue | undefined {
    for (const place of names) {
      const value = this.#values[place];
      if (value !== undefined && value !== '') return value;
    }
    return undefined;
  }

  /** The best value of a row that `read` takes (it gives null for one it does not); null: there is none. */
  take<Value>(names: Row, read: (value: AttributeValue) => Value | null): Value | null {
    for (const place of names) {
      const value = this.#values[place];
      if (value === undefined || value === '') continue;
      const taken = read(value);
      if (taken === null) continue;
      for (const other of names) if (this.#values[other] === value) this.#shown[other] = true;
      return taken;
    }
    return null;
  }

  /** The best text of a row: an id, a name. Numbers and truth values are texts too. */
  text(names: Row): string | null {
    return this.take(names, textOf);
  }

  /** The best number of a row, sent as a number or as text. */
  number(names: Row): number | null {
    return this.take(names, numberOf);
  }

  /** What came under a group, and shows it. */
  entries(of: Group): Entries {
    const entries = this.#groups[of] ?? [];
    this.#groups[of] = undefined;
    return entries;
  }

  has(of: Group): boolean {
    return this.#groups[of] !== undefined;
  }

  /** Counts as shown whatever it says: the same was told better. */
  show(names: Row): void {
    for (const place of names) this.#shown[place] = true;
  }

  /** Counts as shown where it says what another name said. */
  showEqual(names: Row, value: AttributeValue | undefined): void {
    if (value !== undefined) for (const place of names) if (this.#values[place] === value) this.#shown[place] = true;
  }

  /** Everything that no answer was taken from. */
  leftover(): Attributes {
    for (const place of this.#came) if (this.#shown[place] !== true) this.#rest[names[place] as string] = this.#values[place] as AttributeValue;
    for (let of = 0; of < this.#groups.length; of += 1) for (const [name, value] of this.#groups[of] ?? []) put(this.#rest, `${prefixes[of]}${name}`, value);
    return this.#rest;
  }
}

export function textOf(value: AttributeValue): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;
}

export function numberOf(value: AttributeValue): number | null {
  const number = typeof value === 'string' ? (value.trim() === '' ? Number.NaN : Number(value)) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** Sets a key whatever its name is: an assignment to `__proto__` would set something else. */
export function put(record: Record<string, AttributeValue>, key: string, value: AttributeValue): void {
  if (key === '__proto__') Object.defineProperty(record, key, { value, enumerable: true, configurable: true, writable: true });
  else record[key] = value;
}

function groupOf(key: string): Group {
  const candidates = groupsByLetter[key.charCodeAt(0)];
  if (candidates !== undefined) for (const candidate of candidates) if (key.startsWith(prefixes[candidate] as string)) return candidate;
  return -1;
}
