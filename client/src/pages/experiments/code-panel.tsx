import { useState } from 'react';
import { Panel } from 'ui-kit/panel';
import { Snippet } from '../../primitives/snippet.tsx';
import { Tabs } from '../../primitives/tabs.tsx';
import { codeFor } from './code.ts';
import type { CodeSample } from './code.ts';
import type { Experiment } from './experiment-page.tsx';
import styles from './experiments.module.css';

/** Code that asks for the experiment, to copy. */
export function CodePanel({ experiment }: { readonly experiment: Experiment }) {
  const samples = codeFor(experiment, window.location.origin);
  const [chosen, setChosen] = useState<CodeSample['value']>('own-js');
  const sample = samples.find(({ value }) => value === chosen) ?? samples[0];
  return (
    <Panel title="Code" hint="whatever the client, one answer" flush>
      <div className={styles.code}>
        <Tabs label="Clients" value={chosen} options={samples} onChoose={setChosen}>
          {sample !== undefined && <Snippet label={`Code for ${sample.label}`} says={sample.says} code={sample.code} />}
        </Tabs>
      </div>
    </Panel>
  );
}
