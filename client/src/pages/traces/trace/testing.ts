import type { SpanColumns, TextColumn } from './span-rows.ts';

/** A span of a made-up trace, depth first; `parent` is an index. */
export interface MadeSpan {
  readonly id: string;
  readonly parent: number;
  readonly name: string;
  readonly kind: string;
  readonly start: number;
  readonly duration: number | null;
  readonly model?: string;
  readonly service?: string;
  readonly error?: string;
  readonly cost?: number;
  readonly tokens?: number;
  readonly isOrphan?: boolean;
  /** Of an orphan: the parent that it names. */
  readonly lostParentId?: string;
  readonly shift?: number;
  readonly isCritical?: boolean;
}

/** Columns as the API gives them. Sums are made the slow way: from each span up. */
export function columnsOf(spans: readonly MadeSpan[], isInEnvelope = false): SpanColumns {
  const costs: (number | null)[] = spans.map(() => null);
  const tokens = spans.map(() => 0);
  for (const [index, { cost, tokens: own = 0 }] of spans.entries()) {
    for (let up = index; up >= 0; up = spans[up]?.parent ?? -1) {
      if (cost !== undefined) costs[up] = (costs[up] ?? 0) + cost;
      tokens[up] = (tokens[up] ?? 0) + own;
    }
  }
  const indexes = (is: (span: MadeSpan) => boolean | undefined): number[] =>
    [...spans.entries()].filter(([, span]) => is(span) === true).map(([index]) => index);
  return {
    spanCount: spans.length,
    isCut: false,
    startedAtMs: Date.UTC(2026, 10, 21, 10),
    ids: spans.map(({ id }) => id),
    parents: spans.map(({ parent }) => parent),
    isOrphan: indexes(({ isOrphan }) => isOrphan),
    lostParentIds: spans.flatMap(({ isOrphan, lostParentId = 'ffff' }) => (isOrphan === true ? [lostParentId] : [])),
    isInEnvelope,
    shifts: spans.map(({ shift = 0 }) => shift),
    names: texts(spans.map(({ name }) => name)),
    kinds: texts(spans.map(({ kind }) => kind)),
    services: texts(spans.map(({ service = 'api' }) => service)),
    models: texts(spans.map(({ model = '' }) => model)),
    starts: spans.map(({ start }) => start),
    durations: spans.map(({ duration }) => duration),
    errors: texts(spans.map(({ error = '' }) => error)),
    costsUsd: spans.map(({ cost = null }) => cost),
    inputTokens: spans.map(({ tokens: own = 0 }) => own),
    outputTokens: spans.map(() => 0),
    subtreeCostsUsd: costs,
    subtreeTokens: tokens,
    critical: indexes(({ isCritical }) => isCritical),
  };
}

function texts(all: readonly string[]): TextColumn {
  const values = [...new Set(all)];
  return { values, of: all.map((text) => values.indexOf(text)) };
}
