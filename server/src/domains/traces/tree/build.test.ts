import { describe, expect, test } from 'vitest';
import { criticalPath } from 'ui-kit/critical-path';
import { spanTree } from '../../../../../ui-kit/src/charts/traces/trace-waterfall-model.ts';
import { buildTree, maxTreeSpans } from './build.ts';
import { spanColumns } from './columns.ts';
import { columnsOf, randomRows, type TestRow } from './random-trace.testing.ts';
import { referenceCounted, referenceTotals, referenceTree } from './reference.testing.ts';
import type { TraceTree } from './tree.ts';

const traceId = 'a'.repeat(32);
const built = (rows: readonly TestRow[]): TraceTree => buildTree(traceId, columnsOf(rows)) as TraceTree;
const seeds = Array.from({ length: 60 }, (_, seed) => ({ seed, count: 1 + ((seed * 7) % 60) }));

test('of no rows there is no tree', () => expect(buildTree(traceId, columnsOf([]))).toBeNull());

describe.each(seeds)('a random trace of $count spans (seed $seed)', ({ seed, count }) => {
  const rows = randomRows(seed, count);
  const tree = built(rows);
  const reference = referenceTree(rows);

  test('has each span once, by its newest version, depth first, siblings by start', () => {
    expect(tree.spanCount).toBe(count);
    expect([...tree.ids]).toEqual(reference.map(({ id }) => id));
    expect(Array.from(tree.names.of, (name) => tree.names.values[name])).toEqual(reference.map(({ name }) => name));
    expect(Array.from(tree.depths)).toEqual(reference.map(({ depth }) => depth));
    expect(Array.from(tree.parents, (place) => tree.ids[place] ?? null)).toEqual(reference.map(({ parent }) => parent));
    expect(Array.from(tree.orphans)).toEqual(reference.map(({ isOrphan }) => Number(isOrphan)));
    expect(Array.from(tree.loops)).toEqual(reference.map(({ isLoop }) => Number(isLoop)));
  });

  test('sums up each subtree as adding its spans one by one does', () => {
    const { subtrees, sizes } = tree;
    const sums = tree.ids.map((_, place) => ({
      spanCount: sizes[place],
      errorCount: subtrees.errorCounts[place],
      modelCallCount: subtrees.modelCallCounts[place],
      inputTokens: subtrees.inputTokens[place],
      outputTokens: subtrees.outputTokens[place],
      costNanoUsd: Number.isNaN(subtrees.costsNanoUsd[place]) ? null : subtrees.costsNanoUsd[place],
    }));
    const counted = referenceCounted(reference);
    expect(sums).toEqual(reference.map(({ under }) => referenceTotals(under, counted)));
  });

  test('has the critical path that the page draws', () => {
    const page = spanTree(reference, {
      id: ({ id }) => id,
      parentId: ({ parent }) => parent,
      startMs: ({ startUs }) => startUs,
      durationMs: ({ durationUs }) => durationUs,
    });
    expect([...tree.ids]).toEqual([...page.ids]);
    expect(Array.from(tree.critical)).toEqual(Array.from(criticalPath(page)));
  });

  test('comes as columns that say the same', () => {
    const columns = JSON.parse(JSON.stringify(spanColumns(tree))) as ReturnType<typeof spanColumns>;
    expect(columns.ids).toEqual(reference.map(({ id }) => id));
    expect(columns.starts.map((start) => Math.round((columns.startedAtMs + start) * 1_000))).toEqual(
      reference.map(({ startUs }) => startUs),
    );
    expect(columns.durations).toEqual(reference.map(({ durationUs }) => (durationUs === null ? null : durationUs / 1_000)));
    expect(columns.costsUsd).toEqual(reference.map(({ costNanoUsd }) => (costNanoUsd === null ? null : costNanoUsd / 1e9)));
    expect(columns.errors.of.map((error) => columns.errors.values[error])).toEqual(reference.map(({ error }) => error));
    expect(columns.kinds.of.length).toBe(columns.spanCount);
    expect(columns.isOrphan).toEqual(reference.flatMap(({ isOrphan }, place) => (isOrphan ? [place] : [])));
  });
});

const row = (said: Partial<TestRow> & { id: string }): TestRow => ({
  parentId: '',
  startUs: 1_790_000_000_000_000,
  durationUs: 1_000,
  name: 'step',
  kind: 0,
  error: '',
  costNanoUsd: null,
  inputTokens: 0,
  outputTokens: 0,
  version: 1,
  ...said,
});

test('a chain of fifty thousand spans is laid out: depth is no limit', () => {
  const rows = Array.from({ length: 50_000 }, (_, n) =>
    row({ id: `${n}`, parentId: n === 0 ? '' : `${n - 1}`, startUs: 1_790_000_000_000_000 + n, durationUs: 100_000 }),
  );
  const tree = built(rows);
  expect(tree.depths[49_999]).toBe(49_999);
  expect(tree.sizes[0]).toBe(50_000);
  expect(tree.critical[49_999]).toBe(1);
});

test('a trace beyond what a tree holds gives its earliest spans and says so', () => {
  const rows = Array.from({ length: maxTreeSpans + 5 }, (_, n) =>
    row({ id: `${n}`, startUs: 1_790_000_000_000_000 + (maxTreeSpans + 5 - n) }),
  );
  const tree = built(rows);
  expect(tree.isCut).toBe(true);
  expect(tree.spanCount).toBe(maxTreeSpans);
  expect(tree.ids[0]).toBe(String(maxTreeSpans + 4));
  expect(tree.placeOf('0')).toBeUndefined();
});

test('of one span with two rows of one version the last read holds, and once', () => {
  const tree = built([row({ id: 'a', name: 'first' }), row({ id: 'a', name: 'second' })]);
  expect(tree.spanCount).toBe(1);
  expect(tree.names.values).toEqual(['second']);
});
