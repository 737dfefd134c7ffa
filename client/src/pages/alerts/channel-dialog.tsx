import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import type { Saved } from '../../controls/form/use-form.ts';
import { CreateAlertChannelDocument, UpdateAlertChannelDocument } from '../../graphql/generated/graphql.ts';
import type { AlertChannelInput, AlertChannelKind, ChannelRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Field, FieldStack, TextField } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { emptyChannel, readChannel } from './channel-form.ts';
import type { ChannelDraft } from './channel-form.ts';
import { channelKinds } from './words.ts';

/** What was made; the secret of a webhook is shown once. */
export interface MadeChannel {
  readonly name: string;
  readonly secret: string | null;
}

export interface ChannelDialogProps {
  /** null: a new one. */
  readonly channel: ChannelRowFragment | null;
  readonly onSaved: (made: MadeChannel) => void;
  readonly onClose: () => void;
}

const kinds = (Object.keys(channelKinds) as AlertChannelKind[]).map((value) => ({ value, label: channelKinds[value] }));

const urlHints: Readonly<Record<'SLACK' | 'TEAMS' | 'WEBHOOK', string>> = {
  SLACK: 'An incoming webhook of a Slack app: https://hooks.slack.com/services/…',
  TEAMS: 'The address of a workflow “Post to a channel when a webhook request is received”',
  WEBHOOK: 'Receives signed requests by Standard Webhooks; the secret is shown once, after saving',
};

/** Adds a channel, or changes one: its kind stays, and where it leads stays where nothing is typed. */
export function ChannelDialog({ channel, onSaved, onClose }: ChannelDialogProps) {
  const client = useClient();
  const isKnown = channel !== null;
  const form = useForm<ChannelDraft, AlertChannelInput, MadeChannel>({
    start:
      channel === null
        ? emptyChannel
        : { ...emptyChannel, kind: channel.kind, name: channel.name, recipients: channel.kind === 'EMAIL' ? channel.target : '' },
    check: (draft) => readChannel(draft, isKnown),
    save: async ({ kind, ...rest }): Promise<Saved<ChannelDraft, MadeChannel>> => {
      if (channel !== null) {
        const sent = await send(client, UpdateAlertChannelDocument, { input: { id: channel.id, isEnabled: channel.isEnabled, ...rest } });
        return sent.ok ? { ok: true, data: { name: rest.name, secret: sent.data.updateAlertChannel.secret } } : sent;
      }
      const sent = await send(client, CreateAlertChannelDocument, { input: { kind, ...rest } });
      return sent.ok ? { ok: true, data: { name: rest.name, secret: sent.data.createAlertChannel.secret } } : sent;
    },
    onSaved: (made) => {
      onSaved(made);
      onClose();
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title={channel === null ? 'Add a channel' : `Edit ${channel.name}`}
      says="Rules choose which channels they notify."
      save={channel === null ? 'Add channel' : 'Save channel'}
    >
      <FieldStack>
        <TextField label="Name" value={draft.name} onText={(name) => change({ name })} problem={problems['name']} maxLength={100} />
        {!isKnown && (
          <Field label="Kind" problem={problems['kind']}>
            {({ id }) => <Select id={id} label="Kind" value={draft.kind} options={kinds} onChoose={(kind) => change({ kind })} />}
          </Field>
        )}
        {draft.kind === 'EMAIL' && (
          <TextField
            label="Recipients"
            value={draft.recipients}
            onText={(recipients) => change({ recipients })}
            problem={problems['recipients']}
            placeholder="on-call@example.com, …"
            inputMode="email"
          />
        )}
        {draft.kind === 'PAGERDUTY' && (
          <TextField
            label="Integration key"
            value={draft.routingKey}
            onText={(routingKey) => change({ routingKey })}
            problem={problems['routingKey']}
            hint="Of a service with an Events API v2 integration: 32 letters and digits"
            placeholder={isKnown ? 'stays as it is' : ''}
            autoComplete="off"
            mono
          />
        )}
        {(draft.kind === 'SLACK' || draft.kind === 'TEAMS' || draft.kind === 'WEBHOOK') && (
          <TextField
            label="Address"
            value={draft.url}
            onText={(url) => change({ url })}
            problem={problems['url']}
            hint={urlHints[draft.kind]}
            placeholder={isKnown ? 'stays as it is' : 'https://'}
            inputMode="url"
            autoComplete="off"
            mono
          />
        )}
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
