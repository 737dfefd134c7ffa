import type { Rejection } from '../../platform/ingest/rejection.ts';
import { otlpLimits as limits } from './limits.ts';
import { Notes } from './notes.ts';
import type { Decoded } from './types.ts';

/** An item holds more values than the request may still have. */
class TooManyValues extends Error {}

/** An item of a JSON document that is no span (no log record): which field, and why. */
export class BadItem extends Error {
  readonly field: string;
  readonly reason: string;
  constructor(field: string, reason: string) {
    super(`${field} ${reason}`);
    this.field = field;
    this.reason = reason;
  }
}

/** Gathers the items of one request, in either encoding, within its limits. */
export class Collector<Item> {
  readonly notes = new Notes();
  readonly #items: Item[] = [];
  readonly #places: number[] = [];
  readonly #rejected: Rejection[] = [];
  #sentCount = 0;
  #beyondCount = 0;
  #valuesLeft: number = limits.values;

  /** Counts a value that is kept. Errors: TooManyValues. */
  countValue(): void {
    this.#valuesLeft -= 1;
    if (this.#valuesLeft < 0) throw new TooManyValues();
  }

  /**
   * Reads the next item, unless the request is full. Errors: those of `read`, except BadItem and TooManyValues, which concern one item
   * only.
   */
  take(read: () => Item): void {
    const place = this.#sentCount;
    this.#sentCount += 1;
    if (this.#items.length === limits.items || this.#valuesLeft < 0) {
      this.#beyondCount += 1;
      return;
    }
    try {
      this.#items.push(read());
      this.#places.push(place);
    } catch (error) {
      if (error instanceof BadItem) this.#rejected.push({ index: place, field: error.field, reason: error.reason });
      else if (error instanceof TooManyValues) this.#beyondCount += 1;
      else throw error;
    }
  }

  finish(): Decoded<Item> {
    return {
      items: this.#items,
      places: this.#places,
      rejected: this.#rejected,
      beyondCount: this.#beyondCount,
      warnings: this.notes.warnings(),
    };
  }
}
