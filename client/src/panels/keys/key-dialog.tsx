import { useState } from 'react';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { grantable } from '../../controls/roles.ts';
import type { Role } from '../../graphql/generated/graphql.ts';
import type { Sent } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { CopyButton } from '../../primitives/copy.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { Select } from '../../primitives/select.tsx';
import { lifetimes, newKey, readKey, scopes } from './key-form.ts';
import type { KeyDraft, NewKey } from './key-form.ts';
import styles from './keys.module.css';

export interface KeyDialogProps {
  readonly title: string;
  readonly says: string;
  /** The role that the key has at most; null: it has the role of its person, and none is asked for. */
  readonly highestRole: Role | null;
  /** Gives the key’s secret, which the server shows this once. */
  readonly create: (key: NewKey) => Promise<Sent<string>>;
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

/** Makes a key, then shows its secret once. */
export function KeyDialog({ title, says, highestRole, create, onCreated, onClose }: KeyDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const roles = grantable(highestRole).map(({ role, label }) => ({ value: role, label }));
  const form = useForm<KeyDraft, NewKey, string>({
    start: newKey(roles.some(({ value }) => value === 'EDITOR') ? 'EDITOR' : (roles.at(-1)?.value ?? 'VIEWER')),
    check: (draft) => readKey(draft, Date.now()),
    save: create,
    onSaved: (made) => {
      setSecret(made);
      onCreated();
    },
    names: { expiresAt: 'lifetime' },
  });
  if (secret !== null) return <SecretDialog secret={secret} onClose={onClose} />;
  const { draft, problems, change } = form;
  return (
    <FormDialog form={form} onClose={onClose} title={title} says={says} save="Make key">
      <FieldStack>
        <TextField
          label="What will use it"
          value={draft.name}
          problem={problems['name']}
          placeholder="support bot, production"
          maxLength={200}
          onText={(name) => change({ name })}
        />
        <div className={styles.scope}>
          <span className={styles.label}>What it may do</span>
          <Segmented label="What it may do" value={draft.scope} options={scopes} onChoose={(scope) => change({ scope })} />
          <p className={styles.note} aria-live="polite">
            {scopes.find(({ value }) => value === draft.scope)?.says}
          </p>
        </div>
        <FieldRow>
          {highestRole !== null && (
            <Field label="Role" problem={problems['role']}>
              {({ id }) => <Select id={id} label="Role" value={draft.role} options={roles} onChoose={(role) => change({ role })} />}
            </Field>
          )}
          <TextField
            label="Environment"
            value={draft.environment}
            problem={problems['environment']}
            placeholder="any"
            hint="It sends to this one only."
            mono
            spellCheck={false}
            onText={(environment) => change({ environment })}
          />
        </FieldRow>
        <FieldRow>
          <Field label="Expires" problem={problems['lifetime']}>
            {({ id }) => (
              <Select id={id} label="Expires" value={draft.lifetime} options={lifetimes} onChoose={(lifetime) => change({ lifetime })} />
            )}
          </Field>
          {draft.lifetime === 'date' && (
            <TextField
              label="Last day (UTC)"
              type="date"
              value={draft.lastDay}
              problem={problems['lastDay']}
              mono
              onText={(lastDay) => change({ lastDay })}
            />
          )}
          <TextField
            label="Requests a minute"
            inputMode="numeric"
            value={draft.requestsPerMinute}
            problem={problems['requestsPerMinute']}
            placeholder="as all keys"
            mono
            onText={(requestsPerMinute) => change({ requestsPerMinute })}
          />
        </FieldRow>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function SecretDialog({ secret, onClose }: { readonly secret: string; readonly onClose: () => void }) {
  return (
    <Dialog
      open
      onClose={onClose}
      title="The key is made"
      says="Copy it now, to where it is used: it is not shown again. The server keeps its hash only."
      actions={
        <Button tone="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      <div className={styles.secret} role="status">
        <code className="mono">{secret}</code>
        <CopyButton text={secret} label="Copy key" />
      </div>
    </Dialog>
  );
}
