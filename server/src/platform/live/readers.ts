/**
 * The readers that wait for the next value of one subscription, and their iterator. Ends at once on `return()`, also while
 * a reader waits (an `async function*` could not).
 */
export class Readers<Value> {
  #waiting: ((result: IteratorResult<Value, undefined>) => void)[] = [];
  #isOver = false;

  get count(): number {
    return this.#waiting.length;
  }

  /** Delivers the value to the reader that has waited longest; false: no reader waits. */
  give(value: Value): boolean {
    const reader = this.#waiting.shift();
    reader?.({ value, done: false });
    return reader !== undefined;
  }

  /** `onAsked` after a reader began to wait; `onEnd` when the reading ends, before waiting readers are notified. */
  iterator(onAsked: () => void, onEnd: () => void): AsyncIterableIterator<Value, undefined> {
    const finish = (): void => {
      this.#isOver = true;
      onEnd();
      for (const reader of this.#waiting.splice(0)) reader({ value: undefined, done: true });
    };
    const next = (): Promise<IteratorResult<Value, undefined>> =>
      new Promise((resolve) => {
        if (this.#isOver) return resolve({ value: undefined, done: true });
        this.#waiting.push(resolve);
        onAsked();
      });
    return iteratorOf(next, finish);
  }
}

/**
 * An iterator of these two. `finish` ends the reading, and whatever waits in `next`. Not an `async function*`: one that waits could not be
 * ended.
 */
export function iteratorOf<Value>(
  next: () => Promise<IteratorResult<Value, undefined>>,
  finish: () => void,
): AsyncIterableIterator<Value, undefined> {
  return {
    next,
    return: async () => {
      finish();
      return { value: undefined, done: true };
    },
    throw: async (error) => {
      finish();
      throw error;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
