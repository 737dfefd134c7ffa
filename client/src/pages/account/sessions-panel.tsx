import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { RevokeOtherSessionsDocument, RevokeSessionDocument, SessionsDocument } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { browserName } from './browser-name.ts';
import styles from './account.module.css';

/** Where one is signed in, and the way to end it there. */
export function SessionsPanel() {
  const client = useClient();
  const answer = useLiveQuery({ query: SessionsDocument, variables: {}, againMs: 30_000 });
  const [endsOthers, setEndsOthers] = useState(false);
  const end = async (id: string) => {
    const sent = await send(client, RevokeSessionDocument, { id });
    if (sent.ok) answer.reload();
    else notify({ title: 'The session was not ended.', says: sent.refusal.message, tone: 'bad' });
  };
  const count = answer.data?.sessions.length ?? 0;
  return (
    <>
      <Panel
        title="Where you are signed in"
        hint="what you end here ends within a second"
        skeleton="rows"
        minHeight={84}
        load={loadOf(answer, ({ sessions }) => sessions)}
        onRetry={answer.reload}
        aside={count > 1 ? <Button onClick={() => setEndsOthers(true)}>End all others</Button> : undefined}
      >
        {(sessions) => (
          <ul className={styles.list}>
            {[...sessions]
              .sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent) || other.lastSeenAt.localeCompare(one.lastSeenAt))
              .map((session) => (
                <li key={session.id}>
                  <span title={session.userAgent == null ? undefined : visible(session.userAgent)}>
                    {browserName(session.userAgent ?? null)}
                    {session.address != null && <span className="quiet mono"> {visible(session.address)}</span>}
                  </span>
                  <span className="quiet">
                    <Ago at={session.lastSeenAt} />, since <Moment at={session.createdAt} precision="day" />
                  </span>
                  <span className={styles.ends}>
                    {session.isCurrent ? (
                      <Badge>this one</Badge>
                    ) : (
                      <Button
                        tone="bare"
                        aria-label={`End the session of ${browserName(session.userAgent ?? null)}`}
                        onClick={() => void end(session.id)}
                      >
                        End
                      </Button>
                    )}
                  </span>
                </li>
              ))}
          </ul>
        )}
      </Panel>
      {endsOthers && (
        <ConfirmDialog
          title="End all other sessions?"
          says="Everywhere else you are signed out within a second. This browser stays signed in; keys go on working. Browsers that were trusted ask for a code again."
          action="End them"
          run={() => send(client, RevokeOtherSessionsDocument, {})}
          onDone={answer.reload}
          onClose={() => setEndsOthers(false)}
        />
      )}
    </>
  );
}
