/** A sample of what comes one by one, each with the same chance; the same things in the same order give the same sample. */
export class Sample<Value> {
  readonly #most: number;
  readonly values: Value[] = [];
  #count = 0;
  #state = 0x2545f491;

  constructor(most: number) {
    this.#most = most;
  }

  add(value: Value): void {
    this.#count += 1;
    if (this.values.length < this.#most) {
      this.values.push(value);
      return;
    }
    // Algorithm R (Vitter 1985) over xorshift32.
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    const place = Math.floor(((this.#state >>> 0) / 2 ** 32) * this.#count);
    if (place < this.#most) this.values[place] = value;
  }
}

/** How often each of many things comes; beyond the most that are distinguished, new ones are counted as one. */
export class Counts {
  readonly #most: number;
  readonly counts = new Map<string, number>();
  total = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(name: string): void {
    this.total += 1;
    const key = this.counts.has(name) || this.counts.size < this.#most ? name : '\u0000others';
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** Whether more things came than are distinguished. */
  get isOver(): boolean {
    return this.counts.has('\u0000others');
  }
}
