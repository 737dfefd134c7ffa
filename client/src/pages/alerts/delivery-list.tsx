import { Badge } from 'ui-kit/badge';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { ResendAlertDeliveryDocument } from '../../graphql/generated/graphql.ts';
import type { AlertChannelKind, DeliveryRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { channelKinds, deliveryStates, transitions } from './words.ts';
import styles from './alerts.module.css';

export interface Delivery extends DeliveryRowFragment {
  /** null: it was deleted. */
  readonly channel: { readonly id: string; readonly kind: AlertChannelKind; readonly name: string } | null;
}

export interface DeliveryListProps {
  readonly deliveries: readonly Delivery[];
  readonly onChanged: () => void;
}

/** What was sent where, how often it was tried, and what came back. */
export function DeliveryList({ deliveries, onChanged }: DeliveryListProps) {
  const client = useClient();
  const mayEdit = useMay('EDIT_ALERTS');
  const resend = async (id: string) => {
    const sent = await send(client, ResendAlertDeliveryDocument, { id });
    if (sent.ok) onChanged();
    else notify({ title: 'The notice was not sent again.', says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <ul className={styles.deliveries} aria-label="Notices">
      {deliveries.map((one) => (
        <li key={one.id}>
          <span>
            {transitions[one.transition]} to{' '}
            {one.channel === null ? 'a channel that was deleted' : `${visible(one.channel.name)} (${channelKinds[one.channel.kind]})`}
          </span>
          <span className={styles.small}>
            <Moment at={one.sentAt ?? one.createdAt} precision="second" />
            {one.attempts > 1 && `, ${one.attempts} tries`}
            {one.statusCode !== null && `, answer ${one.statusCode}`}
            {one.state === 'WAITING' && one.nextAttemptAt !== null && one.attempts > 0 && (
              <>
                , next try <Moment at={one.nextAttemptAt} precision="second" />
              </>
            )}
          </span>
          <Badge tone={deliveryStates[one.state].tone}>{deliveryStates[one.state].name}</Badge>
          {one.response !== null && one.response !== '' && one.state !== 'SENT' && (
            <span className={styles.response}>{visible(one.response)}</span>
          )}
          {mayEdit && (one.state === 'GIVEN_UP' || one.state === 'FAILED') && one.channel !== null && (
            <Button tone="bare" onClick={() => void resend(one.id)}>
              Send again
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
