import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { ExperimentsDocument, ExperimentsMovedDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentKind, ExperimentRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { ExperimentDialog } from './experiment-dialog.tsx';
import { StateBadge } from './state-badge.tsx';
import { Verdict } from './verdict.tsx';
import { EnabledSwitch } from './enabled-switch.tsx';
import { newestFirst, servedWords, splitWords, stateOrder, unitLabels, valueWords } from './words.ts';
import styles from './experiments.module.css';

const askAfterMs = 300;

/** Experiments with their state, their traffic and what they show; the newest come first. */
export function ExperimentsPage() {
  return (
    <ExperimentList
      kind="EXPERIMENT"
      title="Experiments"
      make="New experiment"
      hint="variants that are compared on traffic"
      empty={{
        says: 'No experiment yet.',
        how: 'An experiment gives each user, session, conversation or request one of its variants, always the same, and compares them by metrics.',
      }}
      columns={experimentColumns}
    />
  );
}

/** Flags: values that code asks for, each with its switch. */
export function FlagsPage() {
  return (
    <ExperimentList
      kind="FLAG"
      title="Flags"
      make="New flag"
      hint="values that code asks for by a key"
      empty={{
        says: 'No flag yet.',
        how: 'A flag is a value that code asks for: on or off, a number, a text, an object. It is changed here, without a release. Experiments serve flags too.',
      }}
      columns={flagColumns}
    />
  );
}

interface ListProps {
  readonly kind: ExperimentKind;
  readonly title: string;
  readonly make: string;
  readonly hint: string;
  readonly empty: { readonly says: string; readonly how: string };
  readonly columns: readonly Column<ExperimentRowFragment>[];
}

function ExperimentList({ kind, title, make, hint, empty, columns }: ListProps) {
  const answer = useLiveQuery({
    query: ExperimentsDocument,
    variables: { kind },
    changes: { subscription: ExperimentsMovedDocument, askAfterMs },
  });
  const [isMaking, setMaking] = useState(false);
  const mayEdit = useMay('EDIT_EXPERIMENTS');
  const load = loadOf(answer, ({ experiments }) => (experiments.length === 0 ? null : experiments));
  return (
    <Page
      title={title}
      actions={
        <>
          {kind === 'EXPERIMENT' && (
            <Link to="/experiments/planner" search={keepView}>
              Planner
            </Link>
          )}
          {mayEdit && (
            <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
              {make}
            </Button>
          )}
        </>
      }
    >
      <Panel
        title={title}
        hint={hint}
        flush
        skeleton="rows"
        minHeight={240}
        load={load}
        onRetry={answer.reload}
        empty={{ ...empty, action: mayEdit ? <Button onClick={() => setMaking(true)}>{make}</Button> : undefined }}
      >
        {(rows) => <ExperimentTable caption={title} rows={rows} columns={columns} />}
      </Panel>
      {isMaking && <ExperimentDialog kind={kind} experiment={null} onSaved={answer.reload} onClose={() => setMaking(false)} />}
    </Page>
  );
}

function ExperimentTable({
  caption,
  rows,
  columns,
}: {
  readonly caption: string;
  readonly rows: readonly ExperimentRowFragment[];
  readonly columns: readonly Column<ExperimentRowFragment>[];
}) {
  const sorted = useMemo(() => newestFirst(rows), [rows]);
  return (
    <DataTable caption={caption} columns={columns} rows={sorted} rowKey={({ id }) => id} rowHeight={44} maxHeight="calc(100dvh - 130px)" />
  );
}

const nameColumn = (header: string): Column<ExperimentRowFragment> => ({
  key: 'name',
  header,
  of: ({ name }) => name,
  cell: ({ key, name }) => (
    <div className={styles.named}>
      <Link to="/experiments/$experimentKey" params={{ experimentKey: key }} search={keepView} className={styles.name}>
        {visible(name)}
      </Link>
      <span className={styles.key}>{key}</span>
    </div>
  ),
});
const stateColumn: Column<ExperimentRowFragment> = {
  key: 'state',
  header: 'State',
  of: ({ state }) => stateOrder.indexOf(state),
  cell: (row) => <StateBadge state={row.state} />,
};
const changedColumn: Column<ExperimentRowFragment> = {
  key: 'changed',
  header: 'Changed',
  of: ({ updatedAt }) => Date.parse(updatedAt),
  cell: ({ updatedAt }) => <Ago at={updatedAt} />,
};

const experimentColumns: readonly Column<ExperimentRowFragment>[] = [
  nameColumn('Experiment'),
  stateColumn,
  { key: 'served', header: 'Traffic', of: servedWords },
  {
    key: 'verdict',
    header: 'Verdict',
    of: ({ startedAt }) => (startedAt == null ? null : 1),
    isSortable: false,
    cell: (row) => <Verdict experiment={row} />,
  },
  { key: 'variants', header: 'Variants', of: ({ variants }) => splitWords(variants) },
  { key: 'unit', header: 'Unit', of: ({ unit }) => unitLabels[unit] },
  {
    key: 'started',
    header: 'Started',
    of: ({ startedAt }) => (startedAt == null ? null : Date.parse(startedAt)),
    cell: ({ startedAt }) => (startedAt == null ? <span className="quiet">not yet</span> : <Ago at={startedAt} />),
  },
  changedColumn,
];

const flagColumns: readonly Column<ExperimentRowFragment>[] = [
  nameColumn('Flag'),
  stateColumn,
  { key: 'switch', header: 'Switch', of: ({ isEnabled }) => Number(isEnabled), cell: (row) => <EnabledSwitch experiment={row} /> },
  { key: 'value', header: 'Value', of: ({ variants }) => variants.map(({ value }) => valueWords(value)).join(' · ') },
  { key: 'served', header: 'Served', of: servedWords },
  changedColumn,
];
