import { useState } from 'react';
import { useClient } from 'urql';
import { useMay } from '../../controls/viewer.ts';
import { SetFlagEnabledDocument } from '../../graphql/generated/graphql.ts';
import type { ExperimentRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { notify } from '../../primitives/toast.ts';
import styles from './experiments.module.css';

/** The kill switch: off gives every unit the default value at once. */
export function EnabledSwitch({
  experiment: { id, name, isEnabled },
}: {
  readonly experiment: Pick<ExperimentRowFragment, 'id' | 'name' | 'isEnabled'>;
}) {
  const client = useClient();
  const mayTurn = useMay('START_EXPERIMENTS');
  const [isSending, setSending] = useState(false);
  const turn = async () => {
    setSending(true);
    const sent = await send(client, SetFlagEnabledDocument, { input: { id, isEnabled: !isEnabled } });
    setSending(false);
    if (!sent.ok) notify({ title: `${name} was not switched`, says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isEnabled}
      aria-label={`${name} is served`}
      className={styles.switch}
      disabled={!mayTurn || isSending}
      onClick={() => void turn()}
    >
      <span aria-hidden />
      {isEnabled ? 'on' : 'off'}
    </button>
  );
}
