/** A curve by its places on an axis, ascending. */
export interface PlacedCurve {
  readonly x: readonly number[];
  readonly value: readonly number[];
}

/** The curves of a group as one: mean, least and greatest at each place; NaN where no curve of it is. */
export interface GroupBand {
  readonly key: string;
  readonly jobCount: number;
  readonly x: Float64Array;
  readonly mean: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** Places at which the curves of a group are compared. */
const PLACES = 400;

/**
 * One band for each group, over places that all groups share; each curve by a straight line between its points, and only where it has some.
 */
export function groupBands(groups: ReadonlyMap<string, readonly PlacedCurve[]>): GroupBand[] {
  const curves = [...groups.values()].flat().filter(({ x }) => x.length > 0);
  if (curves.length === 0) return [];
  const from = Math.min(...curves.map(({ x }) => x[0] as number));
  const to = Math.max(...curves.map(({ x }) => x.at(-1) as number));
  const places = Float64Array.from({ length: from === to ? 1 : PLACES }, (_, place) => from + ((to - from) * place) / (PLACES - 1));
  return Array.from(groups, ([key, members]): GroupBand => {
    const [mean, low, high] = [0, 1, 2].map(() => new Float64Array(places.length).fill(Number.NaN)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const counts = new Uint32Array(places.length);
    for (const curve of members) {
      valuesAt(curve, places).forEach((value, place) => {
        if (!Number.isFinite(value)) return;
        const count = ((counts[place] as number) += 1);
        const before = mean[place] as number;
        mean[place] = count === 1 ? value : before + (value - before) / count;
        low[place] = count === 1 ? value : Math.min(low[place] as number, value);
        high[place] = count === 1 ? value : Math.max(high[place] as number, value);
      });
    }
    return { key, jobCount: members.length, x: places, mean, low, high };
  });
}

/** A curve at ascending places; NaN outside of its own. */
function valuesAt({ x, value }: PlacedCurve, places: Float64Array): Float64Array {
  let after = 0;
  return places.map((at) => {
    while (after < x.length && (x[after] as number) < at) after += 1;
    if (after === x.length || (after === 0 && x[0] !== at)) return Number.NaN;
    const [low, high] = [x[after - 1], x[after] as number];
    if (low === undefined || high === at) return value[after] as number;
    const share = (at - low) / (high - low);
    return (value[after - 1] as number) + share * ((value[after] as number) - (value[after - 1] as number));
  });
}
