import { oneOf, texts } from '../../../controls/view.ts';
import type { RawSearch } from '../../../controls/view.ts';

export const traceTabs = ['chat', 'raw', 'diff', 'attributes', 'evaluations'] as const;
export type TraceTab = (typeof traceTabs)[number];

/** What a reader looks at in a trace. It lives in the address, so that a span can be pointed at; what stands at its default is left out. */
export interface TracePageView {
  /** The selected span's id. */
  readonly span?: string | undefined;
  /** What is looked for in the trace. */
  readonly q?: string | undefined;
  /** By kind when absent. */
  readonly color?: 'cost' | undefined;
  readonly critical?: '1' | undefined;
  /** Only errors and what they happened in. */
  readonly errors?: '1' | undefined;
  /** As sent when absent. */
  readonly clocks?: 'corrected' | undefined;
  /** The span that only stands for a trace of Langfuse is shown, too. */
  readonly envelope?: '1' | undefined;
  /** Chat when absent. */
  readonly tab?: Exclude<TraceTab, 'chat'> | undefined;
  /** `1200-3400`: ms after the trace's start. */
  readonly zoom?: string | undefined;
}

/** The view that an address asks for. What can't be understood is left out. */
export function readTracePageView(search: RawSearch): TracePageView {
  const tab = oneOf(search['tab'], traceTabs);
  return {
    span: texts(search['span'])?.[0],
    q: texts(search['q'])?.[0],
    color: oneOf(search['color'], ['cost'] as const),
    critical: oneOf(search['critical'], ['1'] as const),
    errors: oneOf(search['errors'], ['1'] as const),
    clocks: oneOf(search['clocks'], ['corrected'] as const),
    envelope: oneOf(search['envelope'], ['1'] as const),
    tab: tab === 'chat' ? undefined : tab,
    zoom: zoomText(readZoom(texts(search['zoom'])?.[0])),
  };
}

/** A stretch of the trace, ms after its start; null for all of it, and for what can't be understood. */
export function readZoom(text: string | undefined): readonly [fromMs: number, toMs: number] | null {
  const found = /^(-?\d+(?:\.\d+)?)-(-?\d+(?:\.\d+)?)$/.exec(text ?? '');
  if (found === null) return null;
  const [from, to] = [Number(found[1]), Number(found[2])];
  return from < to ? [from, to] : null;
}

/** The reverse, to the microsecond. */
export function zoomText(zoom: readonly [fromMs: number, toMs: number] | null): string | undefined {
  if (zoom === null) return undefined;
  const [from, to] = zoom.map((ms) => Number(ms.toFixed(3)));
  return `${from}-${to}`;
}
