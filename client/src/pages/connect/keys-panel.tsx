import { Badge } from 'ui-kit/badge';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useMutation } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { CreateKeyDocument, RevokeKeyDocument } from '../../graphql/generated/graphql.ts';
import type { KeyRowFragment, KeysQuery } from '../../graphql/generated/graphql.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { CopyButton } from '../../primitives/copy.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { FormProblem, TextField } from '../../primitives/field.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import styles from './connect.module.css';

export interface KeysPanelProps {
  readonly answer: Live<KeysQuery>;
  /** The key that was just made; it is shown this once. */
  readonly secret: string | null;
  readonly onSecret: (secret: string) => void;
}

/** Keys that applications send their messages with: made here, shown once, revoked for good. */
export function KeysPanel({ answer, secret, onSecret }: KeysPanelProps) {
  const [name, setName] = useState('');
  const [revoked, setRevoked] = useState<KeyRowFragment | null>(null);
  const [{ fetching, error }, createKey] = useMutation(asDocument(CreateKeyDocument));
  const create = async () => {
    const { data } = await createKey({ name: name.trim() || 'application' });
    if (data === undefined || data === null) return;
    onSecret(data.createApiKey.secret);
    setName('');
    answer.reload();
  };
  return (
    <Panel
      title="1. A key" hint="an application sends it with every request" skeleton="rows" minHeight={150} onRetry={answer.reload}
      load={loadOf(answer, ({ apiKeys }) => [...apiKeys].sort((one, other) => Number(one.revokedAt != null) - Number(other.revokedAt != null) || other.createdAt.localeCompare(one.createdAt)))}
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
          <form className={styles.create} onSubmit={(event) => { event.preventDefault(); void create(); }}>
            <TextField label="What will use it" value={name} onText={setName} placeholder="support bot, production" maxLength={100} />
            <Button tone={secret === null ? 'primary' : 'plain'} type="submit" disabled={fetching}>{fetching ? 'Making' : 'Make a key'}</Button>
          </form>
          {error !== undefined && <FormProblem>{failureWords(error)}</FormProblem>}
          {keys.length === 0 ? <p className="quiet">No key yet. On this machine the API also answers without one.</p> : (
            <ul className={styles.keyList}>
              {keys.map((key) => (
                <li key={key.id} data-revoked={key.revokedAt != null || undefined}>
                  <span>{key.name}</span>
                  <span className="mono quiet">{key.prefix}…</span>
                  <span className="quiet">{key.revokedAt != null ? <>revoked <Moment at={key.revokedAt} precision="day" /></> : key.lastUsedAt == null ? 'never used' : <>used <Ago at={key.lastUsedAt} /></>}</span>
                  {key.revokedAt == null ? <Button tone="bare" onClick={() => setRevoked(key)}>Revoke</Button> : <Badge>revoked</Badge>}
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

function RevokeKey({ apiKey, onDone, onClose }: { readonly apiKey: KeyRowFragment; readonly onDone: () => void; readonly onClose: () => void }) {
  const [{ fetching, error }, revoke] = useMutation(asDocument(RevokeKeyDocument));
  const confirm = async () => {
    const { data } = await revoke({ id: apiKey.id });
    if (data === undefined || data === null) return;
    onDone();
    onClose();
  };
  return (
    <Dialog
      open onClose={onClose} title={`Revoke the key “${apiKey.name}”?`} says="What uses it is refused from now on. This can’t be taken back; what was sent with it stays."
      actions={<><Button onClick={onClose}>Keep</Button><Button tone="bad" disabled={fetching} onClick={() => void confirm()}>Revoke key</Button></>}
    >
      {error !== undefined && <FormProblem>{failureWords(error)}</FormProblem>}
    </Dialog>
  );
}
