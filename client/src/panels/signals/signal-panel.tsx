import { Panel } from 'ui-kit/panel';
import type { AnalyticsFilter, SignalMetric } from '../../graphql/generated/graphql.ts';
import { Fill } from '../analytics/fill.tsx';
import { bandHints, bodies } from './bands.ts';
import type { ShownBands } from './bands.ts';

export interface SignalPanelProps {
  readonly title: string;
  readonly metric: SignalMetric;
  readonly bands: ShownBands;
  readonly filter: AnalyticsFilter;
  readonly onRange: (range: readonly [from: number, to: number]) => void;
  readonly height: number;
}

/** A panel of one watched number: inside what was expected of it, or with the week to come. Loaded when it is chosen. */
export default function SignalPanel({ title, metric, bands, filter, onRange, height }: SignalPanelProps) {
  const Body = bodies[bands];
  return (
    <Panel title={title} hint={bandHints[bands]} minHeight={height}>
      <Fill least={height}>{(filled) => <Body metric={metric} filter={filter} onRange={onRange} height={filled} />}</Fill>
    </Panel>
  );
}
