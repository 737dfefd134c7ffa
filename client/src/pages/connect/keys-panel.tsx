import { Link } from '@tanstack/react-router';
import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { CreateKeyDocument, RevokeKeyDocument } from '../../graphql/generated/graphql.ts';
import type { CreateKeyMutation, KeyRowFragment, KeysQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { CopyButton } from '../../primitives/copy.tsx';
import { TextField } from '../../primitives/field.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import styles from './connect.module.css';

export interface KeysPanelProps {
  readonly answer: Live<KeysQuery>;
  /** The key that was just made; it is shown this once. */
  readonly secret: string | null;
  readonly onSecret: (secret: string) => void;
}

interface KeyDraft {
  readonly name: string;
}
const noKey: KeyDraft = { name: '' };

/** Keys that applications send their messages with: made here, shown once, revoked for good. */
export function KeysPanel({ answer, secret, onSecret }: KeysPanelProps) {
  const client = useClient();
  const mayEdit = useMay('EDIT_KEYS');
  const [revoked, setRevoked] = useState<KeyRowFragment | null>(null);
  const form = useForm<KeyDraft, string, CreateKeyMutation>({
    start: noKey,
    check: ({ name }) => ({ ok: true, value: name.trim() || 'application' }),
    save: (name) => send(client, CreateKeyDocument, { name }),
    onSaved: ({ createApiKey }) => {
      onSecret(createApiKey.secret);
      answer.reload();
      return noKey;
    },
  });
  return (
    <Panel
      title="1. A key"
      hint="an application sends it with every request"
      skeleton="rows"
      minHeight={150}
      onRetry={answer.reload}
      aside={
        <Link to="/keys" search={keepView}>
          All keys
        </Link>
      }
      load={loadOf(answer, ({ apiKeys }) =>
        [...apiKeys].sort(
          (one, other) => Number(one.revokedAt != null) - Number(other.revokedAt != null) || other.createdAt.localeCompare(one.createdAt),
        ),
      )}
    >
      {(keys) => (
        <div className={styles.keys}>
          {secret !== null && (
            <div className={styles.secret} role="status">
              <code className="mono">{secret}</code>
              <CopyButton text={secret} label="Copy key" />
              <p>Keep it now: it is not shown again. The snippets below already carry it.</p>
            </div>
          )}
          {mayEdit ? (
            <FormBody form={form} className={styles.create}>
              <TextField
                label="What will use it"
                value={form.draft.name}
                onText={(name) => form.change({ name })}
                problem={form.problems['name']}
                placeholder="support bot, production"
                maxLength={100}
              />
              <Button tone={secret === null ? 'primary' : 'plain'} type="submit" disabled={form.isSaving}>
                {form.isSaving ? 'Making' : 'Make a key'}
              </Button>
            </FormBody>
          ) : (
            <p className="quiet">An administrator of the workspace makes keys.</p>
          )}
          <FormRefusal form={form} />
          {keys.length === 0 ? (
            <p className="quiet">No key yet. While this server has no accounts, programs on its machine need none.</p>
          ) : (
            <ul className={styles.keyList}>
              {keys.map((key) => (
                <li key={key.id} data-revoked={key.revokedAt != null || undefined}>
                  <span>{key.name}</span>
                  <span className="mono quiet">{key.prefix}…</span>
                  <span className="quiet">
                    {key.revokedAt != null ? (
                      <>
                        revoked <Moment at={key.revokedAt} precision="day" />
                      </>
                    ) : key.lastUsedAt == null ? (
                      'never used'
                    ) : (
                      <>
                        used <Ago at={key.lastUsedAt} />
                      </>
                    )}
                  </span>
                  {key.revokedAt == null ? (
                    mayEdit && (
                      <Button tone="bare" onClick={() => setRevoked(key)}>
                        Revoke
                      </Button>
                    )
                  ) : (
                    <Badge>revoked</Badge>
                  )}
                </li>
              ))}
            </ul>
          )}
          {revoked !== null && <RevokeKey apiKey={revoked} onDone={answer.reload} onClose={() => setRevoked(null)} />}
        </div>
      )}
    </Panel>
  );
}

function RevokeKey({
  apiKey,
  onDone,
  onClose,
}: {
  readonly apiKey: KeyRowFragment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  return (
    <ConfirmDialog
      title={`Revoke the key “${apiKey.name}”?`}
      says="What uses it is refused from now on. This can’t be taken back; what was sent with it stays."
      action="Revoke key"
      run={() => send(client, RevokeKeyDocument, { id: apiKey.id })}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
