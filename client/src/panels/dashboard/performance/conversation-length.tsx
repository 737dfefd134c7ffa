import type { ConversationLengthPanelFragment } from '../../../graphql/generated/graphql.ts';
import { Change } from '../../analytics/change.tsx';
import { LengthBars } from '../length-bars.tsx';
import { analyticsPanel } from '../panel.ts';

/** How many turns conversations have. */
export const conversationLength = analyticsPanel<ConversationLengthPanelFragment, ConversationLengthPanelFragment>({
  id: 'conversation-length',
  title: 'Conversation length',
  section: 'performance',
  about: 'How many answers conversations have',
  flag: 'withConversationLength',
  size: { columns: 6, heightPx: 196 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  empty: { says: 'No conversation here has an answer.' },
  read: (data) => (data.conversationLengths.length === 0 ? null : data),
  hint: ({ conversationLengths: lengths }) =>
    `conversations by answers, n = ${lengths.reduce((sum, one) => sum + one.conversationCount, 0).toLocaleString('en')}`,
  aside: ({ conversationLengthComparison: change }) => <Change of={change} unit="rating" label="mean" />,
  draw: ({ conversationLengths: lengths, previousConversationLengths: before }, view) => (
    <LengthBars
      title="Conversation length"
      lengths={lengths}
      before={view.compare ? (before ?? []) : null}
      view={view}
      listOf={(least, most) => ({ answers: { least, most } })}
    />
  ),
  table: ({ conversationLengths: lengths }) => [
    ['answers', 'conversations'],
    ...lengths.map((one) => [one.messageCount, one.conversationCount]),
  ],
});
