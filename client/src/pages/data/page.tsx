import { Panel } from 'ui-kit/panel';
import { useRef, useState } from 'react';
import { useMutation } from 'urql';
import { Page } from '../../controls/page/page.tsx';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { DataPolicyDocument, SetDataPolicyDocument } from '../../graphql/generated/graphql.ts';
import type { PolicyFragment, SetDataPolicyMutationVariables } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button } from '../../primitives/button.tsx';
import { Dialog } from '../../primitives/dialog.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Ago } from '../../primitives/moment.tsx';
import { tell } from '../../primitives/toast.ts';
import { deletions, draftOf, readDraft } from './policy-form.ts';
import type { PolicyDraft } from './policy-form.ts';
import { MaskingPanel, RetentionPanel, SamplingPanel } from './policy-panels.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import styles from './data.module.css';

/** What the workspace keeps of what comes in, how long, and what is made unreadable before it is stored. */
export function DataPage() {
  const answer = useLiveQuery({ query: DataPolicyDocument, variables: {} });
  const { data, reload } = answer;
  const load = loadOf(answer, ({ dataPolicy }) => dataPolicy);
  // Until it is there, and where it cannot be had, one panel says so.
  if (data === null) return <Page title="Data"><Panel title="Data policy" load={load} onRetry={reload} skeleton="rows" minHeight={320} empty={{ says: 'There is no policy.', how: 'Ask again.' }}>{() => null}</Panel></Page>;
  return <PolicyForm stored={data.dataPolicy} onSaved={reload} />;
}

function PolicyForm({ stored, onSaved }: { readonly stored: PolicyFragment; readonly onSaved: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const [policy, setStored] = useState(stored);
  const [draft, setDraft] = useState<PolicyDraft>(() => draftOf(stored));
  const [isTried, setTried] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [doomed, setDoomed] = useState<{ readonly what: readonly string[]; readonly said: SetDataPolicyMutationVariables } | null>(null);
  const [{ fetching }, setPolicy] = useMutation(asDocument(SetDataPolicyDocument));
  const read = readDraft(draft);
  const problems = isTried && !read.ok ? read.problems : {};
  const isChanged = JSON.stringify(draft) !== JSON.stringify(draftOf(policy));
  const change = (said: Partial<PolicyDraft>) => setDraft((now) => ({ ...now, ...said }));
  const send = async (said: SetDataPolicyMutationVariables) => {
    setDoomed(null);
    setRefusal(null);
    const { data, error } = await setPolicy(said);
    if (data === undefined || data === null) return setRefusal(error === undefined ? 'The policy was not saved.' : failureWords(error));
    setStored(data.setDataPolicy);
    setDraft(draftOf(data.setDataPolicy));
    setTried(false);
    tell({ title: 'Data policy saved.', says: 'It holds for what comes in from now on.' });
    onSaved();
    return undefined;
  };
  const save = () => {
    setTried(true);
    // The problem may stand outside of what is in sight.
    if (!read.ok) return void requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid], [data-invalid] input')?.focus());
    const what = deletions(policy, read.policy);
    if (what.length > 0) setDoomed({ what, said: read.policy });
    else void send(read.policy);
    return undefined;
  };
  const panels = { draft, problems, onChange: change };
  return (
    <Page
      title="Data"
      actions={<>{isChanged && <Button onClick={() => { setDraft(draftOf(policy)); setTried(false); setRefusal(null); }}>Undo</Button>}<Button tone="primary" form="data-policy" type="submit" disabled={!isChanged || fetching}>{fetching ? 'Saving' : 'Save'}</Button></>}
    >
      <div className={styles.page}>
        <form ref={form} id="data-policy" className={styles.column} noValidate onSubmit={(event) => { event.preventDefault(); if (isChanged) save(); }}>
          {refusal !== null && <FormProblem>{refusal}</FormProblem>}
          <MaskingPanel {...panels} />
          <RetentionPanel {...panels} />
          <SamplingPanel {...panels} />
          <p className={styles.small}>{policy.updatedAt == null ? 'Never changed: everything is kept as it comes.' : <>Last changed <Ago at={policy.updatedAt} />.</>}</p>
        </form>
        <div className={styles.column}><PreviewPanel mode={draft.mode} kinds={draft.kinds} /></div>
      </div>
      {doomed !== null && (
        <Dialog
          open onClose={() => setDoomed(null)} title="Delete what is older?" says={`Within the hour this deletes ${doomed.what.join(', and ')}. It cannot be undone.`}
          actions={<><Button onClick={() => setDoomed(null)}>Cancel</Button><Button tone="bad" onClick={() => void send(doomed.said)}>Save and delete</Button></>}
        >
          {null}
        </Dialog>
      )}
    </Page>
  );
}
