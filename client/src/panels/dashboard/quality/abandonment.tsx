import { BarList } from 'ui-kit/bar-list';
import { format } from 'ui-kit/format';
import type { AbandonmentPanelFragment, ConversationEnding, EndsFragment } from '../../../graphql/generated/graphql.ts';
import { Change } from '../../analytics/change.tsx';
import { ConversationsLink } from '../conversations-link.tsx';
import { analyticsPanel } from '../panel.ts';

type Ends = AbandonmentPanelFragment['abandonment'];

interface End {
  readonly key: ConversationEnding;
  readonly label: string;
  readonly value: number;
  readonly share: number | null;
  readonly color: string;
}

/** The ways in which conversations end, each with how many did. */
const endsOf = (of: EndsFragment): readonly End[] =>
  (
    [
      {
        key: 'ANSWERED',
        label: 'with an answer',
        value: of.conversationCount - of.unansweredCount - of.failedCount,
        color: 'var(--uk-s1)',
      },
      { key: 'UNANSWERED', label: 'without an answer', value: of.unansweredCount, color: 'var(--uk-bad)' },
      { key: 'FAILED', label: 'with a failed answer', value: of.failedCount, color: 'var(--uk-bad)' },
    ] as const
  ).map((one) => ({ ...one, share: of.conversationCount === 0 ? null : one.value / of.conversationCount }));

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
  aside: ({ comparison }) => <Change of={comparison} unit="share" label="abandoned" />,
  draw: (of, view) => {
    const before = of.previous == null ? null : endsOf(of.previous);
    return (
      <BarList
        title="Abandonment"
        unit="count"
        labels={{ item: 'Ended', value: 'Conversations', before: view.previousName }}
        items={endsOf(of).map(({ label, key, ...end }, place) => ({
          ...end,
          key,
          label: (
            <ConversationsLink title={`Ended ${label}`} of={{ ending: key }} view={view} isEmpty={end.value === 0}>
              {label}
            </ConversationsLink>
          ),
          ...(before !== null && {
            before: before[place]?.value ?? null,
            change: <span className="quiet uk-num">{format(before[place]?.share, 'share')} before</span>,
          }),
        }))}
      />
    );
  },
  table: (of) => [
    ['ended', 'conversations', 'share'],
    ...endsOf(of).map(({ key, value, share }) => [key.toLowerCase(), value, share]),
    ['open', of.openCount, null],
  ],
});
