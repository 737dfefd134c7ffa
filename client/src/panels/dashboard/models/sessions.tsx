import type { SessionsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { MessagesLink } from '../messages-link.tsx';
import { BaselineChoice, GroupTable, groupTable } from '../group-table.tsx';
import { analyticsPanel } from '../panel.ts';

type Session = SessionsPanelFragment['bySession'][number] & { readonly name: string };

const named = {
  header: 'Session',
  cell: (row: Session) => (
    <MessagesLink narrow={{ session: [row.sessionId] }} title={[row.experimentName, row.variant].filter(Boolean).join(' · ') || undefined}>
      {row.sessionId}
    </MessagesLink>
  ),
};

/** Of one session, they say little, and its id takes their place. */
const left = ['judged', 'p50', 'costPerSuccess'] as const;

/** Sessions of tests side by side. */
export const sessions = analyticsPanel<SessionsPanelFragment, readonly Session[]>({
  id: 'sessions',
  title: 'Session comparison',
  section: 'models',
  about: 'Numbers of each session, success against one of them',
  flag: 'withSessions',
  size: { columns: 12, heightPx: 260 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No message here belongs to a session.', how: 'Send sessionId with a conversation to compare groups of conversations.' },
  read: ({ bySession }) => (bySession.length === 0 ? null : bySession.map((row) => ({ ...row, name: row.sessionId }))),
  hint: (rows) => `the ${rows.length === 1 ? 'one session' : `${rows.length} sessions`} with the most messages`,
  aside: (rows, view) => <BaselineChoice rows={rows} view={view} what="session" />,
  draw: (rows, view, heightPx) => (
    <GroupTable caption="Session comparison" rows={rows} view={view} heightPx={heightPx} named={named} without={left} />
  ),
  table: (rows) => groupTable('session', rows),
});
