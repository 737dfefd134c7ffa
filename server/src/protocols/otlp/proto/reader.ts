import { isUtf8 } from 'node:buffer';
import protobuf from 'protobufjs/minimal.js';
import type { Collector } from '../collector.ts';
import { otlpLimits as limits } from '../limits.ts';
import { cutMark } from '../../../domains/traces/pure/cut.ts';
import { cutEnd, withoutNul } from '../text.ts';
import { Malformed } from '../types.ts';

/** The tag of a field: its number and how it is written. */
export const varint = (field: number): number => field << 3;
export const fixed64 = (field: number): number => (field << 3) | 1;
export const bytes = (field: number): number => (field << 3) | 2;

/** Protobuf's primitives as OpenTelemetry uses them. Every read is checked against the end of the request: RangeError. */
export class ProtoReader extends protobuf.BufferReader {
  declare readonly buf: Buffer;
  readonly collector: Collector<unknown>;

  constructor(body: Buffer, collector: Collector<unknown>) {
    super(body);
    this.collector = collector;
  }

  /** Opens a message inside of another: where it ends. */
  open(): number {
    const length = this.size();
    const end = this.pos + length;
    if (end > this.len) throw new RangeError('A message ends beyond the request.');
    return end;
  }

  /** Closes a message that was opened. Errors: Malformed where its last field went beyond its end. */
  close(end: number): void {
    if (this.pos !== end) throw new Malformed('A field ends beyond its message.');
  }

  /** Passes over a field that is not known here, or not written as it should be. */
  pass(tag: number): void {
    this.skipType(tag & 7, 0, tag >>> 3);
  }

  /**
   * A text as it can be stored: cut where it is too long, U+FFFD for what is no Unicode and for U+0000. Notes say so under `field`; a mark
   * in the text says how long it was.
   */
  text(field: string): string {
    const end = this.open();
    const { buf, pos: start } = this;
    this.pos = end;
    const cut = cutEnd(buf, start, end);
    if (cut !== end) this.collector.notes.add('cutText', field);
    const text = buf.toString('utf8', start, cut);
    if (text.includes('\ufffd') && !isUtf8(buf.subarray(start, cut))) this.collector.notes.add('replacedCharacters', field);
    const marked = cut === end ? text : text + cutMark(buf.toString('utf8', start, end).length);
    return withoutNul(marked, this.collector.notes, field);
  }

  /** Bytes as hexadecimal digits; an absurdly long id is cut. */
  id(): string {
    const end = this.open();
    const start = this.pos;
    this.pos = end;
    return this.buf.toString('hex', start, Math.min(end, start + limits.idBytes));
  }

  /** Bytes as base64, cut where their text would be too long. */
  base64(field: string): string {
    const end = this.open();
    const start = this.pos;
    this.pos = end;
    const cut = Math.min(end, start + limits.bytesBytes);
    if (cut !== end) this.collector.notes.add('cutText', field);
    return this.buf.toString('base64', start, cut);
  }

  /**
   * Nanoseconds since the epoch (fixed64) as whole microseconds, rounded down: exact for every time before the year 2255, without a BigInt.
   */
  micros(): number {
    const low = this.fixed32();
    const high = this.fixed32();
    // 2^32 = 4,294,967 × 1,000 + 296
    return high * 4_294_967 + Math.floor((high * 296 + low) / 1_000);
  }

  /** A signed 64-bit integer: a number where it is exact as one, else its digits. */
  integer(): number | string {
    const start = this.pos;
    const small = this.buf[start] as number;
    if (small < 0x80 && start < this.len) {
      this.pos = start + 1;
      return small;
    }
    const long = this.int64() as unknown as { low: number; high: number };
    const value = long.high * 4_294_967_296 + (long.low >>> 0);
    if (Number.isSafeInteger(value)) return value;
    return ((BigInt(long.high) << 32n) | BigInt(long.low >>> 0)).toString();
  }
}
