import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { PasswordField } from '../../panels/signing-in/password-field.tsx';
import { FieldStack } from '../../primitives/field.tsx';

export interface PasswordDialogProps<Data> {
  readonly title: string;
  readonly says: string;
  readonly save: string;
  readonly tone?: 'bad' | undefined;
  /** The account has one: it is asked for. */
  readonly hasPassword: boolean;
  readonly path: string;
  readonly onDone: (data: Data) => void;
  /** Called when it is done, too, unless `staysOpen`. */
  readonly onClose: () => void;
  readonly staysOpen?: boolean;
}

/** Asks for the password before a way in is changed: an open browser alone is not enough. */
export function PasswordDialog<Data>({
  title,
  says,
  save,
  tone,
  hasPassword,
  path,
  onDone,
  onClose,
  staysOpen = false,
}: PasswordDialogProps<Data>) {
  const form = useForm<{ readonly password: string }, object, Data>({
    start: { password: '' },
    check: ({ password }) =>
      hasPassword && password === ''
        ? { ok: false, problems: { password: 'Give your password.' } }
        : { ok: true, value: hasPassword ? { password } : {} },
    save: (value) => sendAuth<Data>(path, value),
    onSaved: (data) => {
      onDone(data);
      if (!staysOpen) onClose();
    },
  });
  return (
    <FormDialog form={form} onClose={onClose} title={title} says={says} save={save} tone={tone}>
      <FieldStack>
        {hasPassword && (
          <PasswordField
            label="Your password"
            kind="current"
            value={form.draft.password}
            problem={form.problems['password']}
            onText={(password) => form.change({ password })}
          />
        )}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
