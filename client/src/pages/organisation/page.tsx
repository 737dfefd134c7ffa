import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { StatRow, StatTile } from 'ui-kit/stat-tile';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { roleLabel, roles } from '../../controls/roles.ts';
import { keepView } from '../../controls/use-view.ts';
import { OrganisationPageDocument } from '../../graphql/generated/graphql.ts';
import type { OrganisationRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { baseOf } from '../../graphql/workspace.ts';
import { Ago } from '../../primitives/moment.tsx';
import styles from './organisation.module.css';

/** Messages, cost and people of the workspaces that the reader may read, together and side by side. */
export function OrganisationPage() {
  const answer = useLiveQuery({ query: OrganisationPageDocument, variables: {} });
  const found = answer.data?.organisation ?? null;
  const isLoading = found === null && answer.failure === null;
  const isCut = found !== null && found.workspaces.length < found.workspaceCount;
  return (
    <Page
      title="Organisation"
      trail={
        <Link to="/workspaces" search={keepView}>
          Workspaces
        </Link>
      }
    >
      <div className={styles.page}>
        <StatRow label="All workspaces together">
          <StatTile label="Workspaces" value={found?.workspaceCount} unit="count" isLoading={isLoading} />
          <StatTile label="Messages" value={found?.messageCount} unit="count" isLoading={isLoading} />
          <StatTile label="Cost" value={found?.costUsd} unit="usd" isLoading={isLoading} />
          <StatTile label="People" value={found?.personCount} unit="count" isLoading={isLoading} />
        </StatRow>
        <Panel
          title="By workspace"
          hint={
            isCut
              ? `the first ${found.workspaces.length} of ${found.workspaceCount} by name, since each was made`
              : 'those that you may read, since each was made'
          }
          flush
          skeleton="rows"
          minHeight={160}
          load={loadOf(answer, ({ organisation: { workspaces } }) => (workspaces.length === 0 ? null : workspaces))}
          onRetry={answer.reload}
          empty={{ says: 'There is no workspace that you may read.', how: 'A reviewer sees own review queues only.' }}
        >
          {(rows) => (
            <DataTable
              caption="Numbers by workspace"
              columns={columns}
              rows={rows}
              rowKey={({ workspace }) => workspace.slug}
              rowHeight={36}
              maxHeight="calc(100dvh - 300px)"
            />
          )}
        </Panel>
        <p className="quiet">Messages are answers of assistants. A person who is a member of several workspaces counts once above.</p>
      </div>
    </Page>
  );
}

const columns: readonly Column<OrganisationRowFragment>[] = [
  {
    key: 'name',
    header: 'Workspace',
    of: ({ workspace }) => workspace.name,
    cell: ({ workspace: { name, slug, isCurrent, archivedAt } }) => (
      <span className={styles.name}>
        <a href={`${baseOf(slug)}/`}>{visible(name)}</a>
        {isCurrent && <Badge tone="accent">open</Badge>}
        {archivedAt != null && <Badge>archived</Badge>}
      </span>
    ),
  },
  { key: 'messages', header: 'Messages', of: ({ messageCount }) => messageCount, unit: 'count' },
  { key: 'cost', header: 'Cost', of: ({ costUsd }) => costUsd ?? null, unit: 'usd' },
  {
    key: 'last',
    header: 'Last message',
    of: ({ lastMessageAt }) => (lastMessageAt == null ? null : Date.parse(lastMessageAt)),
    cell: ({ lastMessageAt }) => (lastMessageAt == null ? <span className="quiet">none yet</span> : <Ago at={lastMessageAt} />),
  },
  { key: 'members', header: 'Members', of: ({ memberCount }) => memberCount, unit: 'count' },
  {
    key: 'role',
    header: 'Your role',
    of: ({ workspace }) => roles.findIndex(({ role }) => role === workspace.role),
    align: 'start',
    cell: ({ workspace }) => roleLabel(workspace.role),
  },
];
