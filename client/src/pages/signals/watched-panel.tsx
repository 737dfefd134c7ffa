import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { MuteSeriesDocument, UnmuteSeriesDocument } from '../../graphql/generated/graphql.ts';
import type { SeriesLearning, WatchedRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { MuteDialog } from '../../panels/signals/mute-dialog.tsx';
import { metricNames, metrics, rangeWords, seriesWords, usualRange, whereWords } from '../../panels/signals/words.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { useSignalsView } from './use-signals-view.ts';
import { useWatchedSeries } from './watched-list.ts';
import styles from './signals.module.css';

interface LearningWords {
  readonly name: string;
  readonly tone: 'neutral' | 'warn' | 'good';
  readonly title: string;
}

const learning: Readonly<Record<SeriesLearning, LearningWords>> = {
  LEARNING: { name: 'learning', tone: 'neutral', title: 'Too few values yet: nothing of it is reported' },
  WIDE: { name: 'wide range', tone: 'warn', title: 'It has not seen enough weeks: only large deviations are reported' },
  LEARNED: { name: 'learned', tone: 'good', title: 'Its seasons are known' },
};

/** How the API's sentence begins where no verdict has changed a threshold. */
const USUAL = 'As usual';

const anyMetric = { value: '', label: 'Any metric' } as const;
const metricOptions = [anyMetric, ...metricNames.map((value) => ({ value, label: metrics[value].name }))];

/** Every series that is watched: how well it is learnt, how wide its range is, what feedback has changed, and its mutes. */
export function WatchedPanel() {
  const [view, change] = useSignalsView();
  const locale = useLocale();
  const list = useWatchedSeries(view.metric);
  const mayMute = useMay('JUDGE_ANOMALIES');
  const client = useClient();
  const [muted, setMuted] = useState<WatchedRowFragment | null>(null);
  const unmute = async (series: WatchedRowFragment) => {
    const sent = await send(client, UnmuteSeriesDocument, { id: series.id });
    if (sent.ok) list.reload();
    else notify({ title: 'The series was not unmuted.', says: sent.refusal.message, tone: 'bad' });
  };
  const rows = list.entries?.map(({ node }) => node) ?? null;
  const columns = [...plainColumns(locale), ...(mayMute ? [actsOf(setMuted, (series) => void unmute(series))] : [])];
  return (
    <>
      <Panel
        title="What is watched"
        hint="one row a series: a metric of the workspace, or of a model, provider, environment, tool, experiment or job with enough traffic"
        flush
        skeleton="rows"
        minHeight={320}
        load={
          rows === null
            ? list.failure === null
              ? { state: 'loading' }
              : { state: 'failed', message: list.failure }
            : rows.length === 0
              ? { state: 'empty' }
              : { state: 'ready', value: rows, refreshing: list.isStale }
        }
        onRetry={list.reload}
        empty={{
          says: view.metric === undefined ? 'Nothing is watched yet.' : 'No series of this metric is watched.',
          how: 'A series is watched as soon as messages come. It is learnt for three days before anything of it is reported, with a wide range in its first week.',
        }}
        aside={
          <span className={styles.metricChoice}>
            <Select
              label="Metric"
              value={view.metric ?? ''}
              options={metricOptions}
              onChoose={(metric) => change({ metric: metric === '' ? undefined : metric })}
            />
          </span>
        }
      >
        {(shown) => (
          <DataTable
            caption="Series that are watched"
            initialSort={byName}
            columns={columns}
            rows={shown}
            rowKey={({ id }) => id}
            rowHeight={44}
            maxHeight="calc(100dvh - 190px)"
            onEndReached={list.loadMore}
            footer={
              list.isLoadingMore ? 'Loading more' : list.failure !== null ? <Button onClick={list.loadMore}>Try again</Button> : undefined
            }
          />
        )}
      </Panel>
      {muted !== null && (
        <MuteDialog
          title="Mute this series"
          says={`${seriesWords(muted.metric, muted.dimension, muted.dimensionValue)}: nothing of it is reported until then, and it is learnt on.`}
          mute={(until) => send(client, MuteSeriesDocument, { id: muted.id, until })}
          onDone={list.reload}
          onClose={() => setMuted(null)}
        />
      )}
    </>
  );
}

/** Metrics together, and the whole workspace before its parts. */
const byName = { key: 'series', direction: 'ascending' } as const;

const plainColumns = (locale: Locale): readonly Column<WatchedRowFragment>[] => [
  {
    key: 'series',
    header: 'Series',
    of: ({ metric, dimensionValue }) => `${metrics[metric].name} ${dimensionValue ?? ''}`,
    cell: ({ metric, dimension, dimensionValue }) => (
      <div className={styles.named}>
        <span className={styles.name}>{metrics[metric].name}</span>
        <span className={styles.words}>{whereWords(dimension, dimensionValue)}</span>
      </div>
    ),
  },
  {
    key: 'learning',
    header: 'Learnt',
    of: ({ learning: of, valueCount }) => ['LEARNING', 'WIDE', 'LEARNED'].indexOf(of) * 1e9 + valueCount,
    cell: ({ learning: of, valueCount }) => (
      <span title={`${learning[of].title} (${format(valueCount, 'count', locale)} hours with values)`}>
        <Badge tone={learning[of].tone}>{learning[of].name}</Badge>{' '}
        <span className={styles.small}>{format(valueCount, 'count', locale)} h</span>
      </span>
    ),
  },
  {
    key: 'level',
    header: 'Usual value',
    align: 'end',
    of: ({ level }) => level,
    cell: ({ metric, level }) => <span className="mono">{format(level, metrics[metric].unit, locale)}</span>,
  },
  {
    key: 'range',
    header: 'Range',
    align: 'end',
    of: ({ bandShare }) => bandShare,
    cell: ({ metric, level, bandShare }) => (
      <span className="mono" title="What 95 of 100 such values lie in">
        {bandShare === null || level === null ? '–' : rangeWords(metric, ...usualRange(metric, level, bandShare * Math.abs(level)), locale)}
      </span>
    ),
  },
  {
    key: 'threshold',
    header: 'Feedback',
    of: ({ threshold }) => threshold,
    cell: ({ threshold }) =>
      threshold.startsWith(USUAL) ? (
        <span className="quiet" title={threshold}>
          none
        </span>
      ) : (
        <span className={styles.words} title={threshold}>
          {threshold}
        </span>
      ),
  },
  {
    key: 'found',
    header: 'Found in 30 d',
    unit: 'count',
    of: ({ findingCount30Days }) => findingCount30Days,
  },
  {
    key: 'last',
    header: 'Last value',
    of: ({ lastBucketAt }) => (lastBucketAt === null ? null : Date.parse(lastBucketAt)),
    cell: ({ lastBucketAt, mutedUntil }) => (
      <span className={styles.last}>
        {lastBucketAt === null ? '–' : <Ago at={lastBucketAt} />}
        {mutedUntil !== null && (
          <Badge tone="warn">
            muted until <Moment at={mutedUntil} />
          </Badge>
        )}
      </span>
    ),
  },
];

const actsOf = (
  onMute: (series: WatchedRowFragment) => void,
  onUnmute: (series: WatchedRowFragment) => void,
): Column<WatchedRowFragment> => ({
  key: 'acts',
  header: <span className="uk-hidden">Acts</span>,
  of: () => '',
  isSortable: false,
  cell: (series) => (
    <Menu
      trigger={
        <IconButton icon="more" label={`More for ${metrics[series.metric].name}, ${whereWords(series.dimension, series.dimensionValue)}`} />
      }
    >
      <MenuItem icon="pause" onChoose={() => onMute(series)}>
        {series.mutedUntil === null ? 'Mute' : 'Mute longer'}
      </MenuItem>
      {series.mutedUntil !== null && (
        <MenuItem icon="play" onChoose={() => onUnmute(series)}>
          Unmute
        </MenuItem>
      )}
    </Menu>
  ),
});
