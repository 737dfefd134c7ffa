import { otlpLimits as limits } from './limits.ts';

const sentences = {
  cutText: (count: number) => `${texts(count)} cut at ${limits.textBytes} bytes of UTF-8`,
  replacedCharacters: (count: number) => `${texts(count)} not valid Unicode or held U+0000; U+FFFD stands in its place`,
  droppedAttributes: (count: number) => `${count} ${count === 1 ? 'attribute was' : 'attributes were'} left out: ${limits.attributes} are kept of a span`,
  droppedEvents: (count: number) => `${count} ${count === 1 ? 'event or link was' : 'events or links were'} left out: ${limits.events} of each are kept of a span`,
  tooDeep: (count: number) => `${count} ${count === 1 ? 'value was' : 'values were'} left out: nested deeper than ${limits.depth} levels`,
};
const texts = (count: number): string => (count === 1 ? 'A text was' : `${count} texts were`);

export type NoteKind = keyof typeof sentences;

/** What was changed of a request while it was read, though it was taken: counted by kind, with the first place of each. */
export class Notes {
  readonly #notes = new Map<NoteKind, { count: number; first: string }>();

  /** `field` says where, in the sender's words: an attribute's key, or a field's name. */
  add(kind: NoteKind, field: string): void {
    const note = this.#notes.get(kind);
    if (note === undefined) this.#notes.set(kind, { count: 1, first: field });
    else note.count += 1;
  }

  /** One sentence a kind, for the sender. */
  warnings(): string[] {
    return [...this.#notes].map(([kind, { count, first }]) => `${sentences[kind](count)} (${count === 1 ? '' : 'first: '}${JSON.stringify(first.slice(0, 100))}).`);
  }
}
