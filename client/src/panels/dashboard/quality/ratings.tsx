import { RatingHistogram } from 'ui-kit/rating-histogram';
import type { RatingsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { PeriodChanges } from '../../analytics/change.tsx';
import { comparedRatings } from '../../analytics/list-panels.tsx';
import { MessagesLink } from '../messages-link.tsx';
import { analyticsPanel } from '../panel.ts';

const totalOf = (ratings: RatingsPanelFragment['ratings']): number => ratings.reduce((sum, { count }) => sum + count, 0);

/** How often each rating was given. */
export const ratings = analyticsPanel<RatingsPanelFragment, RatingsPanelFragment>({
  id: 'ratings',
  title: 'Ratings',
  section: 'quality',
  about: 'How often each of 1 to 5 was given',
  flag: 'withRatings',
  size: { columns: 4, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  empty: {
    says: 'No message here was rated.',
    how: 'Rate one in its conversation with 1 to 5, or send evaluateMessages from your application.',
  },
  counts: { rating: [1, 2, 3, 4, 5] },
  read: (data) => (totalOf(data.ratings) === 0 ? null : data),
  hint: ({ ratings: rows }) => `n = ${totalOf(rows).toLocaleString('en')}`,
  aside: ({ ratingChange }) => <PeriodChanges of={ratingChange} />,
  draw: ({ ratings: rows }, { previousName }) => (
    <RatingHistogram
      title="Ratings"
      counts={rows}
      labelOf={(rating, label) => <MessagesLink narrow={{ rating: [rating] }}>{label}</MessagesLink>}
      compare={comparedRatings(rows, previousName)}
    />
  ),
  table: ({ ratings: rows }) => [['rating', 'count', 'before'], ...rows.map((row) => [row.rating, row.count, row.previousCount ?? null])],
});
