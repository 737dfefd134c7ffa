import { useEffect, useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { ConfirmDialog, LeaveGuard } from '../../controls/form/form-dialog.tsx';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { Page } from '../../controls/page/page.tsx';
import { May, useMay } from '../../controls/viewer.ts';
import {
  FilterChoicesDocument,
  ResetWorkspaceSettingsDocument,
  SetWorkspaceSettingsDocument,
  WorkspaceSettingsChangedDocument,
  WorkspaceSettingsDocument,
} from '../../graphql/generated/graphql.ts';
import type {
  SettingsFragment,
  SetWorkspaceSettingsMutation,
  WorkspaceSettingsChangedSubscription,
  WorkspaceSettingsInput,
  WorkspaceSettingsQuery,
} from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { actorWords } from '../../panels/audit/actor-words.ts';
import { Button } from '../../primitives/button.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { draftOf, readDraft } from './settings-form.ts';
import type { SettingsDraft } from './settings-form.ts';
import { CalendarPanel, ElsewherePanel, SlaPanel, TargetsPanel } from './settings-panels.tsx';
import styles from './settings.module.css';

const nothing = {};
const apply = (
  _data: WorkspaceSettingsQuery,
  { workspaceSettingsChanged }: WorkspaceSettingsChangedSubscription,
): WorkspaceSettingsQuery => ({
  workspaceSettings: workspaceSettingsChanged,
});

/** What the workspace measures itself by, followed as others change it. */
export function SettingsPage() {
  const answer = useLiveQuery({
    query: WorkspaceSettingsDocument,
    variables: nothing,
    changes: { subscription: WorkspaceSettingsChangedDocument, apply },
  });
  const { data, reload, update } = answer;
  if (data === null)
    return (
      <Page title="Settings">
        <Panel
          title="Settings"
          load={loadOf(answer, ({ workspaceSettings }) => workspaceSettings)}
          onRetry={reload}
          skeleton="rows"
          minHeight={320}
          empty={{ says: 'There are no settings.', how: 'Ask again.' }}
        >
          {() => null}
        </Panel>
      </Page>
    );
  return <Followed stored={data.workspaceSettings} onSaved={(workspaceSettings) => update(() => ({ workspaceSettings }))} />;
}

/** The form of the newest settings; a draft that is being typed stays, and its reader is asked. */
function Followed({ stored, onSaved }: { readonly stored: SettingsFragment; readonly onSaved: (settings: SettingsFragment) => void }) {
  const [shown, setShown] = useState(stored);
  const [isChanged, setChanged] = useState(false);
  const isNewer = stored.updatedAt !== shown.updatedAt;
  if (isNewer && !isChanged) setShown(stored);
  return (
    <SettingsForm
      key={shown.updatedAt ?? ''}
      stored={shown}
      theirs={isNewer ? stored : null}
      onTake={(settings) => {
        setShown(settings);
        onSaved(settings);
      }}
      onChanged={setChanged}
    />
  );
}

interface SettingsFormProps {
  readonly stored: SettingsFragment;
  /** What others have saved since; null: nothing. */
  readonly theirs: SettingsFragment | null;
  readonly onTake: (settings: SettingsFragment) => void;
  readonly onChanged: (isChanged: boolean) => void;
}

function SettingsForm({ stored, theirs, onTake, onChanged }: SettingsFormProps) {
  const client = useClient();
  const mayEdit = useMay('EDIT_SETTINGS');
  const [isResetting, setResetting] = useState(false);
  const choices = useLiveQuery({ query: FilterChoicesDocument, variables: nothing });
  const form = useForm<SettingsDraft, WorkspaceSettingsInput, SetWorkspaceSettingsMutation>({
    start: draftOf(stored),
    check: readDraft,
    save: (input) => send(client, SetWorkspaceSettingsDocument, { input }),
    onSaved: ({ setWorkspaceSettings }) => {
      notify({ title: 'Settings saved.', says: 'They hold for everybody in this workspace.' });
      onChanged(false);
      onTake(setWorkspaceSettings);
      return draftOf(setWorkspaceSettings);
    },
  });
  const { draft, problems, isChanged, isSaving } = form;
  useEffect(() => onChanged(isChanged), [isChanged, onChanged]);
  const panels = { draft, problems, onChange: form.change };
  const names = { MODEL: choices.data?.filterOptions.models ?? [], ENVIRONMENT: choices.data?.filterOptions.environments ?? [] };
  const { updatedAt, lastChange } = stored;
  return (
    <Page
      title="Settings"
      actions={
        <May permission="EDIT_SETTINGS" otherwise={<span className="quiet">Editors change this.</span>}>
          {isChanged && <Button onClick={form.undo}>Undo</Button>}
          {updatedAt != null && !isChanged && <Button onClick={() => setResetting(true)}>Reset to defaults</Button>}
          <Button tone="primary" form={form.id} type="submit" disabled={!isChanged || isSaving}>
            {isSaving ? 'Saving' : 'Save'}
          </Button>
        </May>
      }
    >
      <FormBody form={form} className={styles.page}>
        <FormRefusal form={form} />
        {theirs !== null && (
          <p className={styles.theirs} role="status">
            {theirs.lastChange == null ? 'Another person' : visible(actorWords(theirs.lastChange.actor))} has changed these settings
            meanwhile. Saving replaces theirs.
            <Button
              onClick={() => {
                onChanged(false);
                onTake(theirs);
              }}
            >
              Take theirs
            </Button>
          </p>
        )}
        <fieldset className={styles.column} disabled={!mayEdit}>
          <legend className="uk-hidden">Settings of the workspace</legend>
          <TargetsPanel {...panels} />
          <div className={styles.columns}>
            <SlaPanel {...panels} names={names} />
            <CalendarPanel {...panels} />
          </div>
        </fieldset>
        <ElsewherePanel />
        <p className={styles.small}>
          {lastChange == null ? (
            'Never changed: the defaults hold.'
          ) : (
            <>
              {updatedAt == null ? 'Reset to the defaults' : 'Last changed'} <Ago at={lastChange.at} /> by{' '}
              {visible(actorWords(lastChange.actor))}.
            </>
          )}
        </p>
      </FormBody>
      {isResetting && (
        <ConfirmDialog
          title="Reset to defaults?"
          says="Thresholds of models and environments, targets, time zone and week are taken back for everybody in this workspace."
          action="Reset settings"
          run={() => send(client, ResetWorkspaceSettingsDocument, nothing)}
          onDone={({ resetWorkspaceSettings }) => onTake(resetWorkspaceSettings)}
          onClose={() => setResetting(false)}
        />
      )}
      <LeaveGuard isChanged={isChanged} />
    </Page>
  );
}
