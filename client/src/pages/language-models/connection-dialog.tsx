import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import {
  CheckModelConnectionDocument,
  CreateModelConnectionDocument,
  UpdateModelConnectionDocument,
} from '../../graphql/generated/graphql.ts';
import type {
  ConnectionRowFragment,
  CreateModelConnectionInput,
  ModelConnectionKind,
  ToolProtocol,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { draftOf, fromPreset, otherServer, readDraft } from './connection-form.ts';
import type { ConnectionDraft, Preset } from './connection-form.ts';

export interface ConnectionDialogProps {
  /** Null: a new one. */
  readonly connection: ConnectionRowFragment | null;
  readonly presets: readonly Preset[];
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

const kinds: readonly { readonly value: ModelConnectionKind; readonly label: string }[] = [
  { value: 'OPENAI_COMPATIBLE', label: 'OpenAI-compatible' },
  { value: 'ANTHROPIC', label: 'Anthropic' },
];
const protocols: readonly { readonly value: ToolProtocol; readonly label: string }[] = [
  { value: 'NATIVE', label: 'Called by the model' },
  { value: 'TEXT', label: 'In text, for models without tool calls' },
];
const states: readonly { readonly value: 'yes' | 'no'; readonly label: string }[] = [
  { value: 'yes', label: 'In use' },
  { value: 'no', label: 'Switched off' },
];

/** Makes a connection to a server of language models, or changes one; then the server is asked for its models. */
export function ConnectionDialog({ connection, presets, onSaved, onClose }: ConnectionDialogProps) {
  const client = useClient();
  const form = useForm<ConnectionDraft, CreateModelConnectionInput, { readonly id: string }>({
    start: draftOf(connection, presets[0]),
    check: readDraft,
    save: async (input) => {
      if (connection === null) {
        const made = await send(client, CreateModelConnectionDocument, { input });
        return made.ok ? { ok: true, data: made.data.createModelConnection } : made;
      }
      const changed = await send(client, UpdateModelConnectionDocument, { input: { ...input, id: connection.id } });
      return changed.ok ? { ok: true, data: changed.data.updateModelConnection } : changed;
    },
    onSaved: ({ id }) => {
      onSaved();
      onClose();
      void send(client, CheckModelConnectionDocument, { id }).then(onSaved);
    },
  });
  const { draft, problems, change } = form;
  const preset = presets.find(({ key }) => key === draft.preset);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={connection === null ? 'Connect a model server' : `Change ${connection.name}`}
      save={connection === null ? 'Connect' : 'Save'}
      says="The server is asked for its models as soon as it is saved. Keys are stored encrypted and never shown again."
    >
      <FieldStack>
        {connection === null && (
          <Field label="Server" hint={preset?.note}>
            {({ id }) => (
              <Select
                id={id}
                label="Server"
                value={draft.preset}
                options={[
                  ...presets.map(({ key, title }) => ({ value: key, label: title })),
                  { value: otherServer, label: 'Another server' },
                ]}
                onChoose={(key) => change(fromPreset(presets.find((one) => one.key === key)))}
              />
            )}
          </Field>
        )}
        <FieldRow>
          <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} mono />
          <Field label="API" problem={problems['kind']}>
            {({ id }) => <Select id={id} label="API" value={draft.kind} options={kinds} onChoose={(kind) => change({ kind })} />}
          </Field>
        </FieldRow>
        <TextField
          label="Address"
          value={draft.baseUrl}
          onText={(baseUrl) => change({ baseUrl })}
          problem={problems['baseUrl']}
          inputMode="url"
          mono
        />
        <TextField
          label="API key"
          type="password"
          autoComplete="off"
          value={draft.apiKey}
          onText={(apiKey) => change({ apiKey })}
          problem={problems['apiKey']}
          hint={
            connection?.hasKey === true
              ? `A key${connection.keyEnd == null ? '' : ` that ends with ${connection.keyEnd}`} is stored; it stays where nothing is typed.`
              : 'Empty where the server wants none.'
          }
          mono
        />
        <FieldRow>
          <Field label="Tools" problem={problems['toolProtocol']}>
            {({ id }) => (
              <Select
                id={id}
                label="Tools"
                value={draft.toolProtocol}
                options={protocols}
                onChoose={(toolProtocol) => change({ toolProtocol })}
              />
            )}
          </Field>
          <Field label="State" problem={problems['isEnabled']}>
            {({ id }) => (
              <Select id={id} label="State" value={draft.enabled} options={states} onChoose={(enabled) => change({ enabled })} />
            )}
          </Field>
        </FieldRow>
        <Field label="Models" problem={problems['allowedModels']} hint="One name a line; empty: every model that the server lists.">
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              rows={4}
              value={draft.allowedModels}
              onChange={(event) => change({ allowedModels: event.target.value })}
            />
          )}
        </Field>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
