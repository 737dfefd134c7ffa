import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { MuteSeriesDocument, UnmuteSeriesDocument } from '../../graphql/generated/graphql.ts';
import type { FindingRowFragment, WholeAnomalyFragment } from '../../graphql/generated/graphql.ts';
import { directions, kinds, lastedWords, metrics, rangeWords, seriesWords, whereWords } from '../../panels/signals/words.ts';
import { MuteDialog } from '../../panels/signals/mute-dialog.tsx';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { notify } from '../../primitives/toast.ts';
import { Moment } from '../../primitives/moment.tsx';
import styles from './signals.module.css';

interface FindingsPanelProps {
  readonly anomaly: WholeAnomalyFragment;
  /** Something of it was changed that the anomaly does not announce. */
  readonly onChanged: () => void;
}

/** What belongs to the anomaly: series that left their range together, the most telling first. Each can be muted here. */
export function FindingsPanel({ anomaly, onChanged }: FindingsPanelProps) {
  const client = useClient();
  const mayMute = useMay('JUDGE_ANOMALIES');
  const [muted, setMuted] = useState<FindingRowFragment | null>(null);
  const unmute = async ({ series }: FindingRowFragment) => {
    const sent = await send(client, UnmuteSeriesDocument, { id: series.id });
    if (!sent.ok) return notify({ title: 'The series is still muted.', says: sent.refusal.message, tone: 'bad' });
    onChanged();
  };
  return (
    <>
      <Panel title="Findings" hint="series that left their range together, the most telling first" flush>
        <Findings
          caption="Findings"
          rows={anomaly.findings}
          mute={mayMute ? (row) => (row.series.mutedUntil === null ? setMuted(row) : void unmute(row)) : undefined}
        />
      </Panel>
      {muted !== null && (
        <MuteDialog
          title="Mute this series"
          says={`${seriesWords(muted.metric, muted.dimension, muted.dimensionValue)}: nothing of it is reported until then, and it is learnt on.`}
          mute={(until) => send(client, MuteSeriesDocument, { id: muted.series.id, until })}
          onDone={onChanged}
          onClose={() => setMuted(null)}
        />
      )}
    </>
  );
}

/** What moved at that time without being part of it; nothing where nothing did. */
export function MovedPanel({ anomaly }: { readonly anomaly: WholeAnomalyFragment }) {
  if (anomaly.alsoMoved.length === 0) return null;
  return (
    <Panel title="What else moved" hint="out of its range at that time, and not part of it" flush>
      <Findings caption="What else moved" rows={anomaly.alsoMoved} />
    </Panel>
  );
}

/** Listed before "show all". */
const MOST_LISTED = 6;

interface FindingsProps {
  readonly caption: string;
  readonly rows: readonly FindingRowFragment[];
  /** Mutes the series of a finding, or ends that; absent: no such button. */
  readonly mute?: ((row: FindingRowFragment) => void) | undefined;
}

function Findings({ caption, rows, mute }: FindingsProps) {
  const locale = useLocale();
  const [isWhole, setWhole] = useState(false);
  const columns = columnsOf(locale, mute);
  const shown = useMemo(() => (isWhole ? rows : rows.slice(0, MOST_LISTED)), [rows, isWhole]);
  return (
    <>
      <DataTable caption={caption} columns={columns} rows={shown} rowKey={({ id }) => id} rowHeight={44} />
      {rows.length > MOST_LISTED && (
        <p className={styles.more}>
          <Button tone="bare" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show fewer' : `Show all ${rows.length}`}
          </Button>
        </p>
      )}
    </>
  );
}

const columnsOf = (locale: Locale, mute: FindingsProps['mute']): readonly Column<FindingRowFragment>[] => [
  {
    key: 'series',
    header: 'Series',
    of: ({ metric }) => metrics[metric].name,
    cell: (row) => (
      <div className={styles.named}>
        <span>
          <span className={styles.name}>{metrics[row.metric].name}</span>
          {mute !== undefined && <MuteButton row={row} mute={mute} />}
        </span>
        <span className={styles.words}>{whereWords(row.dimension, row.dimensionValue)}</span>
      </div>
    ),
  },
  {
    key: 'value',
    header: 'Worst',
    align: 'end',
    of: ({ value }) => value,
    cell: ({ metric, value }) => <b className="mono">{format(value, metrics[metric].unit, locale)}</b>,
  },
  {
    key: 'expected',
    header: 'Expected',
    align: 'end',
    of: ({ expected }) => expected,
    cell: ({ metric, expectedLow, expectedHigh }) => (
      <span className="mono nowrap">{rangeWords(metric, expectedLow, expectedHigh, locale)}</span>
    ),
  },
  { key: 'kind', header: 'Is', of: ({ kind, direction }) => `${kinds[kind]} ${directions[direction]}` },
  {
    key: 'began',
    header: 'Began',
    of: ({ beganAt }) => Date.parse(beganAt),
    cell: ({ beganAt, endedAt }) => (
      <span className="nowrap">
        <Moment at={beganAt} />
        <span className={styles.small}>
          {endedAt === null ? ', still out' : `, for ${lastedWords(Date.parse(beganAt), Date.parse(endedAt))}`}
        </span>
      </span>
    ),
  },
];

function MuteButton({ row, mute }: { readonly row: FindingRowFragment; readonly mute: (row: FindingRowFragment) => void }) {
  const name = seriesWords(row.metric, row.dimension, row.dimensionValue);
  const act = row.series.mutedUntil === null ? 'Mute' : 'Unmute';
  return (
    <button type="button" className={styles.mute} aria-label={`${act} ${name}`} onClick={() => mute(row)}>
      {act.toLowerCase()}
    </button>
  );
}
