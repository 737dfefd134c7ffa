import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { useId, useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { useMay } from '../../controls/viewer.ts';
import { SetSignInPolicyDocument, SignInPolicyDocument } from '../../graphql/generated/graphql.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { leaveTo } from '../../panels/signing-in/leave.ts';
import type { SignInOptions } from '../../panels/signing-in/types.ts';
import { useAuth } from '../../panels/signing-in/use-auth.ts';
import { Button } from '../../primitives/button.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './members.module.css';

/** Whether members sign in by the organisation’s provider only. Owners set it; others see it where it holds. */
export function SignInPolicyPanel() {
  const client = useClient();
  const maySet = useMay('EDIT_SIGN_IN');
  const answer = useLiveQuery({ query: SignInPolicyDocument, variables: {} });
  const options = useAuth<SignInOptions>('/options');
  const [isAsking, setAsking] = useState(false);
  const [provider] = options.state === 'ready' ? options.data.providers : [];
  const name = provider?.name ?? 'the provider';
  const isRequired = answer.data?.workspace.requiresSso === true;
  if (!maySet && !isRequired) return null;
  return (
    <Panel
      title="Single sign-on"
      hint="whether a password or a passkey is enough"
      skeleton="rows"
      minHeight={84}
      load={options.state === 'loading' ? { state: 'loading' } : loadOf(answer, ({ workspace }) => workspace)}
      onRetry={answer.reload}
      aside={answer.data !== null && <Badge tone={isRequired ? 'good' : 'neutral'}>{isRequired ? 'required' : 'optional'}</Badge>}
    >
      {({ requiresSso, ssoIsTested }) => (
        <div className={styles.policy}>
          <p>
            {requiresSso
              ? `Members sign in through ${name} only: a password or a passkey does not let them into this workspace.`
              : 'Members sign in as they like: by password, by passkey, or through a provider.'}
          </p>
          {maySet &&
            (requiresSso ? (
              <Button onClick={() => setAsking(true)}>Make it optional</Button>
            ) : (
              <Demand provider={provider ?? null} isTested={ssoIsTested} onDemand={() => setAsking(true)} />
            ))}
          {isAsking && (
            <ConfirmDialog
              {...(requiresSso
                ? {
                    title: 'Make single sign-on optional?',
                    says: 'Members may sign in by password or passkey again, those whom the provider would refuse included.',
                    action: 'Make it optional',
                  }
                : {
                    title: `Demand single sign-on through ${name}?`,
                    says: `Members who came in by password or passkey are stopped at once, and sign in again through ${name}. API keys go on working. Should ${name} fail, “npx -y pnpm@12 db owner” on the server lets you in again.`,
                    action: 'Demand it',
                  })}
              keep="Cancel"
              run={() => send(client, SetSignInPolicyDocument, { input: { requiresSso: !requiresSso } })}
              onDone={() => {
                answer.reload();
                notify({ title: requiresSso ? 'Single sign-on is optional.' : 'Single sign-on is required.' });
              }}
              onClose={() => setAsking(false)}
            />
          )}
        </div>
      )}
    </Panel>
  );
}

interface DemandProps {
  /** null: none is set up. */
  readonly provider: SignInOptions['providers'][number] | null;
  readonly isTested: boolean;
  readonly onDemand: () => void;
}

/** The button that demands it, and what has to come first. */
function Demand({ provider, isTested, onDemand }: DemandProps) {
  const id = useId();
  const canDemand = provider !== null && isTested;
  const test = async () => {
    if (provider === null) return;
    const { pathname, search } = window.location;
    const sent = await sendAuth<{ readonly url: string }>('/sign-in/sso', { provider: provider.id, returnTo: pathname + search });
    if (sent.ok) leaveTo(sent.data.url);
    else notify({ title: `${provider.name} was not reached.`, says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <>
      <p id={id} className="quiet">
        {provider === null
          ? 'It can’t be demanded: no provider is set up. OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET name one when the server starts.'
          : canDemand
            ? `You are signed in through ${provider.name}, so it is known to work.`
            : `It can be demanded only after a tested sign-in: sign in through ${provider.name} yourself first, so that no one is locked out by a provider that does not work.`}
      </p>
      <div className={styles.buttons}>
        <Button disabled={!canDemand} aria-describedby={id} onClick={onDemand}>
          Demand single sign-on
        </Button>
        {provider !== null && !isTested && <Button onClick={() => void test()}>Sign in through {provider.name}</Button>}
      </div>
    </>
  );
}
