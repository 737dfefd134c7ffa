import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { EmptyState, Panel } from 'ui-kit/panel';
import { FilterChip } from '../../controls/filter-chip.tsx';
import { Page } from '../../controls/page/page.tsx';
import { TimeRange } from '../../controls/time-range.tsx';
import { keepView } from '../../controls/use-view.ts';
import { CohortsDocument, CohortsMovedDocument } from '../../graphql/generated/graphql.ts';
import type { CohortRowFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { ComparisonPanel } from './comparison-panel.tsx';
import { mostCompared, type CompareSearch } from './compare-search.ts';

const changes = { subscription: CohortsMovedDocument, askAfterMs: 300 } as const;
/** As many as a reader distinguishes at a glance. */
const comparedAtFirst = 4;

/** The first ones by name; one without users by its last count is there to be chosen. */
const comparedOf = (cohorts: readonly CohortRowFragment[]): string[] =>
  cohorts
    .filter(({ lastSize }) => lastSize?.userCount !== 0)
    .slice(0, comparedAtFirst)
    .map(({ id }) => id);

/** Several cohorts, each beside everyone else; which ones stands in the address. */
export function CompareCohortsPage() {
  const search = useSearch({ from: '/cohorts/compare' });
  const navigate = useNavigate({ from: '/cohorts/compare' });
  const answer = useLiveQuery({ query: CohortsDocument, variables: {}, changes });
  const cohorts = answer.data?.cohorts;
  const ids = (search.cohorts ?? comparedOf(cohorts ?? [])).filter((id) => cohorts?.some((one) => one.id === id) === true);
  const chosen: CompareSearch = { cohorts: ids };
  const definition = useMemo(
    () => ({
      key: 'cohorts',
      label: 'Cohorts',
      isMany: true,
      isOpen: true,
      options:
        cohorts?.map(({ id, name, lastSize }) => ({ value: id, label: name, ...(lastSize != null && { count: lastSize.userCount }) })) ??
        null,
      read: (held: CompareSearch) => held.cohorts ?? [],
      write: (chosen: readonly string[]): CompareSearch => ({ cohorts: chosen.slice(-mostCompared) }),
      whenNone: 'There is no cohort yet.',
    }),
    [cohorts],
  );
  const choose = (change: CompareSearch) =>
    void navigate({ search: (held) => ({ ...held, ...change }), replace: true, resetScroll: false });
  return (
    <Page
      title="Compare cohorts"
      trail={
        <Link to="/cohorts" search={keepView}>
          Cohorts
        </Link>
      }
      actions={<TimeRange />}
      row={<FilterChip definition={definition} view={chosen} onChange={choose} failure={answer.failure} />}
    >
      {cohorts === undefined ? (
        <Panel
          title="Numbers"
          skeleton="rows"
          minHeight={280}
          load={answer.failure === null ? { state: 'loading' } : { state: 'failed', message: answer.failure }}
          onRetry={answer.reload}
        >
          {() => null}
        </Panel>
      ) : ids.length === 0 ? (
        <EmptyState
          says={cohorts.length === 0 ? 'No cohort yet.' : 'No cohort is chosen.'}
          how={cohorts.length === 0 ? 'Make some on the page Cohorts.' : `Choose one to ${mostCompared} above.`}
        />
      ) : (
        <ComparisonPanel ids={ids} />
      )}
    </Page>
  );
}
