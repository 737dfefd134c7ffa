import type { TurnsToSuccessPanelFragment } from '../../../graphql/generated/graphql.ts';
import { Change } from '../../analytics/change.tsx';
import { LengthBars } from '../length-bars.tsx';
import { analyticsPanel } from '../panel.ts';

type Turns = TurnsToSuccessPanelFragment['turnsToSuccess'];

const totalOf = (turns: Turns): number => turns.reduce((sum, { conversationCount }) => sum + conversationCount, 0);
const lengthsOf = (turns: Turns) => turns.map(({ turn: messageCount, conversationCount }) => ({ messageCount, conversationCount }));

/** How soon conversations succeed. */
export const turnsToSuccess = analyticsPanel<TurnsToSuccessPanelFragment, TurnsToSuccessPanelFragment>({
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
  read: (data) => (data.turnsToSuccess.length === 0 ? null : data),
  hint: ({ turnsToSuccess: turns }) => `answers up to the first success, n = ${totalOf(turns).toLocaleString('en')} conversations with one`,
  aside: ({ turnsToSuccessComparison: change }) => <Change of={change} unit="rating" label="mean" />,
  draw: ({ turnsToSuccess: turns, previousTurnsToSuccess: before }, view) => (
    <LengthBars
      title="Turns to success"
      lengths={lengthsOf(turns)}
      before={view.compare ? lengthsOf(before ?? []) : null}
      view={view}
      listOf={(least, most) => ({ turnsToSuccess: { least, most } })}
    />
  ),
  table: ({ turnsToSuccess: turns }) => [['answers', 'conversations'], ...turns.map((one) => [one.turn, one.conversationCount])],
});
