import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { roleLabel, roles } from '../../controls/roles.ts';
import { keepView } from '../../controls/use-view.ts';
import { May } from '../../controls/viewer.ts';
import { WorkspacesDocument } from '../../graphql/generated/graphql.ts';
import type { WorkspaceRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { baseOf } from '../../graphql/workspace.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { CurrentPanel } from './current-panel.tsx';
import { NewWorkspaceDialog } from './new-workspace-dialog.tsx';
import styles from './workspaces.module.css';

/** Every workspace that one may see, with its state; the open one is renamed, archived and deleted here. */
export function WorkspacesPage() {
  const answer = useLiveQuery({ query: WorkspacesDocument, variables: {} });
  const [isMaking, setMaking] = useState(false);
  const current = answer.data?.workspaces.find(({ isCurrent }) => isCurrent);
  const make = (
    <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
      New workspace
    </Button>
  );
  return (
    <Page
      title="Workspaces"
      actions={
        <>
          <May permission="READ">
            <Link to="/organisation" search={keepView}>
              Side by side
            </Link>
          </May>
          {make}
        </>
      }
    >
      <div className={styles.page}>
        <Panel
          title="Yours"
          hint="messages, models, prices, keys and members of each are apart from every other’s"
          flush
          skeleton="rows"
          minHeight={160}
          load={loadOf(answer, ({ workspaces }) => (workspaces.length === 0 ? null : workspaces))}
          onRetry={answer.reload}
          empty={{ says: 'You are a member of no workspace.', how: 'Ask an administrator of one for an invitation.' }}
        >
          {(rows) => (
            <DataTable
              caption="Workspaces"
              columns={columns}
              rows={rows}
              rowKey={({ slug }) => slug}
              rowHeight={36}
              maxHeight="calc(100dvh - 320px)"
            />
          )}
        </Panel>
        {current !== undefined && <CurrentPanel key={current.slug} workspace={current} onChanged={answer.reload} />}
      </div>
      {isMaking && <NewWorkspaceDialog onClose={() => setMaking(false)} />}
    </Page>
  );
}

const columns: readonly Column<WorkspaceRowFragment>[] = [
  {
    key: 'name',
    header: 'Workspace',
    of: (workspace) => workspace.name,
    cell: (workspace) => (
      <span className={styles.name}>
        {workspace.isCurrent ? <b>{visible(workspace.name)}</b> : <a href={`${baseOf(workspace.slug)}/`}>{visible(workspace.name)}</a>}
        {workspace.isCurrent && <Badge tone="accent">open</Badge>}
        <State workspace={workspace} />
      </span>
    ),
  },
  {
    key: 'slug',
    header: 'In addresses',
    of: (workspace) => workspace.slug,
    cell: (workspace) => <span className="mono quiet">{workspace.slug}</span>,
  },
  {
    key: 'role',
    header: 'Your role',
    of: (workspace) => roles.findIndex(({ role }) => role === workspace.role),
    align: 'start',
    cell: (workspace) => roleLabel(workspace.role),
  },
  { key: 'members', header: 'Members', of: (workspace) => workspace.memberCount, unit: 'count' },
  {
    key: 'created',
    header: 'Created',
    of: (workspace) => Date.parse(workspace.createdAt),
    cell: (workspace) => <Moment at={workspace.createdAt} precision="day" />,
  },
];

/** What keeps a workspace from being used. */
function State({
  workspace: { archivedAt, deleteAfter },
}: {
  readonly workspace: Pick<WorkspaceRowFragment, 'archivedAt' | 'deleteAfter'>;
}) {
  if (deleteAfter != null)
    return (
      <Badge tone="bad">
        deleted <Moment at={deleteAfter} precision="day" />
      </Badge>
    );
  return archivedAt == null ? null : <Badge>archived</Badge>;
}
