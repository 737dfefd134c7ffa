import { lazy, Suspense } from 'react';
import { Entries } from './legend-entries.tsx';
import type { LegendProps } from './legend-entries.tsx';

export { isolated, toggled } from './legend-entries.tsx';
export type { LegendEntry, LegendProps } from './legend-entries.tsx';
export type { LegendValues } from './legend-values.ts';

/** More entries than these stand on one line, as many as fit, and in a list that can be searched. */
const MOST_ENTRIES = 12;
const LegendLine = lazy(() => import('./legend-line.tsx'));

/** Names of the series beside their samples. */
export function Legend(props: LegendProps) {
  if (props.entries.length <= MOST_ENTRIES)
    return (
      <ul className="uk-legend" aria-label="Legend">
        <Entries {...props} />
      </ul>
    );
  // As high as the line will be, and no wider: nothing moves when it comes.
  const first = (
    <div className="uk-legend-line">
      <ul className="uk-legend" data-long aria-label="Legend">
        <Entries {...props} shown={props.entries.slice(0, 3)} />
      </ul>
    </div>
  );
  return (
    <Suspense fallback={first}>
      <LegendLine {...props} />
    </Suspense>
  );
}
