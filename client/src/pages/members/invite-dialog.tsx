import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { roles } from '../../controls/roles.ts';
import { InviteMemberDocument } from '../../graphql/generated/graphql.ts';
import type { InvitationMail, InviteMemberInput, InviteMemberMutation, Role } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { emailProblem, problemsIn } from '../../panels/signing-in/checks.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { notify } from '../../primitives/toast.ts';
import { LinkDialog } from './link-dialog.tsx';
import { rolesFor } from './member-rules.ts';
import type { Looker } from './member-rules.ts';

export interface InviteDialogProps {
  readonly looker: Looker;
  readonly onInvited: () => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly email: string;
  readonly role: Role;
}

/** Asks whom to invite; where no mail goes out, shows the link to hand over. */
export function InviteDialog({ looker, onInvited, onClose }: InviteDialogProps) {
  const client = useClient();
  const [link, setLink] = useState<{ readonly address: string; readonly email: string; readonly mail: InvitationMail } | null>(null);
  const offered = rolesFor(looker);
  const form = useForm<Draft, InviteMemberInput, InviteMemberMutation>({
    start: { email: '', role: offered.some(({ value }) => value === 'VIEWER') ? 'VIEWER' : (offered.at(-1)?.value ?? 'VIEWER') },
    check: ({ email, role }) => {
      const problems = problemsIn({ email: emailProblem(email) });
      return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: { email: email.trim(), role } };
    },
    save: (input) => send(client, InviteMemberDocument, { input }),
    onSaved: ({ inviteMember: { link: address, mail, invitation } }) => {
      onInvited();
      if (address != null) return setLink({ address, mail, email: invitation.email });
      notify({ title: 'The invitation is on its way.', says: `The mail server has taken the mail to ${invitation.email}.` });
      return onClose();
    },
  });
  if (link !== null)
    return (
      <LinkDialog
        link={link.address}
        says={`${whyNoMail[link.mail]} The link admits ${link.email} once, within 7 days; it is not shown again.`}
        onClose={onClose}
      />
    );
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Invite to the workspace"
      save="Invite"
      says="They sign in with this address, or make their account with it."
    >
      <FieldStack>
        <TextField
          label="E-mail"
          type="email"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft.email}
          problem={problems['email']}
          onText={(email) => change({ email })}
        />
        <Field label="Role" problem={problems['role']} hint={roles.find(({ role }) => role === draft.role)?.says}>
          {({ id }) => <Select id={id} label="Role" value={draft.role} options={offered} onChoose={(role) => change({ role })} />}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

const whyNoMail: Readonly<Record<InvitationMail, string>> = {
  SENT: '',
  OFF: 'This server sends no mail.',
  UNADDRESSED: 'No mail went out: the server does not know its own address, which PUBLIC_URL sets.',
  FAILED: 'No mail went out: the mail server did not take it, and the log of this server says why.',
};
