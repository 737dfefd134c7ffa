import { useState } from 'react';
import { useClient } from 'urql';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format, useLocale } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMay } from '../../controls/viewer.ts';
import { JudgeRunProgressDocument, ResumeJudgeRunDocument, StopJudgeRunDocument } from '../../graphql/generated/graphql.ts';
import type { JudgePageQuery, JudgeRunProgressPartFragment, JudgeRunRowFragment, RubricScale } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useChanges } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { RankingDialog } from './ranking-dialog.tsx';
import { isUnderWay, kindLabels, meanWords, stateLabels } from './words.ts';
import styles from './judges.module.css';

/** Runs of a judge, with their progress as they go. */
export function RunsPanel({ answer }: { readonly answer: Live<JudgePageQuery> }) {
  const [progress, setProgress] = useState<Readonly<Record<string, JudgeRunProgressPartFragment>>>({});
  const [ranked, setRanked] = useState<JudgeRunRowFragment | null>(null);
  const mayEdit = useMay('EDIT_JUDGES');
  const locale = useLocale();
  const scale = answer.data?.judge?.rubric?.scale ?? null;
  const rowsOf = (judge: JudgePageQuery['judge']): JudgeRunRowFragment[] =>
    (judge?.runs ?? []).map((run) => {
      const now = progress[run.id];
      // What ended in the meantime was asked for again.
      return now === undefined || !isUnderWay(run) ? run : { ...run, ...now };
    });
  const changed = (now: JudgeRunProgressPartFragment) => {
    setProgress((held) => ({ ...held, [now.id]: now }));
    if (!isUnderWay(now)) answer.reload();
  };
  const columns = columnsOf({ locale, scale, mayEdit, onChanged: answer.reload, onRanking: setRanked });
  const load = loadOf(answer, ({ judge }) => {
    const rows = rowsOf(judge);
    return rows.length === 0 ? null : rows;
  });
  return (
    <>
      <Panel
        title="Runs"
        flush
        skeleton="rows"
        minHeight={160}
        load={load}
        onRetry={answer.reload}
        empty={{
          says: 'It has judged nothing yet.',
          how: 'Have it judge some messages that people have judged, too: then you see how far it can be trusted.',
        }}
      >
        {(rows) => <DataTable caption="Runs" columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={52} maxHeight="440px" />}
      </Panel>
      {rowsOf(answer.data?.judge ?? null)
        .filter((run) => isUnderWay(run))
        .map(({ id }) => (
          <Follow key={id} id={id} onChange={changed} />
        ))}
      {ranked !== null && <RankingDialog run={ranked} onClose={() => setRanked(null)} />}
    </>
  );
}

function Follow({ id, onChange }: { readonly id: string; readonly onChange: (now: JudgeRunProgressPartFragment) => void }) {
  useChanges(JudgeRunProgressDocument, { id }, ({ judgeRunChanged }) => onChange(judgeRunChanged));
  return null;
}

interface Shown {
  readonly locale: Locale;
  readonly scale: RubricScale | null;
  readonly mayEdit: boolean;
  readonly onChanged: () => void;
  readonly onRanking: (run: JudgeRunRowFragment) => void;
}

const columnsOf = ({ locale, scale, mayEdit, onChanged, onRanking }: Shown): readonly Column<JudgeRunRowFragment>[] => [
  {
    key: 'at',
    header: 'Begun',
    of: ({ createdAt }) => createdAt,
    cell: ({ createdAt, kind, sides }) => (
      <span className={styles.named}>
        <Moment at={createdAt} />
        <span className={styles.key}>{sides.length === 0 ? kindLabels[kind] : visible(sides.join(' · '))}</span>
      </span>
    ),
  },
  {
    key: 'state',
    header: 'State',
    of: ({ state }) => state,
    cell: ({ state, problem }) => (
      <span className={styles.cell}>
        <Badge tone={state === 'DONE' ? 'good' : state === 'PAUSED' || state === 'FAILED' ? 'bad' : 'neutral'}>{stateLabels[state]}</Badge>{' '}
        {problem != null && <span className={styles.key}>{visible(problem)}</span>}
      </span>
    ),
  },
  {
    key: 'done',
    header: 'Judged',
    of: ({ done }) => done,
    cell: ({ total, done, failed, cached, failures }) => (
      <span className={styles.named}>
        <span className={styles.progress}>
          <progress className={styles.bar} aria-label="Judged" value={done + failed} max={Math.max(1, total)} />
          {format(done, 'count', locale)} of {format(total, 'count', locale)}
        </span>
        <span className={styles.key} title={failures.map(({ code, message, count }) => `${count} ${code}: ${message}`).join('\n')}>
          {[failed > 0 && `${format(failed, 'count', locale)} failed`, cached > 0 && `${format(cached, 'count', locale)} known`]
            .filter((words) => words !== false)
            .join(', ')}
        </span>
      </span>
    ),
  },
  {
    key: 'mean',
    header: 'Mean',
    of: ({ mean }) => mean?.mean ?? null,
    cell: ({ mean, labels }) =>
      mean == null ? (
        labels.length === 0 ? null : (
          <span className={styles.cell}>{labels.map(({ label, count }) => `${label} ${count}`).join(', ')}</span>
        )
      ) : (
        <span className={styles.named}>
          <span>{meanWords(mean.mean, scale, locale)}</span>
          <span className={styles.key}>
            {meanWords(mean.low, scale, locale)} to {meanWords(mean.high, scale, locale)}
          </span>
        </span>
      ),
  },
  {
    key: 'corrected',
    header: 'Corrected by people',
    of: ({ corrected }) => corrected?.mean ?? null,
    cell: ({ corrected }) =>
      corrected == null ? (
        <span className="quiet">–</span>
      ) : (
        <span className={styles.named}>
          <span>{meanWords(corrected.mean, scale, locale)}</span>
          <span className={styles.key}>
            {meanWords(corrected.low, scale, locale)} to {meanWords(corrected.high, scale, locale)}, {corrected.humanCount} judged by people
          </span>
        </span>
      ),
  },
  {
    key: 'cost',
    header: 'Cost',
    of: ({ costUsd }) => costUsd,
    cell: ({ costUsd, estimatedCostUsd }) => (
      <span className={styles.named}>
        <span>{format(costUsd, 'usd', locale)}</span>
        {estimatedCostUsd != null && <span className={styles.key}>estimated {format(estimatedCostUsd, 'usd', locale)}</span>}
      </span>
    ),
    align: 'end',
  },
  {
    key: 'acts',
    header: <span className="uk-hidden">Acts</span>,
    of: () => '',
    isSortable: false,
    cell: (run) => (
      <span className={styles.progress}>
        {run.kind === 'PAIRWISE' && <Button onClick={() => onRanking(run)}>Ranking</Button>}
        {mayEdit && <Change run={run} onChanged={onChanged} />}
      </span>
    ),
  },
];

/** Stops a run, or goes on with it. */
function Change({ run, onChanged }: { readonly run: JudgeRunRowFragment; readonly onChanged: () => void }) {
  const client = useClient();
  const isGoing = isUnderWay(run);
  if (!isGoing && run.state === 'DONE' && run.failed === 0) return null;
  const change = async () => {
    const sent = await (isGoing
      ? send(client, StopJudgeRunDocument, { id: run.id })
      : send(client, ResumeJudgeRunDocument, { id: run.id }));
    if (!sent.ok)
      notify({ title: isGoing ? 'The run was not stopped' : 'The run does not go on', says: sent.refusal.message, tone: 'bad' });
    onChanged();
  };
  return <Button onClick={() => void change()}>{isGoing ? 'Stop' : run.state === 'DONE' ? 'Try failed again' : 'Go on'}</Button>;
}
