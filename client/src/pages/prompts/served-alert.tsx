import { useEffect, useState } from 'react';
import { visible } from 'ui-kit/visible';
import { useClient } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { PromptAsServedDocument, PromptsChangedDocument } from '../../graphql/generated/graphql.ts';
import type { WholePromptFragment } from '../../graphql/generated/graphql.ts';
import { refusalOf } from '../../graphql/refusal.ts';
import { useChanges } from '../../graphql/use-live.ts';
import styles from './prompts.module.css';

const served = 'production';

/** Says where applications that ask for production get no prompt: its references lead in a circle, or to a prompt that there is not. */
export function ServedAlert({ prompt: { name, labels } }: { readonly prompt: WholePromptFragment }) {
  const client = useClient();
  const version = labels.find(({ label }) => label === served)?.version ?? null;
  const [problem, setProblem] = useState<string | null>(null);
  // What it refers to may change, too.
  const [changeCount, setChangeCount] = useState(0);
  useChanges(PromptsChangedDocument, {}, () => setChangeCount((now) => now + 1));
  useEffect(() => {
    if (version === null) return undefined;
    return client.query(asDocument(PromptAsServedDocument), { name, version }, { requestPolicy: 'network-only' }).subscribe(({ error }) => {
      const refusal = error === undefined ? null : refusalOf(error);
      setProblem(refusal?.code === 'PROMPT_REFERENCE' ? refusal.message : null);
    }).unsubscribe;
  }, [client, name, version, changeCount]);
  if (version === null || problem === null) return null;
  return (
    <p className={styles.alert} role="alert">
      Applications that ask for {served} (version {version}) get no prompt. {visible(problem)}
    </p>
  );
}
