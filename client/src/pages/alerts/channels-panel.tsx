import { useState } from 'react';
import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { DeleteAlertChannelDocument, TestAlertChannelDocument, UpdateAlertChannelDocument } from '../../graphql/generated/graphql.ts';
import type { AlertChannelsQuery, ChannelRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { recipientsOf } from './channel-form.ts';
import { channelKinds, deletedWords, deliveryStates } from './words.ts';
import styles from './alerts.module.css';

export interface ChannelsPanelProps {
  readonly answer: Live<AlertChannelsQuery>;
  readonly mayEdit: boolean;
  /** null: a new one. */
  readonly onEdit: (channel: ChannelRowFragment | null) => void;
  readonly onChanged: () => void;
}

/** Where notices go, each with how the last one went. */
export function ChannelsPanel({ answer, mayEdit, onEdit, onChanged }: ChannelsPanelProps) {
  const client = useClient();
  const [deleted, setDeleted] = useState<ChannelRowFragment | null>(null);
  const add = (
    <Button icon="plus" onClick={() => onEdit(null)}>
      Add channel
    </Button>
  );
  return (
    <Panel
      title="Channels"
      hint="e-mail, Slack, Microsoft Teams, PagerDuty and signed webhooks"
      flush
      skeleton="rows"
      minHeight={70}
      load={loadOf(answer, ({ alertChannels }) => (alertChannels.length === 0 ? null : alertChannels))}
      onRetry={answer.reload}
      empty={{
        says: 'No channel yet.',
        how: 'Without one, alerts are shown here and notify no one.',
        action: mayEdit ? add : undefined,
      }}
      aside={mayEdit && (answer.data?.alertChannels.length ?? 0) > 0 ? add : undefined}
    >
      {(channels) => (
        <>
          <ul className={styles.list} aria-label="Channels">
            {channels.map((channel) => (
              <li key={channel.id}>
                <ChannelEntry
                  channel={channel}
                  mayEdit={mayEdit}
                  onEdit={() => onEdit(channel)}
                  onDelete={() => setDeleted(channel)}
                  onChanged={onChanged}
                />
              </li>
            ))}
          </ul>
          {deleted !== null && (
            <ConfirmDialog
              title={`Delete ${deleted.name}?`}
              says={deletedWords(deleted.rules)}
              action="Delete channel"
              run={() => send(client, DeleteAlertChannelDocument, { id: deleted.id })}
              onDone={onChanged}
              onClose={() => setDeleted(null)}
            />
          )}
        </>
      )}
    </Panel>
  );
}

interface ChannelEntryProps {
  readonly channel: ChannelRowFragment;
  readonly mayEdit: boolean;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
  readonly onChanged: () => void;
}

function ChannelEntry({ channel, mayEdit, onEdit, onDelete, onChanged }: ChannelEntryProps) {
  const client = useClient();
  const [isTesting, setTesting] = useState(false);
  const { id, kind, name, target, isEnabled, disabledReason, lastDelivery } = channel;
  const test = async () => {
    setTesting(true);
    const sent = await send(client, TestAlertChannelDocument, { id });
    setTesting(false);
    if (!sent.ok) return notify({ title: `No test was sent to ${name}.`, says: sent.refusal.message, tone: 'bad' });
    const { state, response } = sent.data.testAlertChannel;
    notify({
      title: state === 'SENT' ? `${name} took the test notice.` : `The test notice to ${name}: ${deliveryStates[state].name}.`,
      says: state === 'SENT' ? undefined : (response ?? undefined),
      tone: state === 'SENT' || state === 'WAITING' ? 'plain' : 'bad',
    });
    return onChanged();
  };
  const turn = async () => {
    const sent = await send(client, UpdateAlertChannelDocument, {
      input: { id, name, isEnabled: !isEnabled, ...(kind === 'EMAIL' && { recipients: recipientsOf(target) }) },
    });
    if (sent.ok) onChanged();
    else notify({ title: `${name} was not changed.`, says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <article className={styles.channel} data-off={!isEnabled || undefined}>
      <div className={styles.words}>
        <b>{visible(name)}</b>
        <span className="quiet">
          {channelKinds[kind]} · <span className="mono">{visible(target)}</span>
        </span>
        {!isEnabled && <span className={styles.problem}>{disabledReason === null ? 'switched off' : visible(disabledReason)}</span>}
        <span className={styles.small}>
          {lastDelivery === null ? (
            'nothing was sent yet'
          ) : (
            <>
              last: <Badge tone={deliveryStates[lastDelivery.state].tone}>{deliveryStates[lastDelivery.state].name}</Badge>{' '}
              <Ago at={lastDelivery.sentAt ?? lastDelivery.createdAt} />
            </>
          )}
        </span>
      </div>
      {mayEdit && (
        <div className={styles.acts}>
          <Button disabled={isTesting || !isEnabled} onClick={() => void test()} aria-label={`Send a test to ${name}`}>
            {isTesting ? 'Sending' : 'Send a test'}
          </Button>
          <Menu trigger={<IconButton icon="more" label={`More for ${name}`} />}>
            <MenuItem icon="edit" onChoose={onEdit}>
              Edit
            </MenuItem>
            <MenuItem icon={isEnabled ? 'pause' : 'play'} onChoose={() => void turn()}>
              {isEnabled ? 'Switch off' : 'Switch on'}
            </MenuItem>
            <MenuItem icon="trash" tone="bad" onChoose={onDelete}>
              Delete
            </MenuItem>
          </Menu>
        </div>
      )}
    </article>
  );
}
