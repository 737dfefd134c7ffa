/** Random numbers that are the same for the same seed, on every machine: the whole simulation hangs on that. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** Parts that name a purpose: streams of different names are independent of each other. */
  constructor(...seed: readonly (string | number)[]) {
    [this.#a, this.#b, this.#c] = hash(seed.join('|'));
    for (let round = 0; round < 12; round += 1) this.uniform();
  }

  /** From 0 up to, not including, 1. The generator is sfc32 (Chris Doty-Humphrey, PractRand). */
  uniform(): number {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    this.#c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  happens(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** A whole number from `lowest` to `highest`, both included. */
  whole(lowest: number, highest: number): number {
    return lowest + Math.floor(this.uniform() * (highest - lowest + 1));
  }

  pick<Value>(values: readonly Value[]): Value {
    return values[Math.floor(this.uniform() * values.length)] as Value;
  }

  /** One of the values, each as often as its weight says. */
  weighted<Value>(values: readonly Value[], weightOf: (value: Value) => number): Value {
    let left = this.uniform() * values.reduce((sum, value) => sum + weightOf(value), 0);
    for (const value of values) {
      left -= weightOf(value);
      if (left < 0) return value;
    }
    return values.at(-1) as Value;
  }

  /** Mean 0, standard deviation 1 (Box and Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Its logarithm is normal: half of the values lie below `median`. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** How many independent events happen where `mean` are expected. */
  poisson(mean: number): number {
    if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()));
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = this.uniform(); product > limit; product *= this.uniform()) count += 1;
    return count;
  }
}

/** Three 32-bit numbers that all depend on every character (MurmurHash3's mixing). */
function hash(text: string): [number, number, number] {
  const lanes: [number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162];
  for (let index = 0; index < text.length; index += 1) {
    for (let lane = 0; lane < 3; lane += 1) {
      const mixed = Math.imul((lanes[lane] as number) ^ text.charCodeAt(index), [0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f][lane] as number);
      lanes[lane] = (mixed << 13) | (mixed >>> 19);
    }
  }
  return lanes.map((value) => Math.imul(value ^ (value >>> 16), 0x85ebca6b) | 0) as [number, number, number];
}
