import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { roleLabel, roles } from '../../controls/roles.ts';
import { useViewer } from '../../controls/viewer.ts';
import { MadeKeysDocument, MembersDocument, SetMemberRoleDocument } from '../../graphql/generated/graphql.ts';
import type { MemberRowFragment, MembersQuery, Role } from '../../graphql/generated/graphql.ts';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Moment } from '../../primitives/moment.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { ActDialog, MemberMenu } from './member-acts.tsx';
import type { Act } from './member-acts.tsx';
import { KeysDialog, madeKeysIn } from './keys-dialog.tsx';
import { isLower, rolesFor, whyFixed } from './member-rules.ts';
import type { Looker } from './member-rules.ts';

export interface MembersPanelProps {
  readonly looker: Looker;
  /** null: the reader may invite no one. */
  readonly onInvite: (() => void) | null;
  readonly hasAccounts: boolean;
}

/** Members, each with the role and what can be done about it. */
export function MembersPanel({ looker, onInvite, hasAccounts }: MembersPanelProps) {
  const client = useClient();
  const viewer = useViewer();
  const answer = useLiveQuery({ query: MembersDocument, variables: { after: null } });
  const [open, setOpen] = useState<{ readonly act: Act; readonly member: MemberRowFragment } | null>(null);
  const [demoted, setDemoted] = useState<{ readonly member: MemberRowFragment; readonly role: Role } | null>(null);
  const { reload, data } = answer;
  const members = useMemo(() => (data?.members.edges ?? []).map(({ node }) => node), [data]);
  const { role, mayEdit } = looker;
  const columns = useMemo(() => {
    const give = async (member: MemberRowFragment, next: Role) => {
      if (isLower(next, member.role)) {
        const { data: made } = await client
          .query(asDocument(MadeKeysDocument), { id: member.id }, { requestPolicy: 'network-only' })
          .toPromise();
        if (madeKeysIn(made).length > 0) return setDemoted({ member, role: next });
      }
      const sent = await send(client, SetMemberRoleDocument, { input: { id: member.id, role: next } });
      if (!sent.ok)
        notify({
          title: `${member.name || member.email} stays ${roleLabel(member.role).toLowerCase()}.`,
          says: sent.refusal.message,
          tone: 'bad',
        });
      reload();
      if (member.isViewer) viewer?.reload();
      return undefined;
    };
    return columnsOf({ role, mayEdit }, members, {
      onRole: (member, next) => void give(member, next),
      onAct: (act, member) => setOpen({ act, member }),
    });
  }, [client, members, role, mayEdit, reload, viewer]);
  return (
    <>
      <Panel
        title="Members"
        hint="a change reaches what they have open within a second"
        flush
        skeleton="rows"
        minHeight={100}
        load={loadOf(answer, () => (members.length === 0 ? null : members))}
        onRetry={reload}
        empty={{
          says: 'No members yet.',
          how: hasAccounts
            ? 'Invite people by their e-mail address.'
            : 'This server has no accounts: it is open to its own machine alone. The first account is made there, and owns the workspace.',
          ...(hasAccounts ? {} : { command: 'npx -y pnpm@12 db owner you@example.com' }),
          action: onInvite !== null && hasAccounts ? <Button onClick={onInvite}>Invite</Button> : undefined,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Members"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowHeight={44}
            maxHeight="calc(100dvh - 260px)"
            footer={
              data?.members.pageInfo.hasNextPage === true ? (
                <Button disabled={answer.isExtending} onClick={() => answer.extend((held) => nextPage(client, held))}>
                  Show more
                </Button>
              ) : undefined
            }
          />
        )}
      </Panel>
      {demoted !== null && (
        <KeysDialog
          {...demoted}
          onDone={() => {
            reload();
            if (demoted.member.isViewer) viewer?.reload();
          }}
          onClose={() => setDemoted(null)}
        />
      )}
      {open !== null && <ActDialog {...open} onDone={reload} onClose={() => setOpen(null)} />}
    </>
  );
}

async function nextPage(client: ReturnType<typeof useClient>, held: MembersQuery) {
  const variables = { after: held.members.pageInfo.endCursor ?? null };
  const { data, error } = await client.query(asDocument(MembersDocument), variables, { requestPolicy: 'network-only' }).toPromise();
  if (error !== undefined) return { failure: failureWords(error) };
  if (data === undefined) return null;
  return (now: MembersQuery): MembersQuery => ({
    ...now,
    members: { ...data.members, edges: [...now.members.edges, ...data.members.edges] },
  });
}

interface Acts {
  readonly onRole: (member: MemberRowFragment, role: Role) => void;
  readonly onAct: (act: Act, member: MemberRowFragment) => void;
}

function columnsOf(looker: Looker, members: readonly MemberRowFragment[], { onRole, onAct }: Acts): readonly Column<MemberRowFragment>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      of: ({ name, email }) => name || email,
      cell: ({ name, email, isViewer }) => (
        <>
          {visible(name || email)} {isViewer && <Badge>you</Badge>}
        </>
      ),
    },
    { key: 'email', header: 'E-mail', of: ({ email }) => email, cell: ({ email }) => <span className="quiet">{visible(email)}</span> },
    {
      key: 'role',
      header: 'Role',
      of: ({ role }) => roles.findIndex((one) => one.role === role),
      align: 'start',
      cell: (member) => {
        const why = whyFixed(member, members, looker);
        return why === null ? (
          <Select
            label={`Role of ${member.name || member.email}`}
            value={member.role}
            options={rolesFor(looker)}
            onChoose={(role) => onRole(member, role)}
          />
        ) : (
          <span title={why}>{roleLabel(member.role)}</span>
        );
      },
    },
    {
      key: 'since',
      header: 'Member since',
      of: ({ createdAt }) => Date.parse(createdAt),
      cell: ({ createdAt }) => <Moment at={createdAt} precision="day" />,
    },
    {
      key: 'actions',
      header: <span className="uk-hidden">Actions</span>,
      of: () => null,
      isSortable: false,
      align: 'end',
      cell: (member) => <MemberMenu member={member} looker={looker} canRemove={whyFixed(member, members, looker) === null} onAct={onAct} />,
    },
  ];
}
