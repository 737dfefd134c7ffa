import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { Sparkline } from 'ui-kit/sparkline';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { CohortsDocument, CohortsMovedDocument } from '../../graphql/generated/graphql.ts';
import type { CohortsQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { CohortDialog } from './cohort-dialog.tsx';
import type { StoredRule } from '../../panels/cohorts/stored-rule.ts';
import { ruleWords } from '../../panels/cohorts/rule-words.ts';
import styles from './cohorts.module.css';

const changes = { subscription: CohortsMovedDocument, askAfterMs: 300 } as const;
type Row = CohortsQuery['cohorts'][number];

/** Cohorts with their rule, size and trend. */
export function CohortsPage() {
  const answer = useLiveQuery({ query: CohortsDocument, variables: {}, changes });
  const [isMaking, setMaking] = useState(false);
  const mayEdit = useMay('EDIT_COHORTS');
  const make = (
    <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
      New cohort
    </Button>
  );
  return (
    <Page
      title="Cohorts"
      actions={
        <>
          {(answer.data?.cohorts.length ?? 0) > 1 && (
            <Link to="/cohorts/compare" search={keepView}>
              Compare
            </Link>
          )}
          {mayEdit && make}
        </>
      }
    >
      <Panel
        title="Cohorts"
        hint="users by what they are and what they did, counted each hour"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ cohorts }) => (cohorts.length === 0 ? null : cohorts))}
        onRetry={answer.reload}
        empty={{
          says: 'No cohort yet.',
          how: 'A cohort is a set of users by their properties, by what they did or by a list. Filter any page by it, compare its numbers with everyone else, or target an experiment at it.',
          action: mayEdit ? make : undefined,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Cohorts"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowHeight={46}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {isMaking && <CohortDialog cohort={null} onSaved={answer.reload} onClose={() => setMaking(false)} />}
    </Page>
  );
}

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    header: 'Cohort',
    of: ({ name }) => name,
    cell: ({ id, name, rule }) => (
      <div className={styles.named}>
        <Link to="/cohorts/$cohortId" params={{ cohortId: id }} search={keepView} className={styles.name}>
          {visible(name)}
        </Link>
        <span className={styles.words}>{visible(ruleWords(rule as StoredRule))}</span>
      </div>
    ),
  },
  {
    key: 'users',
    header: 'Users',
    of: ({ lastSize }) => lastSize?.userCount ?? null,
    unit: 'count',
  },
  {
    key: 'trend',
    header: 'Trend',
    of: ({ sizes }) => (sizes[0]?.userCount ?? 0) - (sizes.at(-1)?.userCount ?? 0),
    cell: ({ sizes }) =>
      sizes.length < 2 ? (
        <span className="quiet">from tomorrow on</span>
      ) : (
        <Sparkline values={sizes.map(({ userCount }) => userCount).toReversed()} label={trendWords(sizes)} />
      ),
  },
  {
    key: 'counted',
    header: 'Counted',
    of: ({ lastSize }) => (lastSize === null ? null : Date.parse(lastSize?.countedAt ?? '')),
    cell: ({ lastSize }) => (lastSize == null ? <span className="quiet">not yet</span> : <Ago at={lastSize.countedAt} />),
  },
  {
    key: 'changed',
    header: 'Changed',
    of: ({ updatedAt }) => Date.parse(updatedAt),
    cell: ({ updatedAt }) => <Ago at={updatedAt} />,
  },
];

const trendWords = (sizes: Row['sizes']): string =>
  `${sizes.at(-1)?.userCount ?? 0} users on ${sizes.at(-1)?.day ?? ''}, ${sizes[0]?.userCount ?? 0} on ${sizes[0]?.day ?? ''}`;
