import { isPriced } from '../record/rows.ts';
import { spanKinds, type SpanKind } from '../types.ts';
import { criticalPath } from './critical-path.ts';
import { depthFirst } from './order.ts';
import { standingRows, type SpanRows } from './rows.ts';
import { subtreeTotals } from './totals.ts';
import type { Dictionary, TraceTree } from './tree.ts';

/** A tree holds no more; of a larger trace it has the earliest. */
export const maxTreeSpans = 200_000;


/** Builds the tree of a trace from its rows, in whatever order they are; null where there are none. */
export function buildTree(traceId: string, rows: SpanRows): TraceTree | null {
  const all = standingRows(rows);
  if (all.length === 0) return null;
  const standing = all.length > maxTreeSpans ? all.subarray(0, maxTreeSpans) : all;
  const { order, ...shape } = depthFirst(pick(rows.ids, standing), pick(rows.parentIds, standing));
  const places = order.map((node) => standing[node] as number);
  const count = places.length;
  const startedAtUs = rows.startsUs[standing[0] as number] as number;
  const startsUs = floats(places, (row) => (rows.startsUs[row] as number) - startedAtUs);
  const durationsUs = floats(places, (row) => ((rows.durationsUs[row] as number) < 0 ? Number.NaN : (rows.durationsUs[row] as number)));
  const costsNanoUsd = floats(places, (row) => rows.costsNanoUsd[row] ?? Number.NaN);
  const inputTokens = floats(places, (row) => rows.inputTokens[row] as number);
  const outputTokens = floats(places, (row) => rows.outputTokens[row] as number);
  const lastUs = latestEnd(startsUs, durationsUs);
  const ends = startsUs.map((start, place) => (Number.isNaN(durationsUs[place]) ? lastUs : start + (durationsUs[place] as number)));
  const kinds = Uint8Array.from(places, (row) => rows.kinds[row] as number);
  const errors = dictionary(rows.errors, places);
  const isError = Uint8Array.from(errors.of, (value) => (errors.values[value] === '' ? 0 : 1));
  const numbers = { parents: shape.parents, costsNanoUsd, inputTokens, outputTokens, isError, ...callsOf(kinds) };
  const ids = pick(rows.ids, places);
  let placeById: Map<string, number> | null = null;
  return {
    traceId,
    ...shape,
    spanCount: count,
    isCut: standing.length < all.length,
    version: rows.versions.reduce((newest, version) => Math.max(newest, version), 0),
    startedAtUs,
    endedAtUs: startedAtUs + lastUs,
    ids,
    parentIds: pick(rows.parentIds, places),
    startsUs,
    durationsUs,
    names: dictionary(rows.names, places),
    kinds: { values: spanKinds, of: kinds },
    services: dictionary(rows.services, places),
    models: dictionary(rows.models, places),
    errors,
    costsNanoUsd,
    inputTokens,
    outputTokens,
    subtrees: subtreeTotals(numbers),
    critical: criticalPath({ sizes: shape.sizes, starts: startsUs, ends }),
    placeOf(spanId) {
      placeById ??= new Map(ids.map((id, place) => [id, place]));
      return placeById.get(spanId);
    },
  };
}

const modelCallKind = spanKinds.indexOf('LLM');
const paidKinds = spanKinds.map((kind: SpanKind) => (isPriced({ kind }) ? 1 : 0));

const callsOf = (kinds: Uint8Array): { isModelCall: Uint8Array; isPaid: Uint8Array } => ({
  isModelCall: kinds.map((kind) => (kind === modelCallKind ? 1 : 0)),
  isPaid: kinds.map((kind) => paidKinds[kind] as number),
});

function latestEnd(startsUs: Float64Array, durationsUs: Float64Array): number {
  let last = 0;
  for (let place = 0; place < startsUs.length; place += 1) {
    const durationUs = durationsUs[place] as number;
    last = Math.max(last, (startsUs[place] as number) + (Number.isNaN(durationUs) ? 0 : durationUs));
  }
  return last;
}

function pick(values: readonly string[], rows: Uint32Array): string[] {
  const picked: string[] = [];
  for (let place = 0; place < rows.length; place += 1) picked.push(values[rows[place] as number] as string);
  return picked;
}

function floats(rows: Uint32Array, read: (row: number) => number): Float64Array {
  const values = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) values[place] = read(rows[place] as number);
  return values;
}

function dictionary(texts: readonly string[], rows: Uint32Array): Dictionary {
  const numbers = new Map<string, number>();
  const of = new Uint32Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) {
    const text = texts[rows[place] as number] as string;
    let number = numbers.get(text);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(text, number);
    }
    of[place] = number;
  }
  return { values: [...numbers.keys()], of };
}
