import type { WrittenResult } from '../json.ts';
import type { Place } from '../../store/asker.ts';

/** Results that wait for a slow member; older ones are dropped. */
export interface Kept {
  readonly count: number;
  readonly bytes: number;
}

export interface MemberOptions {
  readonly place: Place;
  readonly kept: Kept;
  /** The member began to wait, and no value is ready. */
  readonly onWaiting: () => void;
  readonly onLeave: () => void;
}

interface Reader {
  resolve: (result: IteratorResult<WrittenResult, undefined>) => void;
  reject: (error: unknown) => void;
}

/** One reader of a shared subscription: reads at its own pace, and ends at once on `return()`, also while it waits. */
export class Member {
  readonly place: Place;
  /** Its first value contains all changes before this; null: it has received one. */
  wantsChangesUntil: number | null = null;
  /** The last execution whose result it received. */
  lastNumber = 0;

  readonly #options: MemberOptions;
  #readers: Reader[] = [];
  #waiting: WrittenResult[] = [];
  #end: { error: unknown } | 'done' | null = null;

  constructor(options: MemberOptions) {
    this.#options = options;
    this.place = options.place;
  }

  get isWaiting(): boolean {
    return this.#readers.length > 0;
  }

  offer(result: WrittenResult): void {
    if (this.#end !== null) return;
    const reader = this.#readers.shift();
    if (reader !== undefined) return reader.resolve({ value: result, done: false });
    this.#waiting.push(result);
    const { count, bytes } = this.#options.kept;
    let keptBytes = 0;
    const tooOld = this.#waiting.findLastIndex((kept, index) => (keptBytes += kept.stringify().length) > bytes && index < this.#waiting.length - 1);
    this.#waiting.splice(0, Math.max(tooOld + 1, this.#waiting.length - count));
  }

  /** Delivers waiting results; then the iterator ends, or fails. */
  end(end: { error: unknown } | 'done'): void {
    if (this.#end !== null) return;
    this.#end = end;
    for (const reader of this.#readers.splice(0)) this.#finish(reader);
  }

  #finish({ resolve, reject }: Reader): void {
    const end = this.#end;
    this.#end = 'done'; // a failure is reported once
    if (end === null || end === 'done') resolve({ value: undefined, done: true });
    else reject(end.error);
  }

  iterator(): AsyncIterableIterator<WrittenResult, undefined> {
    const leave = (): void => {
      this.#waiting = [];
      this.#end = 'done';
      for (const reader of this.#readers.splice(0)) this.#finish(reader);
      this.#options.onLeave();
    };
    return {
      next: () =>
        new Promise((resolve, reject) => {
          const result = this.#waiting.shift();
          if (result !== undefined) return resolve({ value: result, done: false });
          if (this.#end !== null) return this.#finish({ resolve, reject });
          this.#readers.push({ resolve, reject });
          this.#options.onWaiting();
        }),
      return: async () => {
        leave();
        return { value: undefined, done: true };
      },
      throw: async (error) => {
        leave();
        throw error;
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
}
