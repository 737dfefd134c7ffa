import { Link, useParams } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { LineChart } from 'ui-kit/line-chart';
import { EmptyState, Panel } from 'ui-kit/panel';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { TimeRange } from '../../controls/time-range.tsx';
import { keepView } from '../../controls/use-view.ts';
import { CohortPageDocument, CohortsMovedDocument } from '../../graphql/generated/graphql.ts';
import type { CohortPageQuery } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Fact } from '../../primitives/fact.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { Acts } from './acts.tsx';
import { CohortDialog } from './cohort-dialog.tsx';
import { ComparisonPanel } from './comparison-panel.tsx';
import { MembersPanel } from './members-panel.tsx';
import { RetentionPanel } from './retention-panel.tsx';
import type { StoredRule } from '../../panels/cohorts/stored-rule.ts';
import { ruleWords } from '../../panels/cohorts/rule-words.ts';
import styles from './cohorts.module.css';
import { dayMs } from '../../primitives/times.ts';

const changes = { subscription: CohortsMovedDocument, askAfterMs: 300 } as const;
type Cohort = NonNullable<CohortPageQuery['cohort']>;

/** One cohort: its rule, its size over time, its numbers beside everyone else, who comes back, and its members. */
export function CohortPage() {
  const { cohortId } = useParams({ from: '/cohorts/$cohortId' });
  return <OneCohort key={cohortId} id={cohortId} />;
}

function OneCohort({ id }: { readonly id: string }) {
  const answer = useLiveQuery({ query: CohortPageDocument, variables: { id }, changes, againMs: 30_000 });
  const [isEdited, setEdited] = useState(false);
  const cohort = answer.data?.cohort ?? null;
  return (
    <Page
      title={cohort === null ? 'Cohort' : visible(cohort.name)}
      trail={
        <Link to="/cohorts" search={keepView}>
          Cohorts
        </Link>
      }
      actions={
        <>
          <TimeRange />
          {cohort !== null && <Acts cohort={cohort} onEdit={() => setEdited(true)} />}
        </>
      }
    >
      {answer.data !== null && cohort === null ? (
        <EmptyState says="There is no such cohort." how="It was deleted, or belongs to another workspace." />
      ) : (
        <div className={styles.stack}>
          <StatRow label="Size of the cohort">
            <StatTile label="Users now" value={cohort?.userCount} unit="count" isLoading={cohort === null} />
            <StatTile label="A week ago" value={sizeBefore(cohort, 7)} unit="count" isLoading={cohort === null} />
            <StatTile label="A month ago" value={sizeBefore(cohort, 30)} unit="count" isLoading={cohort === null} />
          </StatRow>
          <div className={styles.grid}>
            <Panel
              title="Rule"
              hint="who is in it, computed each time"
              flush
              skeleton="rows"
              minHeight={120}
              load={loadOf(answer, (data) => data.cohort ?? null)}
              onRetry={answer.reload}
              empty={{ says: 'Nothing is known of it yet.' }}
            >
              {(of) => <Definition cohort={of} />}
            </Panel>
            <Panel
              title="Size"
              hint="users by day, at its last count"
              minHeight={180}
              load={loadOf(answer, (data) => (data.cohort == null || data.cohort.sizes.length < 2 ? null : data.cohort))}
              onRetry={answer.reload}
              empty={{ says: 'It was counted on one day only.', how: 'It is counted each hour; the line begins with the second day.' }}
            >
              {(of) => <Sizes cohort={of} />}
            </Panel>
          </div>
          <ComparisonPanel ids={[id]} />
          <div className={styles.retention}>
            <RetentionPanel id={id} />
          </div>
          <MembersPanel id={id} />
        </div>
      )}
      {isEdited && cohort !== null && <CohortDialog cohort={cohort} onSaved={answer.reload} onClose={() => setEdited(false)} />}
    </Page>
  );
}

/** The last count of so many days ago or before; null: there is none. */
function sizeBefore(cohort: Cohort | null, days: number): number | null | undefined {
  if (cohort === null) return undefined;
  const day = new Date(Date.now() - days * dayMs).toISOString().slice(0, 10);
  return cohort.sizes.find((size) => size.day <= day)?.userCount ?? null;
}

function Definition({ cohort }: { readonly cohort: Cohort }) {
  return (
    <>
      <p className={styles.definition}>{visible(ruleWords(cohort.rule as StoredRule))}</p>
      {cohort.description !== '' && <p className={styles.note}>{visible(cohort.description)}</p>}
      <dl className={styles.facts}>
        <Fact label="Version" isFigure>
          {cohort.version}
        </Fact>
        <Fact label="Changed">
          <Ago at={cohort.updatedAt} />
        </Fact>
        <Fact label="Experiments that target it">
          {cohort.experiments.length === 0
            ? 'none'
            : cohort.experiments.map(({ key, name }) => (
                <Link key={key} to="/experiments/$experimentKey" params={{ experimentKey: key }} search={keepView}>
                  {visible(name)}{' '}
                </Link>
              ))}
        </Fact>
      </dl>
    </>
  );
}

interface Size {
  readonly day: string;
  readonly userCount: number;
}

const x = { of: ({ day }: Size) => new Date(`${day}T00:00:00Z`), label: 'Day' };
const y = { of: ({ userCount }: Size) => userCount, label: 'Users', unit: 'count', baseline: 'zero' } as const;

function Sizes({ cohort }: { readonly cohort: Cohort }) {
  const data = useMemo(() => cohort.sizes.toReversed(), [cohort.sizes]);
  return <LineChart title="Users in the cohort" data={data} x={x} y={y} height={180} />;
}
