import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { ConfirmDialog, FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import type { AuthSent } from '../../graphql/auth.ts';
import { addPasskey, hasPasskeys } from '../../panels/signing-in/passkey.ts';
import type { Passkey } from '../../panels/signing-in/passkey.ts';
import { useAuth } from '../../panels/signing-in/use-auth.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { loadOfAuth } from './load-of-auth.ts';
import styles from './account.module.css';

/** Ways in without a password, each on a device or in a password manager. */
export function PasskeysPanel() {
  const answer = useAuth<{ readonly passkeys: readonly Passkey[] }>('/passkeys');
  const [named, setNamed] = useState<Passkey | 'new' | null>(null);
  const [removed, setRemoved] = useState<Passkey | null>(null);
  const add = (
    <Button
      onClick={() => setNamed('new')}
      disabled={!hasPasskeys()}
      title={hasPasskeys() ? undefined : 'This browser, or this address, has none.'}
    >
      Add a passkey
    </Button>
  );
  return (
    <>
      <Panel
        title="Passkeys"
        hint="sign in with this device’s lock, a security key or a password manager"
        load={loadOfAuth(answer, ({ passkeys }) => (passkeys.length === 0 ? null : passkeys))}
        onRetry={answer.reload}
        skeleton="rows"
        minHeight={84}
        aside={answer.state === 'ready' && answer.data.passkeys.length > 0 ? add : undefined}
        empty={{ says: 'No passkey yet.', action: add }}
      >
        {(passkeys) => (
          <ul className={styles.list}>
            {passkeys.map((passkey) => (
              <li key={passkey.id}>
                <span>{passkey.name}</span>
                <span className="quiet">
                  since <Moment at={passkey.createdAt} precision="day" />
                </span>
                <span className={styles.ends}>
                  <IconButton icon="edit" label={`Rename ${passkey.name}`} onClick={() => setNamed(passkey)} />
                  <IconButton icon="trash" label={`Remove ${passkey.name}`} onClick={() => setRemoved(passkey)} />
                </span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {named !== null && <NameDialog passkey={named === 'new' ? null : named} onSaved={answer.reload} onClose={() => setNamed(null)} />}
      {removed !== null && (
        <ConfirmDialog
          title={`Remove the passkey “${removed.name}”?`}
          says="It signs you in no more. The device may keep its half; remove it there too."
          action="Remove passkey"
          run={() => sendAuth('/passkeys/delete', { id: removed.id })}
          onDone={answer.reload}
          onClose={() => setRemoved(null)}
        />
      )}
    </>
  );
}

interface NameDialogProps {
  /** null: a new one. */
  readonly passkey: Passkey | null;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

function NameDialog({ passkey, onSaved, onClose }: NameDialogProps) {
  const form = useForm<{ readonly name: string }, string, unknown>({
    start: { name: passkey?.name ?? '' },
    check: ({ name }) =>
      name.trim() === '' ? { ok: false, problems: { name: 'Give it a name, such as “laptop”.' } } : { ok: true, value: name.trim() },
    save: (name): Promise<AuthSent<unknown>> =>
      passkey === null ? addPasskey(name) : sendAuth('/passkeys/rename', { id: passkey.id, name }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={passkey === null ? 'Add a passkey' : 'Rename the passkey'}
      says={passkey === null ? 'The browser asks next where to keep it.' : undefined}
      save={passkey === null ? 'Continue' : 'Save name'}
    >
      <FieldStack>
        <TextField
          label="Name of the device"
          value={form.draft.name}
          problem={form.problems['name']}
          placeholder="laptop"
          maxLength={100}
          onText={(name) => form.change({ name })}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
