import type { Rejection } from '../../platform/ingest/rejection.ts';
import type { ReceivedLog, ReceivedSpan } from '../../domains/traces/types.ts';

/** How a request is written, and how its answer must be. */
export type OtlpEncoding = 'protobuf' | 'json';

/** What a request holds: spans or log records. */
export interface Decoded<Item> {
  items: Item[];
  /** The place of each item among all that the request holds, from 0. */
  places: number[];
  /** What could not be read, by its place. items + rejected = sent. */
  rejected: Rejection[];
  /** How many came beyond the limits, which are neither in `items` nor in `rejected`. */
  beyondCount: number;
  /** What was changed of those that were taken, one sentence a kind. */
  warnings: string[];
}
export type DecodedSpans = Decoded<ReceivedSpan>;
export type DecodedLogs = Decoded<ReceivedLog>;

/** The body is not what it says it is; nothing of it can be trusted. */
export class Malformed extends Error {}
