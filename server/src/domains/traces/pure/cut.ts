/** Begins what stands where a text was cut. */
const mark = '\u2026 [cut here: the text was longer than 1 MiB';

export const cutMark = (length: number, isTogether = false): string => `${mark}${isTogether ? together : ''}, ${length} characters]`;
/** A text that is no longer itself is cut where all attributes of its span, or all parts of its message, are. */
const longestText = 1_048_576;
const together = ' together with others of its span';
const atEnd = new RegExp(`${mark.replace('[', String.raw`\[`)}(?:${together})?, (\\d+) characters\\]$`);

/** Whether something of a text is not stored. */
export const hasCut = (text: string): boolean => text.includes(mark);

/** Texts that are no longer are kept whole. */
const shortLength = 4_096;
/** What is kept of a picture or a file: what it is, and how it begins. Half of one is none. */
const beginningLength = 64;
const isEncoded = (text: string): boolean => /^(?:data:[^,]{0,100},)?[A-Za-z0-9+/_-]{200}/.test(text);

/**
 * The value with its longest texts cut until its JSON is at most `room` long; where that is not enough, as short as it gets. What is
 * base64 is left out except its beginning. Each cut says how long the text was.
 */
export function fittedJson(value: unknown, room: number): unknown {
  const lengths: number[] = [];
  collect(value, lengths);
  let over = (JSON.stringify(value) ?? '').length - room;
  const cuts = new Map<number, number>();
  for (const length of lengths.sort((one, other) => other - one)) {
    if (over <= 0) break;
    // Marks are longer than what they replace is short; 200 leaves room for one, and for what JSON escapes.
    const kept = Math.max(shortLength, length - over - 200);
    cuts.set(length, kept);
    over -= length - kept;
  }
  return cuts.size === 0 ? value : cutTexts(value, cuts);
}

function collect(value: unknown, lengths: number[]): void {
  if (typeof value === 'string') {
    if (value.length > shortLength) lengths.push(value.length);
  } else if (Array.isArray(value)) for (const item of value) collect(item, lengths);
  else if (typeof value === 'object' && value !== null)
    for (const name in value) collect((value as Record<string, unknown>)[name], lengths);
}

function cutTexts(value: unknown, cuts: ReadonlyMap<number, number>): unknown {
  if (typeof value === 'string') {
    const kept = cuts.get(value.length);
    if (kept === undefined) return value;
    // One that was cut before keeps the length that it came with.
    const before = atEnd.exec(value);
    const text = before === null ? value : value.slice(0, before.index);
    return (
      text.slice(0, isEncoded(text) ? beginningLength : kept).toWellFormed() +
      (before === null ? cutMark(value.length, value.length <= longestText) : cutMark(Number(before[1])))
    );
  }
  if (Array.isArray(value)) return value.map((item) => cutTexts(item, cuts));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, cutTexts(field, cuts)]));
}
