import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { CreatePersonalKeyDocument, PersonalKeysDocument, RevokePersonalKeyDocument } from '../../graphql/generated/graphql.ts';
import type { ApiKeyLineFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { KeyDialog } from '../../panels/keys/key-dialog.tsx';
import { KeyTable } from '../../panels/keys/key-table.tsx';
import { Button } from '../../primitives/button.tsx';

/** Keys that act as the reader. `workspace`: its name; null: the reader is no member of it, and can have no key for it. */
export function PersonalKeysPanel({ workspace }: { readonly workspace: string | null }) {
  const client = useClient();
  const answer = useLiveQuery({ query: PersonalKeysDocument, variables: {}, isWanted: workspace !== null });
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<ApiKeyLineFragment | null>(null);
  if (workspace === null) return null;
  const make = <Button onClick={() => setMaking(true)}>Make a personal key</Button>;
  return (
    <>
      <Panel
        title="Personal keys"
        hint={`act as you in ${workspace}, with the role that you have at each moment`}
        flush
        skeleton="rows"
        minHeight={84}
        load={loadOf(answer, ({ personalKeys }) => (personalKeys.length === 0 ? null : personalKeys))}
        onRetry={answer.reload}
        aside={(answer.data?.personalKeys.length ?? 0) > 0 ? make : undefined}
        empty={{
          says: 'No personal key.',
          how: 'For your own scripts and tools. Applications take a key of the workspace instead.',
          action: make,
        }}
      >
        {(keys) => <KeyTable caption="Personal keys" keys={keys} isPersonal onRevoke={setRevoked} maxHeight="420px" />}
      </Panel>
      {isMaking && (
        <KeyDialog
          title="Make a personal key"
          says="It acts as you, and ends when you leave the workspace."
          highestRole={null}
          create={async ({ role: _, ...input }) => {
            const sent = await send(client, CreatePersonalKeyDocument, { input });
            return sent.ok ? { ok: true, data: sent.data.createPersonalKey.secret } : sent;
          }}
          onCreated={answer.reload}
          onClose={() => setMaking(false)}
        />
      )}
      {revoked !== null && (
        <ConfirmDialog
          title={`Revoke the key “${revoked.name}”?`}
          says="What uses it is refused within a second. This can’t be taken back."
          action="Revoke key"
          run={() => send(client, RevokePersonalKeyDocument, { id: revoked.id })}
          onDone={answer.reload}
          onClose={() => setRevoked(null)}
        />
      )}
    </>
  );
}
