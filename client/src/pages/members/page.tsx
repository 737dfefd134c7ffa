import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../controls/page/page.tsx';
import { useMay, useViewer } from '../../controls/viewer.ts';
import { keepView } from '../../controls/use-view.ts';
import { InvitationsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { InvitationsPanel } from './invitations-panel.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MembersPanel } from './members-panel.tsx';
import { SignInPolicyPanel } from './sign-in-policy-panel.tsx';
import styles from './members.module.css';

/** Who belongs to the workspace, with which role, and who is invited. */
export function MembersPage() {
  const viewer = useViewer();
  const mayEdit = useMay('EDIT_MEMBERS');
  const looker = { role: viewer?.role ?? (viewer === null ? 'OWNER' : null), mayEdit };
  const invitations = useLiveQuery({ query: InvitationsDocument, variables: {}, isWanted: mayEdit });
  const [isInviting, setInviting] = useState(false);
  return (
    <Page
      title="Members"
      actions={
        <>
          <Link to="/permissions" search={keepView}>
            What each role may do
          </Link>
          {mayEdit && (
            <Button tone="primary" icon="plus" onClick={() => setInviting(true)}>
              Invite
            </Button>
          )}
        </>
      }
    >
      <div className={styles.page}>
        <MembersPanel looker={looker} onInvite={mayEdit ? () => setInviting(true) : null} hasAccounts={viewer?.person != null} />
        {mayEdit && <InvitationsPanel answer={invitations} />}
        {viewer?.person != null && <SignInPolicyPanel />}
      </div>
      {isInviting && <InviteDialog looker={looker} onInvited={invitations.reload} onClose={() => setInviting(false)} />}
    </Page>
  );
}
