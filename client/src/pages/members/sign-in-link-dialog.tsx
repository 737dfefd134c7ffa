import { useState } from 'react';
import { useClient } from 'urql';
import { CreateSignInLinkDocument } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { LinkDialog } from './link-dialog.tsx';

export interface SignInLinkDialogProps {
  readonly memberId: string;
  readonly name: string;
  readonly onClose: () => void;
}

/** Makes a link by which a member who can’t sign in sets a new password; shows it once. */
export function SignInLinkDialog({ memberId, name, onClose }: SignInLinkDialogProps) {
  const client = useClient();
  const [made, setMade] = useState<string | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const make = async () => {
    setMaking(true);
    setRefusal(null);
    const sent = await send(client, CreateSignInLinkDocument, { id: memberId });
    setMaking(false);
    if (sent.ok) setMade(sent.data.createSignInLink);
    else setRefusal(sent.refusal.message);
  };
  if (made !== null)
    return (
      <LinkDialog
        link={made}
        says={`The link lets ${name} set a new password once, within an hour. It is not shown again, and no mail goes out.`}
        onClose={onClose}
      />
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Make a sign-in link for ${name}?`}
      says={`For a member who has no password or forgot it. ${name} sets a new one with the link and is signed in; everywhere else they are signed out then. Anyone who opens the link before can do the same: hand it over where only ${name} reads it. An earlier link ends.`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="primary" disabled={isMaking} onClick={() => void make()}>
            Make the link
          </Button>
        </>
      }
    >
      {refusal !== null && <FormProblem>{refusal}</FormProblem>}
    </Dialog>
  );
}
