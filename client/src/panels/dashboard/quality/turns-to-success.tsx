import { BarList } from 'ui-kit/bar-list';
import type { TurnsToSuccessPanelFragment } from '../../../graphql/generated/graphql.ts';
import { analyticsPanel } from '../panel.ts';
import { lengthGroups } from '../performance/length-groups.ts';

type Turns = TurnsToSuccessPanelFragment['turnsToSuccess'];

const totalOf = (turns: Turns): number => turns.reduce((sum, { conversationCount }) => sum + conversationCount, 0);

/** How soon conversations succeed. */
export const turnsToSuccess = analyticsPanel<TurnsToSuccessPanelFragment, Turns>({
  id: 'turns-to-success',
  title: 'Turns to success',
  section: 'quality',
  about: 'How many answers conversations took to their first success',
  flag: 'withTurnsToSuccess',
  size: { columns: 6, heightPx: 212 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  empty: { says: 'No conversation here has a success.', how: 'Judge an answer in its conversation with y, or send evaluateMessages.' },
  counts: { result: 'success' },
  read: (data) => (data.turnsToSuccess.length === 0 ? null : data.turnsToSuccess),
  hint: (turns) => `answers up to the first success, n = ${totalOf(turns).toLocaleString('en')} conversations with one`,
  draw: (turns) => (
    <BarList
      title="Turns to success"
      unit="count"
      labels={{ item: 'Answers', value: 'Conversations' }}
      items={lengthGroups(turns.map(({ turn, conversationCount }) => ({ messageCount: turn, conversationCount }))).map(
        ({ label, count, share }) => ({ key: label, label, value: count, share }),
      )}
    />
  ),
  table: (turns) => [['answers', 'conversations'], ...turns.map((one) => [one.turn, one.conversationCount])],
});
