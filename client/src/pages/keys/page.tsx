import { Link } from '@tanstack/react-router';
import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay, useViewer } from '../../controls/viewer.ts';
import { ApiKeysDocument, CreateApiKeyDocument, RevokeApiKeyDocument } from '../../graphql/generated/graphql.ts';
import type { ApiKeyLineFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { KeyDialog } from '../../panels/keys/key-dialog.tsx';
import { KeyTable } from '../../panels/keys/key-table.tsx';
import { Button } from '../../primitives/button.tsx';
import styles from './keys.module.css';
import { notify } from '../../primitives/toast.ts';

/** Every key of the workspace: what it may do, whose it is, where it was used last. */
export function KeysPage() {
  const client = useClient();
  const viewer = useViewer();
  const mayEdit = useMay('EDIT_KEYS');
  const answer = useLiveQuery({ query: ApiKeysDocument, variables: {} });
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<ApiKeyLineFragment | null>(null);
  const make = (
    <Button tone="primary" icon="plus" onClick={() => setMaking(true)}>
      Make a key
    </Button>
  );
  return (
    <Page title="Keys" actions={mayEdit && make}>
      <Panel
        title="API keys"
        hint="applications and tools show one with every request; a revoked one is refused within a second"
        flush
        skeleton="rows"
        minHeight={120}
        load={loadOf(answer, ({ apiKeys }) => (apiKeys.length === 0 ? null : apiKeys))}
        onRetry={answer.reload}
        empty={{
          says: 'No key yet.',
          how: mayEdit
            ? 'An application sends its messages with a key. While this server has no accounts, programs on its machine need none.'
            : 'An administrator of the workspace makes them.',
          action: mayEdit ? make : undefined,
        }}
      >
        {(keys) => <KeyTable caption="API keys" keys={keys} onRevoke={mayEdit ? setRevoked : null} maxHeight="calc(100dvh - 190px)" />}
      </Panel>
      <p className={styles.foot}>
        A key that acts as you is made on{' '}
        <Link to="/account" search={keepView}>
          your account
        </Link>
        . Found a key in a log? Its first characters say which it is.
      </p>
      {isMaking && (
        <KeyDialog
          title="Make a key"
          says="For an application or a tool of this workspace. It keeps working when people leave."
          highestRole={viewer?.role ?? 'OWNER'}
          create={async (input) => {
            const sent = await send(client, CreateApiKeyDocument, { input });
            return sent.ok ? { ok: true, data: sent.data.createApiKey.secret } : sent;
          }}
          onCreated={answer.reload}
          onClose={() => setMaking(false)}
        />
      )}
      {revoked !== null && (
        <ConfirmDialog
          title={`Revoke the key “${revoked.name}”?`}
          says="What uses it is refused within a second, also where it is connected now. This can’t be taken back; what was sent with it stays."
          action="Revoke key"
          run={() => send(client, RevokeApiKeyDocument, { id: revoked.id })}
          onDone={() => {
            answer.reload();
            notify({ title: `${revoked.name} is revoked.` });
          }}
          onClose={() => setRevoked(null)}
        />
      )}
    </Page>
  );
}
