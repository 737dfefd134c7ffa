import { BarList } from 'ui-kit/bar-list';
import { format } from 'ui-kit/format';
import type { AbandonmentPanelFragment } from '../../../graphql/generated/graphql.ts';
import { analyticsPanel } from '../panel.ts';

type Ends = AbandonmentPanelFragment['abandonment'];

/** The ways in which conversations end, each with how many did. */
const endsOf = (of: Ends) =>
  [
    { key: 'answered', label: 'with an answer', value: of.conversationCount - of.unansweredCount - of.failedCount, color: 'var(--uk-s1)' },
    { key: 'unanswered', label: 'without an answer', value: of.unansweredCount, color: 'var(--uk-bad)' },
    { key: 'failed', label: 'with a failed answer', value: of.failedCount, color: 'var(--uk-bad)' },
  ].map((one) => ({ ...one, share: of.conversationCount === 0 ? null : one.value / of.conversationCount }));

/** How many conversations were left without a good end. */
export const abandonment = analyticsPanel<AbandonmentPanelFragment, Ends>({
  id: 'abandonment',
  title: 'Abandonment',
  section: 'quality',
  about: 'How conversations ended: with an answer, without one, or with one that failed',
  flag: 'withAbandonment',
  size: { columns: 6, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  empty: { says: 'No conversation here has an answer.' },
  read: ({ abandonment: of }) => (of.conversationCount + of.openCount === 0 ? null : of),
  hint: (of) =>
    of.abandonedShare == null
      ? 'none has ended yet: a conversation has after an hour of silence'
      : `${format(of.abandonedShare, 'share')} of ${of.conversationCount.toLocaleString('en')} that have ended; ${of.openCount.toLocaleString('en')} still open`,
  draw: (of) => <BarList title="Abandonment" unit="count" labels={{ item: 'Ended', value: 'Conversations' }} items={endsOf(of)} />,
  table: (of) => [
    ['ended', 'conversations', 'share'],
    ...endsOf(of).map(({ key, value, share }) => [key, value, share]),
    ['open', of.openCount, null],
  ],
});
