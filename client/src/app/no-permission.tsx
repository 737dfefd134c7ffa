import { Link } from '@tanstack/react-router';
import { EmptyState } from 'ui-kit/panel';
import { Page } from '../controls/page/page.tsx';
import { roleLabel } from '../controls/roles.ts';
import { keepView } from '../controls/use-view.ts';
import type { Permission, Viewer } from '../controls/viewer.ts';
import { PermissionsDocument } from '../graphql/generated/graphql.ts';
import type { Role } from '../graphql/generated/graphql.ts';
import { useLiveQuery } from '../graphql/use-live.ts';

export interface NoPermissionProps {
  readonly viewer: Viewer;
  readonly permission: Permission;
  /** Of the page that is not shown. */
  readonly title: string;
}

/** In place of a page that the role of the viewer does not have: which role has it, and who gives it. */
export default function NoPermission({ viewer, permission, title }: NoPermissionProps) {
  const { data } = useLiveQuery({ query: PermissionsDocument, variables: {} });
  const rule = data?.permissions.find(({ name }) => name === permission);
  const role = viewer.role ?? null;
  if (role === 'REVIEWER' && permission === 'READ') return <ForReviewer />;
  const isArchived = rule !== undefined && role !== null && rule.roles.includes(role);
  return (
    <Page title={title}>
      <EmptyState
        says={
          isArchived
            ? 'This workspace is archived: it is read, and nothing new is taken in.'
            : `Your role here${role === null ? '' : `, ${roleLabel(role).toLowerCase()},`} does not have this page.`
        }
        how={
          isArchived
            ? 'An admin or an owner can restore it on the page Workspaces.'
            : `${rule === undefined ? '' : `To ${rule.what} takes the role ${listed(rule.roles)}. `}An admin or an owner of the workspace can give you another role, on the page Members.`
        }
        action={<RolesLink />}
      />
    </Page>
  );
}

/** Where a reviewer lands. */
function ForReviewer() {
  return (
    <Page title="Review">
      <EmptyState
        says="You are a reviewer here: you judge the messages of annotation queues that are for you, and see nothing else of the workspace."
        how="To see its messages and numbers takes the role viewer, which an admin or an owner can give you."
        action={
          <span>
            <Link to="/queues" search={keepView}>
              Annotation queues
            </Link>
            {' · '}
            <Link to="/account" search={keepView}>
              Your account
            </Link>
            {' · '}
            <Link to="/workspaces" search={keepView}>
              Your workspaces
            </Link>
            {' · '}
            <RolesLink />
          </span>
        }
      />
    </Page>
  );
}

function RolesLink() {
  return (
    <Link to="/permissions" search={keepView}>
      What each role may do
    </Link>
  );
}

/** "editor, admin or owner" */
function listed(roles: readonly Role[]): string {
  const words = roles.map((role) => roleLabel(role).toLowerCase());
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}
