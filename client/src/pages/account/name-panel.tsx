import { Panel } from 'ui-kit/panel';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { sendAuth } from '../../graphql/auth.ts';
import { Button } from '../../primitives/button.tsx';
import { TextField } from '../../primitives/field.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './account.module.css';

export interface NamePanelProps {
  readonly person: { readonly name: string; readonly email: string };
  readonly onSaved: () => void;
}

/** Who one is to others. */
export function NamePanel({ person: { name, email }, onSaved }: NamePanelProps) {
  const form = useForm<{ readonly name: string }, { readonly name: string }, unknown>({
    start: { name },
    check: (draft) =>
      draft.name.trim() === ''
        ? { ok: false, problems: { name: 'Give the name that others see.' } }
        : { ok: true, value: { name: draft.name.trim() } },
    save: (value) => sendAuth('/account', value),
    onSaved: () => {
      onSaved();
      notify({ title: 'Your name is saved.' });
    },
  });
  return (
    <Panel title="You" hint={email}>
      <FormBody form={form} className={styles.line}>
        <TextField
          label="Name, as others see it"
          autoComplete="name"
          maxLength={100}
          value={form.draft.name}
          problem={form.problems['name']}
          onText={(text) => form.change({ name: text })}
        />
        <Button type="submit" disabled={!form.isChanged || form.isSaving}>
          Save
        </Button>
      </FormBody>
      <FormRefusal form={form} />
    </Panel>
  );
}
