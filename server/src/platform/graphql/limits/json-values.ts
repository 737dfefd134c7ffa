import { codedError } from '../errors.ts';
import type { MemoryHold } from './request-memory.ts';

/** Memory of a value as a JavaScript object, independent of its length as text: `{}` 64 bytes, `[]` 40, a short text 32. */
const bytesPerValue = 64;
/** The fewest bytes of a value in the text: itself and its separator. */
const leastTextBytes = 2;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const openList = 0x5b;
const closeList = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

/**
 * Reserves memory for the parsed values of a JSON text before it is parsed: 3 MB of `{},{},…` become 64 MB.
 *
 * A text too small to have more values than are taken is counted as the worst that its size allows, while there is memory enough: that
 * costs nothing. Any other is counted byte by byte, at about a millisecond a megabyte, a fifth to a third of what parsing takes.
 * Errors  throws TOO_MANY_VALUES (413), or SERVER_BUSY (503) of the hold.
 */
export function holdJson(body: Uint8Array, hold: MemoryHold, maxValueCount: number): void {
  const mostValues = Math.ceil(body.length / leastTextBytes);
  if (mostValues <= maxValueCount && hold.addIfAmple(mostValues * bytesPerValue)) return;
  holdCountedJson(body, hold, maxValueCount);
}

/** The same, always counted: for reservations so long that an estimate would block others. */
export function holdCountedJson(body: Uint8Array, hold: MemoryHold, maxValueCount: number): void {
  const count = countJsonValues(body, maxValueCount);
  if (count > maxValueCount)
    throw codedError(
      'TOO_MANY_VALUES',
      `The JSON has more than ${maxValueCount} values, lists and objects counted; send it in several requests.`,
      { httpStatus: 413 },
    );
  hold.add(count * bytesPerValue);
}

/**
 * How many values a JSON text has, lists and objects counted too; one more than `stopAbove` stands for any number above it. A text that is
 * no JSON gives some number.
 */
export function countJsonValues(body: Uint8Array, stopAbove = Infinity): number {
  let count = 1;
  let at = 0;
  while (at < body.length && count <= stopAbove) {
    const byte = body[at++];
    if (byte === quote) {
      while (at < body.length) {
        const inside = body[at++];
        if (inside === quote) break;
        if (inside === backslash) at += 1;
      }
    } else if (byte === comma) count += 1;
    // The first of what it holds; each further one has a comma before it.
    else if ((byte === openList && body[at] !== closeList) || (byte === openObject && body[at] !== closeObject)) count += 1;
  }
  return count;
}
