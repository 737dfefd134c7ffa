import { oneOf, texts } from '../../../controls/view.ts';
import type { RawSearch } from '../../../controls/view.ts';

/** Two traces side by side. It lives in the address, so that a comparison can be sent; what stands at its default is left out. */
export interface TraceCompareView {
  /** Ids of the two traces; the second is to be chosen when absent. */
  readonly left?: string | undefined;
  readonly right?: string | undefined;
  /** Key of the selected step. */
  readonly step?: string | undefined;
  /** The output when absent. */
  readonly text?: 'input' | undefined;
  /** What the traces to choose from are searched for. */
  readonly q?: string | undefined;
}

export function readTraceCompareView(search: RawSearch): TraceCompareView {
  return {
    left: texts(search['left'])?.[0],
    right: texts(search['right'])?.[0],
    step: texts(search['step'])?.[0],
    text: oneOf(search['text'], ['input'] as const),
    q: texts(search['q'])?.[0],
  };
}
