/** Buckets that do not hold all of their time yet, or never will. */
export interface PartialProps {
  /** Buckets that begin before this are cut by the window's start: drawn light, and labelled "cut by the window". */
  readonly partialUntil?: Date | number | undefined;
  /** Buckets from here on are still filling: drawn light, and labelled "so far". */
  readonly partialFrom?: Date | number | undefined;
}

/** Starts of the first whole bucket and of the first after the last whole one; infinite where none is partial. */
export function wholeRange({ partialUntil, partialFrom }: PartialProps): readonly [from: number, to: number] {
  return [partialUntil === undefined ? -Infinity : Number(partialUntil), partialFrom === undefined ? Infinity : Number(partialFrom)];
}

/** Why a bucket is not whole, for its tooltip; undefined when it is. A bucket may be both. */
export function partialWords(at: number, [from, to]: readonly [number, number]): string | undefined {
  const words = [at < from ? 'cut by the window' : undefined, at >= to ? 'so far' : undefined].filter((word) => word !== undefined);
  return words.length === 0 ? undefined : words.join(', ');
}
