import { criticalPath } from 'ui-kit/critical-path';
import { countedSpans, isModelCall } from '../pure/counted.ts';
import { rootIdOf } from '../pure/langfuse-root.ts';
import { spanKinds } from '../types.ts';
import { clockShifts } from './clock.ts';
import { depthFirst, lostParent, noParent } from './order.ts';
import { standingRows, type SpanRows } from './rows.ts';
import { subtreeTotals } from './totals.ts';
import type { Dictionary, TraceTree } from './tree.ts';

/** A tree holds no more; of a larger trace it has the earliest. */
export const maxTreeSpans = 200_000;

/** Builds the tree of a trace from its rows, in whatever order they are; null where there are none. */
export function buildTree(traceId: string, rows: SpanRows): TraceTree | null {
  const { rows: all, rowOf } = standingRows(rows);
  if (all.length === 0) return null;
  const standing = all.length > maxTreeSpans ? all.subarray(0, maxTreeSpans) : all;
  const nodeOf = inverse(standing, rows.ids.length);
  const { order, ...shape } = depthFirst(namedParents(rows.parentIds, standing, rowOf, nodeOf));
  const places = order.map((node) => standing[node] as number);
  const startedAtUs = rows.startsUs[standing[0] as number] as number;
  const startsUs = floats(places, (row) => (rows.startsUs[row] as number) - startedAtUs);
  const durationsUs = floats(places, (row) => ((rows.durationsUs[row] as number) < 0 ? Number.NaN : (rows.durationsUs[row] as number)));
  const costsNanoUsd = floats(places, (row) => rows.costsNanoUsd[row] ?? Number.NaN);
  const inputTokens = floats(places, (row) => rows.inputTokens[row] as number);
  const outputTokens = floats(places, (row) => rows.outputTokens[row] as number);
  const lastUs = latestEnd(startsUs, durationsUs);
  const ends = startsUs.map((start, place) => (Number.isNaN(durationsUs[place]) ? lastUs : start + (durationsUs[place] as number)));
  const kinds = bytes(places, (row) => rows.kinds[row] as number);
  const errors = dictionary(rows.errors, places);
  const services = dictionary(rows.services, places);
  const isError = bytes(places, (row) => (rows.errors[row] === '' ? 0 : 1));
  const counted = countedSpans({
    parents: shape.parents,
    kinds,
    tokens: inputTokens.map((tokens, place) => tokens + (outputTokens[place] as number)),
    isError,
    responses: floats(places, (row) => rows.responses[row] as number),
    startsUs,
    endsUs: ends,
    toolOf: (place) => rows.toolNames[places[place] as number] as string,
  });
  const placeOfRow = inverse(places, rows.ids.length);
  return {
    traceId,
    ...shape,
    spanCount: places.length,
    isCut: standing.length < all.length,
    version: rows.versions.reduce((newest, version) => Math.max(newest, version), 0),
    startedAtUs,
    endedAtUs: startedAtUs + lastUs,
    ids: pick(rows.ids, places),
    parentIds: pick(rows.parentIds, places),
    startsUs,
    durationsUs,
    names: dictionary(rows.names, places),
    kinds: { values: spanKinds, of: kinds },
    services,
    shiftsUs: clockShifts({ parents: shape.parents, services: services.of, startsUs, durationsUs }),
    isInEnvelope: places.length > 0 && rows.ids[places[0] as number] === rootIdOf(traceId) && shape.childCounts[0] === 1,
    models: dictionary(rows.models, places),
    errors,
    costsNanoUsd,
    inputTokens,
    outputTokens,
    counted: counted.usage,
    subtrees: subtreeTotals({
      parents: shape.parents,
      costsNanoUsd,
      inputTokens,
      outputTokens,
      isError: counted.error,
      isModelCall: kinds.map((kind, place) => (isModelCall(kind) ? (counted.call[place] as number) : 0)),
      isCounted: counted.usage,
    }),
    critical: criticalPath({ sizes: shape.sizes, starts: startsUs, ends }),
    placeOf(spanId) {
      const row = rowOf.get(spanId);
      const place = row === undefined ? -1 : (placeOfRow[row] as number);
      return place < 0 ? undefined : place;
    },
  };
}

/** Where each row stands in `rows`; -1: nowhere. */
function inverse(rows: Uint32Array, rowCount: number): Int32Array {
  const placeOf = new Int32Array(rowCount).fill(-1);
  for (let place = 0; place < rows.length; place += 1) placeOf[rows[place] as number] = place;
  return placeOf;
}

function namedParents(
  parentIds: readonly string[],
  standing: Uint32Array,
  rowOf: ReadonlyMap<string, number>,
  nodeOf: Int32Array,
): Int32Array {
  const named = new Int32Array(standing.length);
  for (let node = 0; node < standing.length; node += 1) {
    const parentId = parentIds[standing[node] as number] as string;
    const row = parentId === '' ? undefined : rowOf.get(parentId);
    const parent = row === undefined ? -1 : (nodeOf[row] as number);
    named[node] = parent >= 0 ? parent : parentId === '' ? noParent : lostParent;
  }
  return named;
}

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

function bytes(rows: Uint32Array, read: (row: number) => number): Uint8Array {
  const values = new Uint8Array(rows.length);
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
