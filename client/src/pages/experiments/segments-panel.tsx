import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ExperimentSegmentsDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentSegmentDimension } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { evennessSentences, segmentRows } from './breakdown-rows.ts';
import type { SegmentRow, Segments } from './breakdown-rows.ts';
import type { Segmentation } from './experiment-view.ts';
import { pText } from './health-rows.ts';
import type { LookedAt } from './looks.tsx';
import { daysAgainMs } from './over-time-panel.tsx';
import { intervalText, problemText } from './results-rows.ts';
import { Parts } from './timing-panels.tsx';
import { signed } from './words.ts';
import styles from './experiments.module.css';

const dimensions: Readonly<Record<Segmentation, ExperimentSegmentDimension>> = {
  environment: 'ENVIRONMENT',
  channel: 'CHANNEL',
  model: 'MODEL',
};
const options = [
  { value: 'environment', label: 'Environment' },
  { value: 'channel', label: 'Channel' },
  { value: 'model', label: 'Model before', title: 'Model of the last answer before the first exposure' },
] as const;

interface SegmentsPanelProps extends LookedAt {
  readonly by: Segmentation;
  readonly onChoose: (by: Segmentation) => void;
}

/** The effect in segments of units, with what so many comparisons mean. */
export function SegmentsPanel({ experimentKey, metric, isRunning, name, by, onChoose }: SegmentsPanelProps) {
  const answer = useLiveQuery({
    query: ExperimentSegmentsDocument,
    variables: { key: experimentKey, metric, by: dimensions[by] },
    againMs: isRunning ? daysAgainMs : undefined,
  });
  const load = loadOf(answer, ({ experiment }) => {
    const found = experiment?.segments ?? null;
    return found === null || found.segments.length === 0 ? null : found;
  });
  return (
    <Panel
      title="Segments"
      hint={`${name}: change beside the base of the same segment`}
      aside={<Segmented label="Segments by" value={by} options={options} onChoose={onChoose} />}
      minHeight={200}
      load={load}
      onRetry={answer.reload}
      empty={{ says: 'No unit counts yet.' }}
    >
      {(segments) => <Shown segments={segments} />}
    </Panel>
  );
}

function Shown({ segments }: { readonly segments: Segments }) {
  const rows = segmentRows(segments);
  const known = rows.filter(({ lift }) => lift !== null);
  const says = [visible(segments.sentence), ...(segments.comparisonCount < 2 ? [] : evennessSentences(segments.variants, 'segments'))];
  return (
    <>
      <Parts title="Change by segment" label="Segment" says={says} points={known} />
      <DataTable
        caption="Change by segment"
        columns={columns}
        rows={rows}
        rowKey={({ part, variant }) => `${part} ${variant}`}
        maxHeight="420px"
      />
      {segments.otherUnitCount > 0 && (
        <p className={styles.under}>{format(segments.otherUnitCount, 'count')} units are in smaller segments, which are not listed.</p>
      )}
    </>
  );
}

const columns: readonly Column<SegmentRow>[] = [
  { key: 'segment', header: 'Segment', of: ({ part }) => part, cell: ({ part }) => <span className="mono">{visible(part)}</span> },
  {
    key: 'variant',
    header: 'Variant',
    of: ({ variant }) => variant,
    cell: ({ variant }) => <span className="mono">{visible(variant)}</span>,
  },
  { key: 'n', header: 'Units', of: ({ n }) => n, unit: 'count' },
  { key: 'baseN', header: 'Units of the base', of: ({ baseN }) => baseN, unit: 'count' },
  { key: 'lift', header: 'Change', of: ({ lift }) => lift, cell: ({ lift }) => (lift === null ? '' : signed(lift)), align: 'end' },
  {
    key: 'interval',
    header: 'Interval, corrected',
    of: ({ low, high, problem }) => intervalText(low, high) ?? problemText(problem),
    align: 'end',
  },
  { key: 'p', header: 'p, corrected', of: ({ pValue }) => pValue, cell: ({ pValue }) => pText(pValue), align: 'end' },
];
