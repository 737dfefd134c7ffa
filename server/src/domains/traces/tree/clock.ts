export interface TimedSpans {
  /** Place of each span's parent; -1 for a root. Parents stand before their children. */
  readonly parents: Int32Array;
  /** A number for each service. */
  readonly services: ArrayLike<number>;
  /** Microseconds after the trace's start. */
  readonly startsUs: Float64Array;
  /** NaN: not ended. */
  readonly durationsUs: Float64Array;
}

/** Clocks of machines that are kept in step differ by less. */
const toleratedUs = 1_000;

/**
 * By how much each span is to be moved so that no span begins before the one that called it, in microseconds; 0: its clock agrees. Only
 * where another service begins: within one, an early start is what happened. What a service did moves with it. A span that fits into its
 * caller is put in the middle, as the ways there and back are not known.
 */
export function clockShifts({ parents, services, startsUs, durationsUs }: TimedSpans): Float64Array {
  const shifts = new Float64Array(parents.length);
  for (let place = 0; place < parents.length; place += 1) {
    const parent = parents[place] as number;
    if (parent < 0) continue;
    if (services[place] === services[parent]) {
      shifts[place] = shifts[parent] as number;
      continue;
    }
    const earliest = (startsUs[parent] as number) + (shifts[parent] as number);
    const early = earliest - (startsUs[place] as number);
    if (early <= toleratedUs) continue;
    const room = (durationsUs[parent] as number) - (durationsUs[place] as number);
    shifts[place] = early + (room > 0 ? room / 2 : 0);
  }
  return shifts;
}
