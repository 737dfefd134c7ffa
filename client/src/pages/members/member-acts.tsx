import { useClient } from 'urql';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { useViewer } from '../../controls/viewer.ts';
import { LeaveWorkspaceDocument, TransferOwnershipDocument } from '../../graphql/generated/graphql.ts';
import type { MemberRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { canMakeLink } from './member-rules.ts';
import type { Looker } from './member-rules.ts';
import { SignInLinkDialog } from './sign-in-link-dialog.tsx';

/** What can be done about a member, beside giving another role. */
export type Act = 'remove' | 'leave' | 'transfer' | 'link';

interface MemberMenuProps {
  readonly onAct: (act: Act, member: MemberRowFragment) => void;
  readonly member: MemberRowFragment;
  readonly looker: Looker;
  readonly canRemove: boolean;
}

/** The acts that the one who looks may do about a member; nothing where there are none. */
export function MemberMenu({ member, looker, canRemove, onAct }: MemberMenuProps) {
  const canTransfer = looker.role === 'OWNER' && looker.mayEdit && !member.isViewer && member.role !== 'OWNER';
  const getsLink = canMakeLink(member, looker);
  if (!member.isViewer && !canRemove && !canTransfer && !getsLink) return null;
  return (
    <Menu trigger={<IconButton icon="more" label={`Actions for ${member.name || member.email}`} />}>
      {getsLink && (
        <MenuItem icon="link" onChoose={() => onAct('link', member)}>
          Make a sign-in link
        </MenuItem>
      )}
      {canTransfer && (
        <MenuItem icon="star" onChoose={() => onAct('transfer', member)}>
          Hand the workspace over
        </MenuItem>
      )}
      {member.isViewer ? (
        <MenuItem icon="right" tone="bad" onChoose={() => onAct('leave', member)}>
          Leave the workspace
        </MenuItem>
      ) : (
        canRemove && (
          <MenuItem icon="trash" tone="bad" onChoose={() => onAct('remove', member)}>
            Remove
          </MenuItem>
        )
      )}
    </Menu>
  );
}

interface ActDialogProps {
  readonly act: Act;
  readonly member: MemberRowFragment;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Asks before the act is done. */
export function ActDialog({ act, member, onDone, onClose }: ActDialogProps) {
  const client = useClient();
  const viewer = useViewer();
  const name = member.name || member.email;
  const done = () => {
    if (act !== 'remove') viewer?.reload();
    if (act !== 'leave') onDone();
  };
  if (act === 'link') return <SignInLinkDialog memberId={member.id} name={name} onClose={onClose} />;
  if (act === 'leave')
    return (
      <ConfirmDialog
        title="Leave this workspace?"
        says="You lose access at once, and your personal keys for it end. Only an administrator can invite you back."
        action="Leave"
        run={() => send(client, LeaveWorkspaceDocument, {})}
        onDone={done}
        onClose={onClose}
      />
    );
  if (act === 'transfer')
    return (
      <ConfirmDialog
        title={`Hand the workspace over to ${name}?`}
        says={`${name} becomes an owner, and you an administrator. Only an owner can make you one again.`}
        action="Hand over"
        run={() => send(client, TransferOwnershipDocument, { id: member.id })}
        onDone={done}
        onClose={onClose}
      />
    );
  return <KeysDialog member={member} role={null} onDone={done} onClose={onClose} />;
}
