import { useState } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { roleLabel } from '../../controls/roles.ts';
import { MadeKeysDocument, RemoveMemberDocument, SetMemberRoleDocument } from '../../graphql/generated/graphql.ts';
import type { MadeKeysQuery, MemberRowFragment, Role } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import styles from './members.module.css';

export interface KeysDialogProps {
  readonly member: MemberRowFragment;
  /** The role to give; null: the member is removed. */
  readonly role: Role | null;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before a member loses rights, and names the keys of the workspace that they made: these go on, unless they are revoked as well. */
export function KeysDialog({ member, role, onDone, onClose }: KeysDialogProps) {
  const client = useClient();
  const [revokes, setRevokes] = useState(false);
  const { data } = useLiveQuery({ query: MadeKeysDocument, variables: { id: member.id } });
  const keys = madeKeysIn(data);
  const name = member.name || member.email;
  const revokeKeys = revokes && keys.length > 0;
  const words =
    role === null
      ? {
          title: `Remove ${name}?`,
          says: 'Access ends within a second, also where they are connected now, and so do their personal keys. What they made stays.',
          action: 'Remove member',
        }
      : {
          title: `Make ${name} ${roleLabel(role).toLowerCase()}?`,
          says: `${name} is ${roleLabel(member.role).toLowerCase()} now, and has the lower role within a second.`,
          action: 'Change the role',
        };
  return (
    <ConfirmDialog<unknown>
      {...words}
      keep="Cancel"
      run={() =>
        role === null
          ? send(client, RemoveMemberDocument, { id: member.id, revokeKeys })
          : send(client, SetMemberRoleDocument, { input: { id: member.id, role, revokeKeys } })
      }
      onDone={onDone}
      onClose={onClose}
    >
      {keys.length > 0 && (
        <div className={styles.keys}>
          <p>
            {name} made {keys.length === 1 ? 'a key' : `${keys.length} keys`} of the workspace, and may know{' '}
            {keys.length === 1 ? 'it' : 'them'}. Without being revoked {keys.length === 1 ? 'it goes' : 'they go'} on:
          </p>
          <ul>
            {keys.map((key) => (
              <li key={key.id}>
                {visible(key.name)}{' '}
                <span className="quiet">
                  {roleLabel(key.role).toLowerCase()}, {key.scope.toLowerCase()}
                </span>
              </li>
            ))}
          </ul>
          <label>
            <input type="checkbox" checked={revokes} onChange={(event) => setRevokes(event.target.checked)} />
            Revoke {keys.length === 1 ? 'it' : 'them'} as well: what uses {keys.length === 1 ? 'it' : 'them'} stops
          </label>
        </div>
      )}
    </ConfirmDialog>
  );
}

type MadeKey = Extract<NonNullable<MadeKeysQuery['node']>, { readonly madeKeys: unknown }>['madeKeys'][number];

/** The keys of the answer; none while it is not there. */
export const madeKeysIn = (data: MadeKeysQuery | null | undefined): readonly MadeKey[] =>
  data?.node != null && 'madeKeys' in data.node ? data.node.madeKeys : [];
