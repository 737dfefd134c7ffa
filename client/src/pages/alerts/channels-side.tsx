import { useState } from 'react';
import { useMay } from '../../controls/viewer.ts';
import { AlertChannelsDocument } from '../../graphql/generated/graphql.ts';
import type { ChannelRowFragment } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { ChannelDialog } from './channel-dialog.tsx';
import { ChannelsPanel } from './channels-panel.tsx';
import { DeliveriesPanel } from './deliveries-panel.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import styles from './alerts.module.css';

/** Where notices go, and what was sent there. */
export function ChannelsSide() {
  const answer = useLiveQuery({ query: AlertChannelsDocument, variables: {} });
  const mayEdit = useMay('EDIT_ALERT_CHANNELS');
  const [edited, setEdited] = useState<{ readonly channel: ChannelRowFragment | null } | null>(null);
  const [secret, setSecret] = useState<{ readonly name: string; readonly secret: string } | null>(null);
  const [round, setRound] = useState(0);
  const changed = () => {
    answer.reload();
    setRound((now) => now + 1);
  };
  return (
    <div className={styles.stack}>
      <ChannelsPanel answer={answer} mayEdit={mayEdit} onEdit={(channel) => setEdited({ channel })} onChanged={changed} />
      <DeliveriesPanel key={round} />
      {edited !== null && (
        <ChannelDialog
          channel={edited.channel}
          onSaved={(made) => {
            changed();
            if (made.secret !== null) setSecret({ name: made.name, secret: made.secret });
          }}
          onClose={() => setEdited(null)}
        />
      )}
      {secret !== null && <SecretDialog {...secret} onClose={() => setSecret(null)} />}
    </div>
  );
}
