import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import type { Checked } from '../../controls/form/form-state.ts';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { useMay } from '../../controls/viewer.ts';
import { SavePromptVersionDocument } from '../../graphql/generated/graphql.ts';
import type {
  PromptType,
  PromptVersionContentFragment,
  PromptVersionInput,
  SavePromptVersionMutation,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldRow, FieldStack, TextField } from '../../primitives/field.tsx';
import { Segmented } from '../../primitives/segmented.tsx';
import { draftMessages, jsonOf, listOf } from './words.ts';
import styles from './prompts.module.css';

export interface SaveDialogProps {
  /** What the new version begins with; null: a new prompt. */
  readonly base: { readonly name: string; readonly type: PromptType; readonly content: PromptVersionContentFragment } | null;
  readonly onSaved: (saved: SavePromptVersionMutation['savePromptVersion']) => void;
  readonly onClose: () => void;
}

interface Draft {
  readonly name: string;
  readonly type: PromptType;
  readonly text: string;
  /** JSON. */
  readonly messages: string;
  /** JSON. */
  readonly config: string;
  readonly labels: string;
  readonly comment: string;
}

const firstMessages = draftMessages([{ role: 'system', content: '', placeholder: null }] as never);

/** Saves a version: of a prompt that there is, or the first of a new one. */
export function SaveDialog({ base, onSaved, onClose }: SaveDialogProps) {
  const client = useClient();
  const mayRelease = useMay('RELEASE_PROMPTS');
  const form = useForm<Draft, PromptVersionInput, SavePromptVersionMutation>({
    start: {
      name: base?.name ?? '',
      type: base?.type ?? 'TEXT',
      text: base?.content.text ?? '',
      messages: base?.content.messages == null ? firstMessages : draftMessages(base.content.messages),
      config: base === null ? '{}' : jsonOf(base.content.config),
      labels: base === null && mayRelease ? 'production' : '',
      comment: '',
    },
    check: readDraft,
    save: (input) => send(client, SavePromptVersionDocument, { input }),
    onSaved: ({ savePromptVersion }) => {
      onClose();
      onSaved(savePromptVersion);
    },
  });
  const { draft, change, problems } = form;
  return (
    <FormDialog
      form={form}
      title={base === null ? 'New prompt' : `New version of ${base.name}`}
      says={
        base === null
          ? 'Applications fetch it by its name.'
          : 'Earlier versions stay as they are; nothing changes for applications until a label moves.'
      }
      save={base === null ? 'Save prompt' : 'Save version'}
      wide
      onClose={onClose}
    >
      <FieldStack>
        {base === null && (
          <>
            <TextField
              label="Name"
              value={draft.name}
              onText={(name) => change({ name })}
              hint="A slash stands between folders: support/answer."
              problem={problems['name']}
            />
            <Segmented
              label="Kind"
              value={draft.type}
              options={[
                { value: 'TEXT', label: 'Text' },
                { value: 'CHAT', label: 'Chat' },
              ]}
              onChoose={(type) => change({ type })}
            />
          </>
        )}
        {draft.type === 'TEXT' ? (
          <Field
            label="Text"
            hint="{{name}} is filled in by the application; @@@langfusePrompt:name=other|label=production@@@ stands for another prompt."
            problem={problems['text']}
          >
            {(ids) => (
              <textarea
                {...ids}
                className={`${styles.area} mono`}
                rows={12}
                value={draft.text}
                onChange={(event) => change({ text: event.target.value })}
              />
            )}
          </Field>
        ) : (
          <Field label="Messages" hint='JSON: a list of { "role", "content" } and { "placeholder" }.' problem={problems['messages']}>
            {(ids) => (
              <textarea
                {...ids}
                className={`${styles.area} mono`}
                rows={14}
                spellCheck={false}
                value={draft.messages}
                onChange={(event) => change({ messages: event.target.value })}
              />
            )}
          </Field>
        )}
        <Field label="Config" hint="JSON that applications get with the prompt, such as the model." problem={problems['config']}>
          {(ids) => (
            <textarea
              {...ids}
              className="mono"
              rows={3}
              spellCheck={false}
              value={draft.config}
              onChange={(event) => change({ config: event.target.value })}
            />
          )}
        </Field>
        <FieldRow>
          <TextField
            label="Labels"
            value={draft.labels}
            onText={(labels) => change({ labels })}
            hint="Separated by commas; they leave the versions that have them."
            problem={problems['labels']}
          />
          <TextField label="What changed" value={draft.comment} onText={(comment) => change({ comment })} problem={problems['comment']} />
        </FieldRow>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function readDraft(draft: Draft): Checked<PromptVersionInput> {
  const problems: Record<string, string> = {};
  const parse = (field: 'messages' | 'config', of: string): unknown => {
    try {
      return JSON.parse(of);
    } catch (error) {
      problems[field] = `No JSON: ${(error as Error).message}`;
      return null;
    }
  };
  if (draft.name.trim() === '') problems['name'] = 'Give the prompt a name.';
  const config = parse('config', draft.config.trim() === '' ? '{}' : draft.config);
  const messages = draft.type === 'CHAT' ? parse('messages', draft.messages) : null;
  if (draft.type === 'CHAT' && messages !== null && !Array.isArray(messages)) problems['messages'] = 'A list of messages is taken.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      name: draft.name.trim(),
      ...(draft.type === 'TEXT' ? { text: draft.text } : { messages: messages as PromptVersionInput['messages'] }),
      config,
      labels: listOf(draft.labels),
      ...(draft.comment.trim() !== '' && { comment: draft.comment }),
    },
  };
}
