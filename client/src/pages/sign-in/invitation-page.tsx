import { Link, useSearch } from '@tanstack/react-router';
import { EmptyState, ErrorState } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { sendAuth } from '../../graphql/auth.ts';
import { AcceptInvitationDocument, InvitedViewerDocument } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { baseOf } from '../../graphql/workspace.ts';
import { useAuth } from '../../panels/signing-in/use-auth.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Card } from './frame.tsx';
import { leaveTo } from '../../panels/signing-in/leave.ts';
import { NewAccountForm } from './new-account-form.tsx';
import { OtherPerson } from './other-person.tsx';
import styles from './sign-in.module.css';

interface Invitation {
  readonly email: string;
  readonly role: string;
  readonly workspace: { readonly slug: string; readonly name: string };
  /** null: invited while there were no accounts, or that person is gone. */
  readonly invitedBy: string | null;
  readonly hasAccount: boolean;
}

/** Accepts an invitation: with a new account, or with the one that the invited address has. */
export function InvitationPage({ onSignedIn = leaveTo }: { readonly onSignedIn?: (address: string) => void }) {
  const { secret } = useSearch({ strict: false }) as { readonly secret?: string };
  if (secret === undefined)
    return (
      <Card title="This invitation does not work">
        <EmptyState
          says="A part of the address is missing."
          how="Open the whole address of the mail, or the one that you were sent."
          action={<a href="/">Go to the dashboard</a>}
        />
      </Card>
    );
  return <WithSecret secret={secret} onSignedIn={onSignedIn} />;
}

function WithSecret({ secret, onSignedIn }: { readonly secret: string; readonly onSignedIn: (address: string) => void }) {
  const asked = useAuth<Invitation>('/invitation', { secret });
  if (asked.state === 'loading') return <Card title="One moment" />;
  if (asked.state === 'refused')
    return (
      <Card title="This invitation does not work">
        {asked.refusal.code.startsWith('INVITATION_') || asked.refusal.code === 'WORKSPACE_ARCHIVED' ? (
          <EmptyState
            says={asked.refusal.message}
            how="An invitation works once, and for a limited time. Ask the person who invited you for another."
            action={<a href="/">Go to the dashboard</a>}
          />
        ) : (
          <ErrorState message={asked.refusal.message} onRetry={asked.reload} />
        )}
      </Card>
    );
  const invitation = asked.data;
  const open = () => onSignedIn(`${baseOf(invitation.workspace.slug)}/`);
  if (invitation.hasAccount) return <WithAccount invitation={invitation} secret={secret} onAccepted={open} />;
  return (
    <NewAccountForm
      title={`Join ${invitation.workspace.name}`}
      says={wordsOf(invitation)}
      save="Join"
      email={invitation.email}
      name=""
      path="/invitation/accept"
      given={{ secret }}
      onAnswer={open}
    >
      <OtherPerson email={invitation.email} act="Joining" />
    </NewAccountForm>
  );
}

const wordsOf = ({ invitedBy, role, workspace }: Invitation): string =>
  `${invitedBy ?? 'An administrator'} invites you to the workspace ${workspace.name}, with the role ${role.toLowerCase()}.`;

interface WithAccountProps {
  readonly invitation: Invitation;
  readonly secret: string;
  readonly onAccepted: () => void;
}

function WithAccount({ invitation, secret, onAccepted }: WithAccountProps) {
  const client = useClient();
  const { data, failure } = useLiveQuery({ query: InvitedViewerDocument, variables: {} });
  const [isJoining, setJoining] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const person = data?.viewer.person ?? null;
  const join = async () => {
    setJoining(true);
    setRefusal(null);
    const sent = await send(client, AcceptInvitationDocument, { secret });
    if (sent.ok) return onAccepted();
    setJoining(false);
    return setRefusal(sent.refusal.message);
  };
  const signOut = async () => {
    const sent = await sendAuth('/sign-out');
    if (sent.ok) window.location.reload();
    else setRefusal(sent.refusal.message);
  };
  return (
    <Card title={`Join ${invitation.workspace.name}`} says={wordsOf(invitation)}>
      {data === null && failure === null ? null : person === null ? (
        <>
          <p>The invited address, {invitation.email}, has an account already. Sign in with it to accept.</p>
          <Link to="/sign-in" search={{ returnTo: `/invitation?secret=${encodeURIComponent(secret)}`, error: undefined }}>
            Sign in
          </Link>
        </>
      ) : person.email === invitation.email ? (
        <Button tone="primary" disabled={isJoining} onClick={() => void join()}>
          {isJoining ? 'Joining' : 'Join'}
        </Button>
      ) : (
        <>
          <p>
            The invitation is for {invitation.email}; you are signed in as {person.email}. It is accepted by its own account alone.
          </p>
          <div className={styles.row}>
            <Button onClick={() => void signOut()}>Sign out, to use the other account</Button>
            <a href="/">Stay signed in</a>
          </div>
        </>
      )}
      {refusal !== null && <FormProblem>{refusal}</FormProblem>}
    </Card>
  );
}
