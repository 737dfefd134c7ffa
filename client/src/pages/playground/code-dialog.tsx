import { useState } from 'react';
import type { PlaygroundModelsQuery } from '../../graphql/generated/graphql.ts';
import { Dialog } from '../../primitives/dialog.tsx';
import { Select } from '../../primitives/select.tsx';
import { Snippet } from '../../primitives/snippet.tsx';
import { Tabs } from '../../primitives/tabs.tsx';
import { codeForms, codeOf } from './code.ts';
import type { CodeForm, CodeServer } from './code.ts';
import type { Draft } from './draft.ts';
import styles from './playground.module.css';

export interface CodeDialogProps {
  readonly draft: Draft;
  readonly connections: PlaygroundModelsQuery['modelConnections'];
  readonly onClose: () => void;
}

/** The prompt with its first row as a call of a model. Keys stand in the environment, and not in the code. */
export function CodeDialog({ draft, connections, onClose }: CodeDialogProps) {
  const models = [...new Set(draft.models)];
  const [chosen, setChosen] = useState(models[0] ?? '');
  const server = serverOf(chosen, connections);
  const [form, setForm] = useState<CodeForm>(server.kind === 'ANTHROPIC' ? 'anthropic' : 'openai');
  const model = chosen === '' ? 'MODEL' : chosen.slice(chosen.indexOf('/') + 1);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Copy as code"
      says="The prompt with the values of its first row. The key is read from the environment: no key is ever shown here."
      wide
    >
      <div className={styles.code}>
        {models.length > 1 && (
          <Select label="Model" value={chosen} options={models.map((ref) => ({ value: ref, label: ref }))} onChoose={setChosen} />
        )}
        <Tabs label="Form of the code" value={form} options={codeForms} onChoose={setForm}>
          <Snippet label={codeForms.find(({ value }) => value === form)?.label ?? 'Code'} code={codeOf(draft, form, model, server)} />
        </Tabs>
      </div>
    </Dialog>
  );
}

function serverOf(ref: string, connections: PlaygroundModelsQuery['modelConnections']): CodeServer {
  const found = connections.find(({ name }) => name === ref.slice(0, ref.indexOf('/')));
  return found ?? { kind: 'OPENAI_COMPATIBLE', baseUrl: 'https://api.openai.com/v1' };
}
