/**
 * Those who wait for the next value of one subscription, and the iterator they wait by. Ends at once on `return()`, also while
 * somebody waits (an `async function*` could not).
 */
export class Readers<Value> {
  #waiting: ((result: IteratorResult<Value, undefined>) => void)[] = [];
  #isOver = false;

  get count(): number {
    return this.#waiting.length;
  }

  /** Hands the value to the one who has waited longest; false: nobody waits. */
  give(value: Value): boolean {
    const reader = this.#waiting.shift();
    reader?.({ value, done: false });
    return reader !== undefined;
  }

  /** `onAsked` after somebody began to wait; `onEnd` when the reading ends, before those who wait are told. */
  iterator(onAsked: () => void, onEnd: () => void): AsyncIterableIterator<Value, undefined> {
    const finish = (): void => {
      this.#isOver = true;
      onEnd();
      for (const reader of this.#waiting.splice(0)) reader({ value: undefined, done: true });
    };
    return {
      next: () =>
        new Promise((resolve) => {
          if (this.#isOver) return resolve({ value: undefined, done: true });
          this.#waiting.push(resolve);
          onAsked();
        }),
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
}
