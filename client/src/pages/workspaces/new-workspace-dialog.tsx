import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { CreateWorkspaceDocument } from '../../graphql/generated/graphql.ts';
import type { CreateWorkspaceInput } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { baseOf } from '../../graphql/workspace.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { slugOf } from './slug.ts';

interface Draft {
  readonly name: string;
  /** null: made from the name. */
  readonly slug: string | null;
}

const slugForm = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** A workspace of one’s own; it is opened once it is there. */
export function NewWorkspaceDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const form = useForm<Draft, CreateWorkspaceInput, string>({
    start: { name: '', slug: null },
    check: ({ name, slug }) => {
      const problems: Record<string, string> = {};
      if (name.trim() === '') problems['name'] = 'Give it a name.';
      if (slug !== null && slug !== '' && !slugForm.test(slug)) problems['slug'] = 'Small letters a to z, digits, and dashes between them.';
      if (Object.keys(problems).length > 0) return { ok: false, problems };
      return { ok: true, value: { name: name.trim(), ...(slug !== null && slug !== '' && { slug }) } };
    },
    save: async (input) => {
      const sent = await send(client, CreateWorkspaceDocument, { input });
      return sent.ok ? { ok: true, data: sent.data.createWorkspace.slug } : sent;
    },
    onSaved: (slug) => window.location.assign(`${baseOf(slug)}/connect`),
  });
  const { draft, problems, change } = form;
  const slug = draft.slug ?? slugOf(draft.name);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="New workspace"
      says="It begins empty, with you as its owner. Nothing of another workspace is seen in it."
      save="Create workspace"
    >
      <FieldStack>
        <TextField label="Name" maxLength={100} value={draft.name} problem={problems['name']} onText={(name) => change({ name })} />
        <TextField
          label="Name in addresses"
          maxLength={50}
          value={slug}
          problem={problems['slug']}
          hint={
            slug === ''
              ? 'It stays, whatever the workspace is called later.'
              : `${baseOf(slug)}/ – it stays, whatever the workspace is called later.`
          }
          mono
          autoCapitalize="none"
          spellCheck={false}
          onText={(text) => change({ slug: text })}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
