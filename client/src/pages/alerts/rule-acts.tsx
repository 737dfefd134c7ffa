import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { useMay } from '../../controls/viewer.ts';
import { DeleteAlertRuleDocument, MuteAlertRuleDocument, UnmuteAlertRuleDocument } from '../../graphql/generated/graphql.ts';
import type { WholeAlertRuleFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { MuteDialog } from '../../panels/signals/mute-dialog.tsx';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './alerts.module.css';

export interface RuleActsProps {
  readonly rule: WholeAlertRuleFragment;
  readonly onEdit: () => void;
  readonly onChanged: () => void;
  readonly onDeleted: () => void;
}

/** What may be done with a rule; deleting it asks first. */
export function RuleActs({ rule, onEdit, onChanged, onDeleted }: RuleActsProps) {
  const client = useClient();
  const mayEdit = useMay('EDIT_ALERTS');
  const [isMuting, setMuting] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  if (!mayEdit) return null;
  const { id, name, mutedUntil } = rule;
  const unmute = async () => {
    const sent = await send(client, UnmuteAlertRuleDocument, { id });
    if (sent.ok) onChanged();
    else notify({ title: `${name} was not unmuted.`, says: sent.refusal.message, tone: 'bad' });
  };
  return (
    <div className={styles.acts}>
      {mutedUntil === null ? (
        <Button icon="pause" onClick={() => setMuting(true)}>
          Mute
        </Button>
      ) : (
        <Button icon="play" onClick={() => void unmute()}>
          Unmute
        </Button>
      )}
      <Button icon="edit" onClick={onEdit}>
        Edit
      </Button>
      <Menu trigger={<IconButton icon="more" label={`More for ${name}`} />}>
        <MenuItem icon="trash" tone="bad" onChoose={() => setDeleting(true)}>
          Delete
        </MenuItem>
      </Menu>
      {isMuting && (
        <MuteDialog
          title={`Mute ${name}`}
          says="It is evaluated on, and sends nothing until then."
          mute={(until) => send(client, MuteAlertRuleDocument, { id, until })}
          onDone={onChanged}
          onClose={() => setMuting(false)}
        />
      )}
      {isDeleting && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          says="It is evaluated no more. What has fired stays in the history, and what is open is closed."
          action="Delete rule"
          run={() => send(client, DeleteAlertRuleDocument, { id })}
          onDone={onDeleted}
          onClose={() => setDeleting(false)}
        />
      )}
    </div>
  );
}
