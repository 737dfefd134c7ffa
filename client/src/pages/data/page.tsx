import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { May } from '../../controls/viewer.ts';
import { LeaveGuard } from '../../controls/form/form-dialog.tsx';
import { FormBody, FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { DataPolicyDocument, SetDataPolicyDocument } from '../../graphql/generated/graphql.ts';
import type { PolicyFragment, SetDataPolicyMutation, SetDataPolicyMutationVariables } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { actorWords } from '../../panels/audit/actor-words.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { notify } from '../../primitives/toast.ts';
import { deletions, draftOf, readDraft } from './policy-form.ts';
import type { PolicyDraft } from './policy-form.ts';
import { MaskingPanel, RetentionPanel, SamplingPanel } from './policy-panels.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { UserPanel } from './user-panel.tsx';
import styles from './data.module.css';

/** What the workspace keeps of what comes in, how long, and what is made unreadable before it is stored. */
export function DataPage() {
  const answer = useLiveQuery({ query: DataPolicyDocument, variables: {} });
  const { data, reload } = answer;
  const load = loadOf(answer, ({ dataPolicy }) => dataPolicy);
  // Until it is there, and where it cannot be had, one panel says so.
  if (data === null)
    return (
      <Page title="Data">
        <Panel
          title="Data policy"
          load={load}
          onRetry={reload}
          skeleton="rows"
          minHeight={320}
          empty={{ says: 'There is no policy.', how: 'Ask again.' }}
        >
          {() => null}
        </Panel>
      </Page>
    );
  return <PolicyForm stored={data.dataPolicy} onSaved={reload} />;
}

/** Fields that the form calls otherwise than the API. */
const names = {
  maskingMode: 'mode',
  maskingKinds: 'kinds',
  traceRetentionDays: 'traceDays',
  messageRetentionDays: 'messageDays',
  traceSampleShare: 'sample',
};

function PolicyForm({ stored, onSaved }: { readonly stored: PolicyFragment; readonly onSaved: () => void }) {
  const client = useClient();
  const [policy, setStored] = useState(stored);
  const form = useForm<PolicyDraft, SetDataPolicyMutationVariables, SetDataPolicyMutation>({
    start: draftOf(stored),
    check: (typed) => {
      const read = readDraft(typed);
      return read.ok ? { ok: true, value: read.policy } : read;
    },
    warning: (next) => {
      const what = deletions(policy, next);
      return what.length === 0 ? null : `Within the hour this deletes ${what.join(', and ')}. It cannot be undone.`;
    },
    save: (next) => send(client, SetDataPolicyDocument, next),
    onSaved: ({ setDataPolicy }) => {
      setStored(setDataPolicy);
      notify({ title: 'Data policy saved.', says: 'It holds for what comes in from now on.' });
      onSaved();
      return draftOf(setDataPolicy);
    },
    names,
  });
  const { draft, problems, isChanged, isSaving, warning } = form;
  const panels = { draft, problems, onChange: form.change };
  return (
    <Page
      title="Data"
      actions={
        <May permission="EDIT_POLICY" otherwise={<span className="quiet">Administrators change this.</span>}>
          {isChanged && <Button onClick={form.undo}>Undo</Button>}
          <Button tone="primary" form={form.id} type="submit" disabled={!isChanged || isSaving}>
            {isSaving ? 'Saving' : 'Save'}
          </Button>
        </May>
      }
    >
      <div className={styles.page}>
        <FormBody form={form} className={styles.column}>
          <FormRefusal form={form} />
          <MaskingPanel {...panels} />
          <RetentionPanel {...panels} />
          <SamplingPanel {...panels} />
          <p className={styles.small}>
            {policy.updatedAt == null ? (
              'Never changed: everything is kept as it comes.'
            ) : (
              <>
                Last changed <Ago at={policy.updatedAt} />
                {policy.lastChange != null && ` by ${visible(actorWords(policy.lastChange.actor))}`}.
              </>
            )}
          </p>
        </FormBody>
        <div className={styles.column}>
          <PreviewPanel mode={draft.mode} kinds={draft.kinds} />
        </div>
        <May permission="PERSON_DATA">
          <div className={styles.wide}>
            <UserPanel />
          </div>
        </May>
      </div>
      {warning !== null && (
        <Dialog
          open
          onClose={warning.no}
          title="Delete what is older?"
          says={warning.words}
          actions={
            <>
              <Button onClick={warning.no}>Cancel</Button>
              <Button tone="bad" onClick={warning.yes}>
                Save and delete
              </Button>
            </>
          }
        />
      )}
      <LeaveGuard isChanged={isChanged} />
    </Page>
  );
}
