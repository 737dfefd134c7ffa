import type { AttributeValue, Attributes } from '../../types.ts';

/**
 * The names of one meaning, best first. A row is where a name is made known: whatever stands in no row and in no group is left
 * among a span's attributes.
 */
export interface Row {
  readonly id: number;
  readonly places: readonly number[];
}
export type Group = number;
/** What came under a group's prefix: the rest of its name, and the value. */
export type Entries = readonly (readonly [name: string, value: AttributeValue])[];

const names: string[] = [];
/** Each name as the beginning of a member of a JSON object. */
const jsonNames: string[] = [];
const places = new Map<string, number>();
/** The rows that each place stands in. */
const rowsOfPlace: number[][] = [];
let rowCount = 0;
const prefixes: string[] = [];
/** Groups by the first letter of their prefix: few are looked at for a name that is in no row. */
const groupsByLetter: (Group[] | undefined)[] = [];

export function row(...keys: readonly string[]): Row {
  const id = rowCount;
  rowCount += 1;
  const ofRow = keys.map((key) => {
    const place = places.get(key) ?? names.push(key) - 1;
    places.set(key, place);
    jsonNames[place] = `${JSON.stringify(key)}:`;
    (rowsOfPlace[place] ??= []).push(id);
    return place;
  });
  return { id, places: ofRow };
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

/** Every name that stands in a row, and every prefix of a group. */
export const knownNames = (): readonly string[] => names;
export const knownPrefixes = (): readonly string[] => prefixes;

/** Where the values are shown that an answer is taken from. */
export type ShownAs = 'field' | 'input' | 'output';
const notShown = 0;
const shownNumbers: Readonly<Record<ShownAs, number>> = { field: 1, input: 2, output: 3 };
const shownNames = ['', 'field', 'input', 'output'] as const;

/** The longest text that stands in `read` as it was sent, in UTF-16 code units. A longer one is named with its length. */
const maxReadLength = 200;

/**
 * What a span's attributes tell, ready to be asked by meaning. One pass over them; a row of which nothing came costs one look at a
 * bit (a span brings about a dozen names, the rows know some three hundred).
 *
 * What an answer was taken from is *shown*, and so is another name of the same row that says the same: neither comes back in
 * `leftover`. Another name that says something else stays there.
 */
export class SpanAttributes {
  /** What came of known names: places, values and whether they are shown, side by side. */
  readonly #came: number[] = [];
  readonly #values: AttributeValue[] = [];
  readonly #shown: number[] = [];
  #showing: number = shownNumbers.field;
  /** Members of a JSON object: groups that answers were taken from. */
  #readGroups = '';
  /** One bit for each row of which something came. */
  readonly #rows: number[] = [0, 0, 0, 0];
  #groups: ([string, AttributeValue][] | undefined)[] | null = null;
  readonly #rest: Record<string, AttributeValue> = {};

  constructor(attributes: Attributes) {
    for (const key in attributes) {
      const value = attributes[key];
      if (value === undefined || value === null) continue;
      const place = places.get(key);
      if (place === undefined) this.#addUnknown(key, value);
      else {
        this.#came.push(place);
        this.#values.push(value);
        this.#shown.push(notShown);
        for (const id of rowsOfPlace[place] as number[]) this.#rows[id >> 5] = (this.#rows[id >> 5] ?? 0) | (1 << (id & 31));
      }
    }
  }

  #addUnknown(key: string, value: AttributeValue): void {
    const found = groupOf(key);
    if (found < 0) put(this.#rest, key, value);
    else ((this.#groups ??= [])[found] ??= []).push([key.slice((prefixes[found] as string).length), value]);
  }

  #has(names: Row): boolean {
    return ((this.#rows[names.id >> 5] ?? 0) & (1 << (names.id & 31))) !== 0;
  }

  /** The best value of a row; an empty text counts as none. Not marked as shown. */
  peek(names: Row): AttributeValue | undefined {
    if (!this.#has(names)) return undefined;
    for (const place of names.places) {
      const at = this.#came.indexOf(place);
      if (at >= 0 && this.#values[at] !== '') return this.#values[at];
    }
    return undefined;
  }

  /** The best value of a row that `read` takes (it gives null for one it does not); null: there is none. */
  take<Value>(names: Row, read: (value: AttributeValue) => Value | null): Value | null {
    if (!this.#has(names)) return null;
    for (const place of names.places) {
      const at = this.#came.indexOf(place);
      if (at < 0 || this.#values[at] === '') continue;
      const value = this.#values[at] as AttributeValue;
      const taken = read(value);
      if (taken === null) continue;
      this.showEqual([names], value);
      return taken;
    }
    return null;
  }

  /** Each value of a row that `read` takes, best first. */
  takeAll<Value>(names: Row, read: (value: AttributeValue) => Value | null): Value[] {
    if (!this.#has(names)) return [];
    const taken: Value[] = [];
    for (const place of names.places) {
      const at = this.#came.indexOf(place);
      const value = at < 0 ? null : read(this.#values[at] as AttributeValue);
      if (value === null) continue;
      taken.push(value);
      this.#shown[at] = this.#showing;
    }
    return taken;
  }

  /** The first value of a row that differs from its best one, as `read` takes them; null: there is none. Not marked as shown. */
  different<Value>(names: Row, read: (value: AttributeValue) => Value | null): Value | null {
    if (!this.#has(names)) return null;
    let best: Value | null = null;
    for (const place of names.places) {
      const at = this.#came.indexOf(place);
      const value = at < 0 ? null : read(this.#values[at] as AttributeValue);
      if (value === null) continue;
      if (best === null) best = value;
      else if (value !== best) return value;
    }
    return null;
  }

  /** What `flagsOf` says of the values of these rows, in one number. Nothing is marked as shown. */
  flags(rows: readonly Row[], flagsOf: (value: AttributeValue) => number): number {
    let flags = 0;
    for (const names of rows) {
      if (!this.#has(names)) continue;
      for (const place of names.places) {
        const at = this.#came.indexOf(place);
        if (at >= 0) flags |= flagsOf(this.#values[at] as AttributeValue);
      }
    }
    return flags;
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
  entries(members: Group): Entries {
    const entries = this.#groups?.[members];
    if (this.#groups === null || entries === undefined) return [];
    this.#groups[members] = undefined;
    this.#noteGroup(members, entries.length);
    return entries;
  }

  /** What came under a group, not marked as shown. */
  peekEntries(members: Group): Entries {
    return this.#groups?.[members] ?? [];
  }

  /** Shows those entries of a group that `takes` says yes to; the others stay. */
  takeEntries(members: Group, takes: (name: string, value: AttributeValue) => boolean): void {
    const entries = this.#groups?.[members];
    if (this.#groups === null || entries === undefined) return;
    const rest = entries.filter(([name, value]) => {
      if (!takes(name, value)) return true;
      this.#readGroups += member(`${JSON.stringify((prefixes[members] as string) + name)}:`, value, shownNumbers.field);
      return false;
    });
    this.#groups[members] = rest.length === 0 ? undefined : rest;
  }

  #noteGroup(members: Group, count: number): void {
    this.#readGroups += `${JSON.stringify(`${prefixes[members]}*`)}:{"shownAs":"${shownNames[this.#showing]}","count":${count}},`;
  }

  /** Whether something came of one of these rows or groups. */
  hasAny(rows: readonly Row[], groups: readonly Group[]): boolean {
    for (const names of rows) if (this.#has(names)) return true;
    if (this.#groups !== null) for (const members of groups) if (this.#groups[members] !== undefined) return true;
    return false;
  }

  has(members: Group): boolean {
    return this.#groups?.[members] !== undefined;
  }

  /** Counts as shown, whatever its value: another name holds it in a better form. */
  show(...rows: readonly Row[]): void {
    for (const names of rows) {
      if (!this.#has(names)) continue;
      for (const place of names.places) {
        const at = this.#came.indexOf(place);
        if (at >= 0) this.#shown[at] = this.#showing;
      }
    }
  }

  /** Counts as shown where its value equals another name's. */
  showEqual(rows: readonly Row[], value: AttributeValue): void {
    for (const names of rows) {
      if (!this.#has(names)) continue;
      for (const place of names.places) {
        const at = this.#came.indexOf(place);
        if (at >= 0 && this.#values[at] === value) this.#shown[at] = this.#showing;
      }
    }
  }

  /** What is shown by now on is shown there. */
  showsAs(shownAs: ShownAs): void {
    this.#showing = shownNumbers[shownAs];
  }

  /** Adds an attribute to what is left: a part of a value whose other part was taken. */
  leave(name: string, value: AttributeValue): void {
    put(this.#rest, name, value);
  }

  /**
   * What answers were taken from, under the names that it was sent with: the JSON text of an object. A prompt, an answer and a long text
   * are stored once, so here stand the side that shows them and their length. null: nothing.
   */
  read(): string | null {
    let members = '';
    for (let at = 0; at < this.#came.length; at += 1)
      if (this.#shown[at] !== notShown)
        members += member(jsonNames[this.#came[at] as number] as string, this.#values[at] as AttributeValue, this.#shown[at] as number);
    members += this.#readGroups;
    return members === '' ? null : `{${members.slice(0, -1)}}`;
  }

  /** Everything that no answer was taken from. */
  leftover(): Attributes {
    for (let at = 0; at < this.#came.length; at += 1)
      if (this.#shown[at] === notShown) this.#rest[names[this.#came[at] as number] as string] = this.#values[at] as AttributeValue;
    const groups = this.#groups ?? [];
    for (let place = 0; place < groups.length; place += 1)
      for (const [name, value] of groups[place] ?? []) put(this.#rest, `${prefixes[place]}${name}`, value);
    return this.#rest;
  }
}

/** A member of a JSON object, with the comma after it. Prompts and answers are not repeated, whatever their length. */
function member(jsonName: string, value: AttributeValue, shown: number): string {
  if (typeof value === 'number' || typeof value === 'boolean') return `${jsonName}${value},`;
  if (typeof value === 'string' && shown === shownNumbers.field && value.length <= maxReadLength)
    return isPlain(value) ? `${jsonName}"${value}",` : `${jsonName}${JSON.stringify(value)},`;
  const size = typeof value === 'string' ? `,"length":${value.length}` : Array.isArray(value) ? `,"count":${value.length}` : '';
  return `${jsonName}{"shownAs":"${shownNames[shown]}"${size}},`;
}

/** Whether a short text stands in JSON as it is, as ids and names do: to look is a fifth of what JSON takes. */
function isPlain(value: string): boolean {
  for (let at = 0; at < value.length; at += 1) {
    const code = value.charCodeAt(at);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
  }
  return true;
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
