import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { useMemo } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { roleLabel } from '../../controls/roles.ts';
import { RevokeInvitationDocument } from '../../graphql/generated/graphql.ts';
import type { InvitationRowFragment, InvitationsQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf } from '../../graphql/use-live.ts';
import type { Live } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';

/** Invitations, the open ones first. */
export function InvitationsPanel({ answer }: { readonly answer: Live<InvitationsQuery> }) {
  const client = useClient();
  const { reload } = answer;
  const columns = useMemo(() => {
    const revoke = async ({ id, email }: InvitationRowFragment) => {
      const sent = await send(client, RevokeInvitationDocument, { id });
      if (!sent.ok) notify({ title: `The invitation of ${email} was not taken back.`, says: sent.refusal.message, tone: 'bad' });
      reload();
    };
    return columnsOf((invitation) => void revoke(invitation));
  }, [client, reload]);
  return (
    <Panel
      title="Invitations"
      hint="each admits one address once, for 7 days"
      flush
      skeleton="rows"
      minHeight={100}
      load={loadOf(answer, ({ invitations }) => (invitations.length === 0 ? null : openFirst(invitations)))}
      onRetry={reload}
      empty={{ says: 'No one is invited now.' }}
    >
      {(rows) => <DataTable caption="Invitations" columns={columns} rows={rows} rowKey={({ id }) => id} rowHeight={36} maxHeight="420px" />}
    </Panel>
  );
}

const openFirst = (invitations: readonly InvitationRowFragment[]): readonly InvitationRowFragment[] =>
  [...invitations].sort((one, other) => Number(other.state === 'OPEN') - Number(one.state === 'OPEN'));

const stateTones = { OPEN: 'accent', ACCEPTED: 'good', EXPIRED: 'neutral', REVOKED: 'neutral' } as const;

const columnsOf = (onRevoke: (invitation: InvitationRowFragment) => void): readonly Column<InvitationRowFragment>[] => [
  { key: 'email', header: 'E-mail', of: ({ email }) => email, cell: ({ email }) => visible(email) },
  { key: 'role', header: 'Role', of: ({ role }) => roleLabel(role) },
  {
    key: 'state',
    header: 'State',
    of: ({ state }) => state,
    cell: ({ state }) => <Badge tone={stateTones[state]}>{state.toLowerCase()}</Badge>,
  },
  {
    key: 'by',
    header: 'Invited by',
    of: ({ invitedByName }) => invitedByName ?? '',
    cell: ({ invitedByName }) => (invitedByName == null ? <span className="quiet">–</span> : visible(invitedByName)),
  },
  {
    key: 'at',
    header: 'Invited',
    of: ({ createdAt }) => Date.parse(createdAt),
    cell: ({ createdAt }) => <Moment at={createdAt} precision="day" />,
  },
  {
    key: 'until',
    header: 'Until',
    of: ({ expiresAt }) => Date.parse(expiresAt),
    cell: ({ expiresAt }) => <Moment at={expiresAt} precision="day" />,
  },
  {
    key: 'actions',
    header: <span className="uk-hidden">Actions</span>,
    of: () => null,
    isSortable: false,
    align: 'end',
    cell: (invitation) =>
      invitation.state === 'OPEN' && (
        <Button tone="bare" aria-label={`Take back the invitation of ${invitation.email}`} onClick={() => onRevoke(invitation)}>
          Take back
        </Button>
      ),
  },
];
