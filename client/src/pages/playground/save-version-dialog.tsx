import { useNavigate } from '@tanstack/react-router';
import { useId } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import type { Checked } from '../../controls/form/form-state.ts';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { keepView } from '../../controls/use-view.ts';
import { PlaygroundPromptsDocument, SavePromptVersionDocument } from '../../graphql/generated/graphql.ts';
import type { PromptVersionInput, SavePromptVersionMutation } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { notify } from '../../primitives/toast.ts';
import { versionOf } from './version.ts';
import type { Draft } from './draft.ts';

interface Form {
  readonly name: string;
  readonly labels: string;
  readonly comment: string;
}

/** Saves the prompt as it is typed as a version of a prompt that there is, or of a new one. */
export function SaveVersionDialog({ draft, onClose }: { readonly draft: Draft; readonly onClose: () => void }) {
  const client = useClient();
  const navigate = useNavigate();
  const listId = useId();
  const { data } = useLiveQuery({ query: PlaygroundPromptsDocument, variables: {} });
  const prompts = data?.prompts ?? [];
  const form = useForm<Form, PromptVersionInput, SavePromptVersionMutation>({
    start: { name: draft.source?.promptName ?? '', labels: '', comment: '' },
    check: ({ name, labels, comment }): Checked<PromptVersionInput> => {
      if (name.trim() === '') return { ok: false, problems: { name: 'Give the prompt a name.' } };
      const version = versionOf(draft, prompts.find((prompt) => prompt.name === name.trim())?.type ?? null);
      if ('problem' in version) return { ok: false, problems: { name: version.problem } };
      return {
        ok: true,
        value: {
          name: name.trim(),
          ...version,
          labels: labels
            .split(',')
            .map((label) => label.trim())
            .filter((label) => label !== ''),
          ...(comment.trim() !== '' && { comment }),
        },
      };
    },
    save: (input) => send(client, SavePromptVersionDocument, { input }),
    onSaved: ({ savePromptVersion: { name, version } }) => {
      onClose();
      notify({
        title: `Saved as version ${version} of ${name}.`,
        action: {
          label: 'Open',
          onPress: () => void navigate({ to: '/prompts/$promptName', params: { promptName: name }, search: keepView }),
        },
      });
    },
    names: { text: 'name', messages: 'name', config: 'name' },
  });
  const { draft: typed, change, problems } = form;
  const known = prompts.find((prompt) => prompt.name === typed.name.trim());
  return (
    <FormDialog
      form={form}
      title="Save as a prompt version"
      says="Messages are saved as they are typed, with their variables; models, tools, the schema and parameters become the config of the version. Values are not saved."
      save="Save version"
      onClose={onClose}
    >
      <FieldStack>
        <TextField
          label="Prompt"
          value={typed.name}
          onText={(name) => change({ name })}
          list={listId}
          autoComplete="off"
          hint={
            known === undefined
              ? 'A new prompt is made. A slash stands between folders: support/answer.'
              : 'The next version of a prompt that there is; nothing changes for applications until a label moves.'
          }
          problem={problems['name']}
        />
        <datalist id={listId}>
          {prompts.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        <TextField
          label="Labels"
          value={typed.labels}
          onText={(labels) => change({ labels })}
          hint="Separated by commas; they leave the versions that have them. Empty: none."
          problem={problems['labels']}
        />
        <TextField label="What changed" value={typed.comment} onText={(comment) => change({ comment })} problem={problems['comment']} />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
