import { useMemo, useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Badge } from 'ui-kit/badge';
import { EmptyState } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { ListPanel } from '../../controls/list/list-panel.tsx';
import { useKeysetList } from '../../controls/list/list.ts';
import type { EvaluationItemRowFragment, EvaluationScorePartFragment } from '../../graphql/generated/graphql.ts';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { ItemDialog } from './item-dialog.tsx';
import { ScoreBadge, Short } from './item-parts.tsx';
import { useItemsSource, type ItemsChoice } from './runs-source.ts';
import styles from './evaluations.module.css';

type Shown = 'ALL' | 'PASSED' | 'NOT_PASSED' | 'FAILED';

const shown = [
  { value: 'ALL', label: 'All' },
  { value: 'PASSED', label: 'Passed' },
  { value: 'NOT_PASSED', label: 'Not passed' },
  { value: 'FAILED', label: 'Without an answer' },
] as const;

const choiceOf = (chosen: Shown, score: string): ItemsChoice => ({
  state: chosen === 'FAILED' ? 'FAILED' : null,
  score: score === '' ? null : score,
  passed: chosen === 'PASSED' ? true : chosen === 'NOT_PASSED' ? false : null,
});

/** Items of a run, with what was asked and answered; one opens as a whole. */
export function ItemsPanel({
  runId,
  scores,
  onScored,
}: {
  readonly runId: string;
  readonly scores: readonly EvaluationScorePartFragment[];
  readonly onScored: () => void;
}) {
  const [chosen, setChosen] = useState<Shown>('ALL');
  const [score, setScore] = useState('');
  const list = useKeysetList(useItemsSource(runId, choiceOf(chosen, score)), true);
  const [openId, setOpenId] = useState<string | null>(null);
  const [changed, setChanged] = useState<Readonly<Record<string, EvaluationItemRowFragment>>>({});
  const rows = useMemo(() => (list.entries ?? []).map(({ node }) => changed[node.id] ?? node), [list.entries, changed]);
  const at = rows.findIndex(({ id }) => id === openId);
  const open = rows[at];
  const to = (place: number): (() => void) | null => {
    const next = rows[place];
    return next === undefined ? null : () => setOpenId(next.id);
  };
  return (
    <>
      <div className={styles.choice}>
        <Segmented label="Items" value={chosen} options={shown} onChoose={setChosen} />
        <span className={styles.pick}>
          <Select
            label="Score"
            value={score}
            options={[{ value: '', label: 'by any score' }, ...scores.map(({ name }) => ({ value: name, label: visible(name) }))]}
            onChoose={setScore}
          />
        </span>
      </div>
      <ListPanel
        noun={['item', 'items']}
        list={list}
        empty={<EmptyState says="No item here." how="Choose other items, or wait until the run has some." />}
      >
        <DataTable
          caption="Items"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowHeight={38}
          maxHeight="600px"
          mostWholeRows={60}
          onEndReached={list.loadMore}
          onRowOpen={({ id }) => setOpenId(id)}
          {...(openId !== null && { selectedKey: openId })}
        />
      </ListPanel>
      {open !== undefined && (
        <ItemDialog
          item={open}
          onPrevious={to(at - 1)}
          onNext={to(at + 1)}
          onScored={(item) => {
            setChanged((held) => ({ ...held, [item.id]: item }));
            onScored();
          }}
          onClose={() => setOpenId(null)}
        />
      )}
    </>
  );
}

const columns: readonly Column<EvaluationItemRowFragment>[] = [
  {
    key: 'position',
    header: 'Row',
    of: ({ position }) => position,
    cell: ({ position, repetition }) => (repetition === 1 ? String(position + 1) : `${position + 1} (${repetition})`),
    isSortable: false,
  },
  {
    key: 'scores',
    header: 'Scores',
    of: () => '',
    cell: ({ scores }) => (
      <span className={styles.scores}>
        {scores.slice(0, 4).map((score) => (
          <ScoreBadge key={`${score.name} ${score.createdAt}`} score={score} />
        ))}
        {scores.length > 4 && <span className={styles.key}>+{scores.length - 4}</span>}
      </span>
    ),
    isSortable: false,
  },
  { key: 'input', header: 'Input', of: () => '', cell: ({ input }) => <Short value={input} />, isSortable: false },
  { key: 'expected', header: 'Expected', of: () => '', cell: ({ expected }) => <Short value={expected} />, isSortable: false },
  {
    key: 'output',
    header: 'Answer',
    of: () => '',
    cell: ({ output, error, state }) =>
      state === 'FAILED' ? <Badge tone="bad">{visible((error ?? 'failed').slice(0, 60))}</Badge> : <Short value={output} />,
    isSortable: false,
  },
  { key: 'latency', header: 'Latency', of: ({ latencyMs }) => latencyMs ?? null, unit: 'ms', isSortable: false },
  { key: 'cost', header: 'Cost', of: ({ costUsd }) => costUsd ?? null, unit: 'usd', isSortable: false },
];
