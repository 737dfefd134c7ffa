import { BarList } from 'ui-kit/bar-list';
import type { ConversationLengthPanelFragment } from '../../../graphql/generated/graphql.ts';
import { analyticsPanel } from '../panel.ts';
import { lengthGroups } from './length-groups.ts';

type Lengths = ConversationLengthPanelFragment['conversationLengths'];

/** How many turns conversations have. */
export const conversationLength = analyticsPanel<ConversationLengthPanelFragment, Lengths>({
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
  read: ({ conversationLengths }) => (conversationLengths.length === 0 ? null : conversationLengths),
  hint: (lengths) => `conversations by answers, n = ${lengths.reduce((sum, one) => sum + one.conversationCount, 0).toLocaleString('en')}`,
  draw: (lengths) => (
    <BarList
      title="Conversation length"
      unit="count"
      labels={{ item: 'Answers', value: 'Conversations' }}
      items={lengthGroups(lengths).map(({ label, count, share }) => ({ key: label, label, value: count, share }))}
    />
  ),
  table: (lengths) => [['answers', 'conversations'], ...lengths.map((one) => [one.messageCount, one.conversationCount])],
});
