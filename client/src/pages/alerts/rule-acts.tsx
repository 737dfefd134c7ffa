import { useState } from 'react';
import { useLocale } from 'ui-kit/format';
import { useClient } from 'urql';
import { ConfirmDialog, FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { fromLocalText, toLocalText } from '../../controls/local-time.ts';
import { zoneName } from '../../controls/zone.ts';
import { useMay } from '../../controls/viewer.ts';
import { DeleteAlertRuleDocument, MuteAlertRuleDocument, UnmuteAlertRuleDocument } from '../../graphql/generated/graphql.ts';
import type { MuteAlertRuleMutation, WholeAlertRuleFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
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
      {isMuting && <MuteRule rule={rule} onDone={onChanged} onClose={() => setMuting(false)} />}
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

const HOUR_MS = 3_600_000;
const lengths = [
  { label: 'An hour', ms: HOUR_MS },
  { label: '8 hours', ms: 8 * HOUR_MS },
  { label: 'A day', ms: 24 * HOUR_MS },
  { label: 'A week', ms: 168 * HOUR_MS },
] as const;

/** Keeps a rule from notifying anyone until an instant; it is evaluated on. */
function MuteRule({
  rule: { id, name },
  onDone,
  onClose,
}: {
  readonly rule: WholeAlertRuleFragment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const { timeZone } = useLocale();
  const after = (ms: number): string => toLocalText(new Date(Date.now() + ms).toISOString(), timeZone);
  const form = useForm<{ readonly until: string }, string, MuteAlertRuleMutation>({
    start: { until: after(8 * HOUR_MS) },
    check: ({ until }) => {
      const at = fromLocalText(until, timeZone);
      if (at === null) return { ok: false, problems: { until: 'Give a day and a time.' } };
      return Date.parse(at) <= Date.now() ? { ok: false, problems: { until: 'This is over already.' } } : { ok: true, value: at };
    },
    save: (until) => send(client, MuteAlertRuleDocument, { id, until }),
    onSaved: () => {
      onDone();
      onClose();
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} title={`Mute ${name}`} says="It is evaluated on, and sends nothing until then." save="Mute">
      <FieldStack>
        <div className={styles.acts}>
          {lengths.map(({ label, ms }) => (
            <Button key={label} onClick={() => form.change({ until: after(ms) })}>
              {label}
            </Button>
          ))}
        </div>
        <TextField
          label={`Until, ${zoneName(timeZone)}`}
          type="datetime-local"
          value={form.draft.until}
          onText={(until) => form.change({ until })}
          problem={form.problems['until']}
          mono
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
