/** Notices a model that goes round in circles: the same call with the same arguments, or one bad call after another. */
export class LoopWatch {
  readonly #handles = new Map<string, string>();
  #repeatCount = 0;
  #badCount = 0;

  /** The handle of the result that this very call had before; null: it is new. */
  seen(tool: string, args: unknown): string | null {
    const known = this.#handles.get(keyOf(tool, args)) ?? null;
    if (known !== null) this.#repeatCount += 1;
    return known;
  }

  learned(tool: string, args: unknown, handle: string): void {
    this.#handles.set(keyOf(tool, args), handle);
    this.#badCount = 0;
  }

  bad(): void {
    this.#badCount += 1;
  }

  get isLoop(): boolean {
    return this.#repeatCount >= 3 || this.#badCount >= 3;
  }
}

const keyOf = (tool: string, args: unknown): string => `${tool} ${JSON.stringify(sorted(args))}`;

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  );
};
