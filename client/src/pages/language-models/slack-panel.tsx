import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { ConfirmDialog, FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { CreateSlackConnectionDocument, DeleteSlackConnectionDocument } from '../../graphql/generated/graphql.ts';
import type { CreateSlackConnectionInput, LanguageModelsQuery } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { readSlackDraft } from './slack-form.ts';
import type { SlackDraft } from './slack-form.ts';

type Connection = LanguageModelsQuery['slackConnections'][number];

export interface SlackPanelProps {
  readonly answer: Parameters<typeof loadOf<LanguageModelsQuery, readonly Connection[]>>[0];
  readonly mayEdit: boolean;
  readonly onChanged: () => void;
}

/** Slash commands of Slack that ask the assistant, and as whom they read. */
export function SlackPanel({ answer, mayEdit, onChanged }: SlackPanelProps) {
  const client = useClient();
  const [isAdding, setIsAdding] = useState(false);
  const [deleted, setDeleted] = useState<Connection | null>(null);
  const columns = useMemo(() => columnsOf(mayEdit ? setDeleted : null), [mayEdit]);
  const add = mayEdit ? <Button onClick={() => setIsAdding(true)}>Connect Slack</Button> : undefined;
  return (
    <>
      <Panel
        title="Slack"
        hint="slash commands that ask the assistant"
        flush
        skeleton="rows"
        minHeight={120}
        aside={add}
        load={loadOf(answer, ({ slackConnections }) => (slackConnections.length === 0 ? null : slackConnections))}
        onRetry={onChanged}
        empty={{
          says: 'No slash command is connected.',
          how: `Make a Slack app with a slash command that leads to ${window.location.origin}/api/slack/command, and connect it with its signing secret. Its answers are seen by the sender alone, and it changes nothing.`,
        }}
      >
        {(connections) => (
          <DataTable caption="Slack connections" columns={columns} rows={connections} rowKey={({ id }) => id} rowHeight={40} />
        )}
      </Panel>
      {isAdding && <SlackDialog onSaved={onChanged} onClose={() => setIsAdding(false)} />}
      {deleted !== null && (
        <ConfirmDialog
          title={`Disconnect the Slack workspace ${deleted.teamId}?`}
          says="Its signing secret is deleted, and its commands are refused from now on. Conversations stay."
          action="Disconnect"
          run={() => send(client, DeleteSlackConnectionDocument, { id: deleted.id })}
          onDone={onChanged}
          onClose={() => setDeleted(null)}
        />
      )}
    </>
  );
}

function SlackDialog({ onSaved, onClose }: { readonly onSaved: () => void; readonly onClose: () => void }) {
  const client = useClient();
  const form = useForm<SlackDraft, CreateSlackConnectionInput, unknown>({
    start: { teamId: '', signingSecret: '' },
    check: readSlackDraft,
    save: (input) => send(client, CreateSlackConnectionDocument, { input }),
    onSaved: () => {
      onSaved();
      onClose();
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Connect Slack"
      save="Connect"
      says="Everyone who may use the command in Slack reads what you may read in this workspace, as you, with the role that you have at the time; those who link their own account read as themselves. Nothing is changed by it."
    >
      <FieldStack>
        <TextField
          label="Slack workspace"
          value={draft.teamId}
          onText={(teamId) => change({ teamId })}
          problem={problems['teamId']}
          hint="Its id, such as T0123ABCD: the first part of the address of Slack in a browser."
          mono
        />
        <TextField
          label="Signing secret"
          type="password"
          autoComplete="off"
          value={draft.signingSecret}
          onText={(signingSecret) => change({ signingSecret })}
          problem={problems['signingSecret']}
          hint="On the page Basic Information of the Slack app. It is stored encrypted and never shown again."
          mono
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

function columnsOf(onDelete: ((connection: Connection) => void) | null): readonly Column<Connection>[] {
  const shown: readonly Column<Connection>[] = [
    { key: 'team', header: 'Slack workspace', of: ({ teamId }) => teamId, cell: ({ teamId }) => <span className="mono">{teamId}</span> },
    {
      key: 'as',
      header: 'Reads as',
      of: ({ runsAs }) => runsAs,
      cell: ({ runsAs, linkCount }) => (
        <>
          {visible(runsAs)}
          {linkCount > 0 && <span className="quiet"> {`and ${linkCount} linked ${linkCount === 1 ? 'account' : 'accounts'}`}</span>}
        </>
      ),
    },
    { key: 'made', header: 'Connected', of: ({ createdAt }) => createdAt, cell: ({ createdAt }) => <Ago at={createdAt} /> },
    {
      key: 'used',
      header: 'Last command',
      of: ({ usedAt }) => usedAt ?? null,
      cell: ({ usedAt }) => (usedAt == null ? <span className="quiet">none yet</span> : <Ago at={usedAt} />),
    },
  ];
  if (onDelete === null) return shown;
  return [
    ...shown,
    {
      key: 'actions',
      header: <span className="uk-hidden">Actions</span>,
      of: () => null,
      isSortable: false,
      align: 'end',
      cell: (connection) => (
        <Button tone="bare" aria-label={`Disconnect ${connection.teamId}`} onClick={() => onDelete(connection)}>
          Disconnect
        </Button>
      ),
    },
  ];
}
