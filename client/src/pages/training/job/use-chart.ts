import { useEffect, useMemo, useState } from 'react';
import { createLineStream } from 'ui-kit/loss-plot';
import type { LineStream, LossSeries } from 'ui-kit/loss-plot';
import type { Load } from 'ui-kit/panel';
import type { Curve, CurveBook } from './curve-book.ts';
import type { MetricChart } from './metric-sections.ts';

/** What a chart draws: a stream that grows while it is watched, or columns. */
export type ChartCurves =
  | { readonly stream: LineStream }
  | { readonly train: Curve | null; readonly eval: Curve | null; readonly tick: number };

/** Columns that grow are drawn again at most so often, ms. */
const REDRAW_MS = 1_000;

/** The curves of one chart, read while it is in view. With `isStreamed` what is logged appears at the next frame. */
export function useChart(book: CurveBook, { train, eval: evaluation }: MetricChart, isStreamed: boolean): Load<ChartCurves> {
  const [state, setState] = useState({ tick: 0, isStreamed });
  const stream = useMemo(() => createLineStream([], { hasInvalid: true }), []);
  useEffect(() => {
    const parts = [
      ['train', train],
      ['eval', evaluation],
    ] as const;
    const filled = new Map<string, { readonly readCount: number; length: number }>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen = '';
    const draw = () => {
      timer = undefined;
      setState((held) => ({ tick: held.tick + 1, isStreamed }));
    };
    const fill = () => {
      const known = parts.flatMap(([split, metric]) => (metric === null ? [] : [{ split, ...book.read(metric) }]));
      const isSame = known.every(({ split, readCount, curve }) => curve === null || filled.get(split)?.readCount === readCount);
      if (!isSame) {
        stream.clear();
        filled.clear();
      }
      for (const { split, curve, readCount } of known) {
        if (curve === null) continue;
        const { length } = filled.get(split) ?? { length: 0 };
        if (curve.step.length > length) stream.append(split, curve.step.slice(length), curve.value.slice(length));
        filled.set(split, { readCount, length: curve.step.length });
      }
    };
    const onChange = () => {
      if (isStreamed) fill();
      const now = parts.map(([, metric]) => (metric === null ? '' : metricMark(book, metric))).join(' ');
      if (now !== seen) {
        seen = now;
        clearTimeout(timer);
        draw();
      } else if (!isStreamed) timer ??= setTimeout(draw, REDRAW_MS);
    };
    const stops = parts.flatMap(([, metric]) => (metric === null ? [] : [book.watch(metric, onChange)]));
    onChange();
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [book, train, evaluation, isStreamed, stream]);
  return useMemo(
    () => loadOf(book, train, evaluation, state.tick, state.isStreamed ? stream : null),
    [book, train, evaluation, state, stream],
  );
}

const metricMark = (book: CurveBook, metric: string): string => {
  const { readCount, failure } = book.read(metric);
  return `${readCount} ${failure ?? ''}`;
};

function loadOf(
  book: CurveBook,
  train: string | null,
  evaluation: string | null,
  tick: number,
  stream: LineStream | null,
): Load<ChartCurves> {
  const asked = [train, evaluation].filter((metric) => metric !== null).map((metric) => book.read(metric));
  const failure = asked.find((one) => one.failure !== null)?.failure;
  if (asked.every(({ curve }) => curve === null)) return failure == null ? { state: 'loading' } : { state: 'failed', message: failure };
  if (asked.every(({ curve }) => curve === null || curve.step.length === 0)) return { state: 'empty' };
  const curveOf = (metric: string | null) => (metric === null ? null : book.read(metric).curve);
  return {
    state: 'ready',
    value: stream === null ? { train: curveOf(train), eval: curveOf(evaluation), tick } : { stream },
    refreshing: false,
  };
}

/** Columns as the kit takes them; `axis` is what the curves' own places are of. */
export function lossSeries(
  curves: Extract<ChartCurves, { readonly train: unknown }>,
  axis: 'epoch' | 'tokens' | null,
  gradNorm: Curve | null,
): LossSeries[] {
  return (['train', 'eval'] as const).flatMap((split): LossSeries[] => {
    const curve = curves[split];
    if (curve === null || curve.step.length === 0) return [];
    return [
      {
        split,
        step: Float64Array.from(curve.step),
        value: Float64Array.from(curve.value),
        timeMs: Float64Array.from(curve.at),
        ...(axis !== null && curve.x !== null && { [axis]: Float64Array.from(curve.x) }),
        ...(split === 'train' && gradNorm !== null && { gradNorm: alignedTo(curve.step, gradNorm) }),
      },
    ];
  });
}

/** The other curve's value at each step; 0, which says nothing, where it has none. */
function alignedTo(steps: readonly number[], { step, value }: Curve): Float64Array {
  let place = 0;
  return Float64Array.from(steps, (at) => {
    while (place < step.length && (step[place] as number) < at) place += 1;
    return step[place] === at ? (value[place] as number) : 0;
  });
}
