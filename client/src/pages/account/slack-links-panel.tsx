import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { SlackLinksDocument, DeleteSlackLinkDocument } from '../../graphql/generated/graphql.ts';
import type { SlackLinksQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import styles from './account.module.css';

type SlackLink = SlackLinksQuery['slackLinks'][number];

const nameOf = ({ slackUserId, slackUserName }: SlackLink): string => visible(slackUserName === '' ? slackUserId : `@${slackUserName}`);

/** Users of Slack whose commands read as the reader; nothing where there is none. */
export function SlackLinksPanel() {
  const client = useClient();
  const answer = useLiveQuery({ query: SlackLinksDocument, variables: {} });
  const [taken, setTaken] = useState<SlackLink | null>(null);
  if (answer.data === null || answer.data.slackLinks.length === 0) return null;
  return (
    <>
      <Panel title="Slack" hint="commands that read as you in this workspace" load={loadOf(answer, ({ slackLinks }) => slackLinks)}>
        {(links) => (
          <ul className={styles.list}>
            {links.map((link) => (
              <li key={link.id}>
                <span>
                  {nameOf(link)} <span className="quiet mono">{`${visible(link.slackUserId)} in ${visible(link.teamId)}`}</span>
                </span>
                <span className="quiet">
                  <Ago at={link.createdAt} />
                </span>
                <span className={styles.ends}>
                  <Button tone="bare" aria-label={`Unlink ${nameOf(link)}`} onClick={() => setTaken(link)}>
                    Unlink
                  </Button>
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {taken !== null && (
        <ConfirmDialog
          title={`Unlink ${nameOf(taken)}?`}
          says="The commands of that user read as the person who connected Slack, from now on."
          action="Unlink"
          run={() => send(client, DeleteSlackLinkDocument, { id: taken.id })}
          onDone={answer.reload}
          onClose={() => setTaken(null)}
        />
      )}
    </>
  );
}
