import { Link, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useClient } from 'urql';
import { EmptyState, ErrorState, Panel, Skeleton } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useViewer } from '../../controls/viewer.ts';
import { LinkSlackAccountDocument, SlackLinkOfferDocument } from '../../graphql/generated/graphql.ts';
import type { SlackLinkOfferQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import styles from './slack-link.module.css';

type Offer = NonNullable<SlackLinkOfferQuery['slackLinkOffer']>;

/** Where a link of the command "link" of Slack leads: the person who is signed in confirms, or leaves. */
export function SlackLinkPage() {
  const { token } = useSearch({ strict: false }) as { readonly token?: string };
  const { data, failure, reload } = useLiveQuery({
    query: SlackLinkOfferDocument,
    variables: { token: token ?? '' },
    isWanted: token !== undefined,
  });
  const [isLinked, setLinked] = useState(false);
  const offer = data?.slackLinkOffer ?? null;
  const body = () => {
    if (isLinked)
      return (
        <EmptyState
          says="Your account is linked."
          how="Your commands in Slack read what you may read, from now on. The link is taken away on the page Account, or by the command “unlink”."
          action={
            <Link to="/account" search={keepView}>
              Account
            </Link>
          }
        />
      );
    if (token !== undefined && failure !== null) return <ErrorState message={failure} onRetry={reload} />;
    if (token !== undefined && data === null) return <Skeleton shape="rows" label="The link is looked up" />;
    if (token === undefined || offer === null)
      return (
        <EmptyState
          says="This link does not work any more."
          how="A link works once, for 10 minutes, in the workspace that Slack is connected to. Send the command “link” in Slack again."
        />
      );
    return <Confirmation offer={offer} token={token} onLinked={() => setLinked(true)} />;
  };
  return (
    <Page title="Link Slack">
      <Panel title="Link your account to Slack">{body()}</Panel>
    </Page>
  );
}

interface ConfirmationProps {
  readonly offer: Offer;
  readonly token: string;
  readonly onLinked: () => void;
}

function Confirmation({ offer: { teamId, slackUserId, slackUserName }, token, onLinked }: ConfirmationProps) {
  const client = useClient();
  const person = useViewer()?.person ?? null;
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const user = visible(slackUserName === '' ? slackUserId : `@${slackUserName}`);
  const link = async (): Promise<void> => {
    setSending(true);
    const sent = await send(client, LinkSlackAccountDocument, { token });
    setSending(false);
    if (sent.ok) onLinked();
    else setProblem(sent.refusal.message);
  };
  if (person === null)
    return (
      <EmptyState
        says="This server has no accounts yet."
        how="Every command of Slack reads as the owner of this machine, until there are accounts to link."
      />
    );
  return (
    <div className={styles.confirmation}>
      <dl className={styles.facts}>
        <dt>In Slack</dt>
        <dd>
          <b>{user}</b> <span className="quiet mono">{`${visible(slackUserId)} in ${visible(teamId)}`}</span>
        </dd>
        <dt>Reads as</dt>
        <dd>
          <b>{visible(person.name || person.email)}</b> <span className="quiet">{person.name === '' ? '' : visible(person.email)}</span>
        </dd>
      </dl>
      <p>
        {user} reads in Slack what you may read in this workspace, and changes nothing. Confirm only if that is you, and you have just sent
        the command “link” yourself. If another person gave you this address, leave.
      </p>
      {problem !== null && <FormProblem>{problem}</FormProblem>}
      <div className={styles.acts}>
        <Button tone="primary" disabled={isSending} onClick={() => void link()}>
          {isSending ? 'Linking' : 'That is me: link my account'}
        </Button>
        <Link to="/" search={keepView}>
          Leave
        </Link>
      </div>
    </div>
  );
}
