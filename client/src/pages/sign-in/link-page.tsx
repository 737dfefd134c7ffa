import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { ErrorState } from 'ui-kit/panel';
import type { SignInOptions } from '../../panels/signing-in/types.ts';
import { useAuth } from '../../panels/signing-in/use-auth.ts';
import { EmptyState } from 'ui-kit/panel';
import { Card } from './frame.tsx';
import { leaveTo } from '../../panels/signing-in/leave.ts';
import { MailForm } from './sign-up-form.tsx';
import { NewAccountForm } from './new-account-form.tsx';
import { OtherPerson } from './other-person.tsx';
import { SecondFactor } from './second-factor.tsx';
import { useState } from 'react';

interface OneTimeLink {
  readonly purpose: 'FIRST_OWNER' | 'SIGN_UP' | 'PASSWORD';
  /** null: the person gives it. */
  readonly email: string | null;
  readonly name: string | null;
}

/** A one-time address: it makes the first account, one's own, or sets a new password. Without its token: asks where to send one. */
export function LinkPage({ onSignedIn = leaveTo }: { readonly onSignedIn?: (address: string) => void }) {
  const { token } = useSearch({ strict: false }) as { readonly token?: string };
  const isWelcome = useLocation({ select: ({ pathname }) => pathname.startsWith('/welcome') });
  if (token !== undefined) return <WithToken token={token} onSignedIn={onSignedIn} />;
  return isWelcome ? <NoToken /> : <AskForLink />;
}

/** An address for a new account that lost its secret. */
function NoToken() {
  return (
    <Card title="This address does not work">
      <EmptyState
        says="A part of the address is missing."
        how="Open the whole address of the mail, or the one that the server printed when it started."
        action={<a href="/sign-in">Go to sign-in</a>}
      />
    </Card>
  );
}

function AskForLink() {
  const navigate = useNavigate();
  const options = useAuth<SignInOptions>('/options');
  const back = () => void navigate({ to: '/sign-in', search: { returnTo: undefined, error: undefined } });
  if (options.state === 'ready' && !options.data.hasMail)
    return (
      <Card title="Set a new password">
        <EmptyState
          says="This server sends no mail."
          how="Ask an administrator of your workspace for a link that sets a new password; an owner gets one on the server’s machine."
          command="npx -y pnpm@12 db owner you@example.com"
        />
      </Card>
    );
  return <MailForm title="Set a new password" says="A link that works once comes by mail to your address." path="/reset" onBack={back} />;
}

function WithToken({ token, onSignedIn }: { readonly token: string; readonly onSignedIn: (address: string) => void }) {
  const link = useAuth<OneTimeLink>('/link', { token });
  const [needsCode, setNeedsCode] = useState(false);
  if (needsCode) return <SecondFactor onSignedIn={() => onSignedIn('/')} onExpired={() => onSignedIn('/sign-in')} />;
  if (link.state === 'loading') return <Card title="One moment" />;
  if (link.state === 'refused')
    return (
      <Card title="This address does not work">
        {link.refusal.code === 'LINK_INVALID' ? (
          <EmptyState
            says={link.refusal.message}
            how="An address like this works once. Ask for another one the way you got this."
            action={<a href="/sign-in">Go to sign-in</a>}
          />
        ) : (
          <ErrorState message={link.refusal.message} onRetry={link.reload} />
        )}
      </Card>
    );
  const { purpose, email, name } = link.data;
  return (
    <NewAccountForm
      {...(purpose === 'PASSWORD'
        ? { title: 'Set a new password', says: 'All other sessions of the account end.', save: 'Set password' }
        : purpose === 'FIRST_OWNER'
          ? {
              title: 'Make the first account',
              says: 'It owns the workspace. From now on everybody signs in, also on this machine; API keys work as before.',
              save: 'Make the account',
            }
          : { title: 'Make your account', says: 'Your address is confirmed. A name and a password are left.', save: 'Make the account' })}
      email={email}
      name={purpose === 'PASSWORD' ? null : (name ?? '')}
      path="/link/use"
      given={{ token }}
      onAnswer={({ status }) => (status === 'SIGNED_IN' ? onSignedIn('/') : setNeedsCode(true))}
    >
      <OtherPerson email={email} act={purpose === 'PASSWORD' ? 'Setting the password' : 'Making the account'} />
    </NewAccountForm>
  );
}
