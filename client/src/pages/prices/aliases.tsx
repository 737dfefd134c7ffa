import { Panel } from 'ui-kit/panel';
import { useState } from 'react';
import { useClient } from 'urql';
import { FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { useMay } from '../../controls/viewer.ts';
import { SaveModelAliasDocument } from '../../graphql/generated/graphql.ts';
import type { AliasFragment, ModelAliasInput, SaveModelAliasMutation, TaskFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { notify } from '../../primitives/toast.ts';
import styles from './prices.module.css';

export interface AliasesProps {
  readonly aliases: readonly AliasFragment[];
  /** Names to choose from while typing. */
  readonly models: readonly string[];
  readonly onSaved: (task: TaskFragment | null) => void;
}

/** Names of deployments, and the models whose prices hold for them. */
export function Aliases({ aliases, models, onSaved }: AliasesProps) {
  const [isAdded, setAdded] = useState(false);
  const mayEdit = useMay('EDIT_PRICES');
  const client = useClient();
  const remove = async (name: string) => {
    const sent = await send(client, SaveModelAliasDocument, { input: { name, model: null } });
    if (!sent.ok) return notify({ title: 'The alias was not removed.', says: sent.refusal.message });
    return onSaved(sent.data.saveModelAlias.task ?? null);
  };
  return (
    <Panel
      title="Deployments and other names"
      hint="messages of these names cost what the model costs"
      aside={mayEdit && <Button onClick={() => setAdded(true)}>Add a name</Button>}
    >
      {aliases.length === 0 ? (
        <p className="quiet">A deployment at Azure, or a model of a gateway, has a name of its own: say here which model it is.</p>
      ) : (
        <ul className={styles.unpricedList}>
          {aliases.map(({ name, model }) => (
            <li key={name}>
              <span className="mono">{name}</span>
              <span className="quiet">is</span>
              <span className="mono">{model}</span>
              {mayEdit && <Button onClick={() => void remove(name)}>Remove</Button>}
            </li>
          ))}
        </ul>
      )}
      {isAdded && <AliasDialog models={models} onSaved={onSaved} onClose={() => setAdded(false)} />}
    </Panel>
  );
}

interface AliasDraft {
  readonly name: string;
  readonly model: string;
}

function AliasDialog({ models, onSaved, onClose }: Omit<AliasesProps, 'aliases'> & { readonly onClose: () => void }) {
  const client = useClient();
  const form = useForm<AliasDraft, ModelAliasInput, SaveModelAliasMutation>({
    start: { name: '', model: '' },
    check: ({ name, model }) => {
      const problems = {
        ...(name.trim() === '' && { name: 'Give the name that messages have.' }),
        ...(model.trim() === '' && { model: 'Give the name of a model that has a price.' }),
      };
      return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, value: { name: name.trim(), model: model.trim() } };
    },
    save: (input) => send(client, SaveModelAliasDocument, { input }),
    onSaved: ({ saveModelAlias }) => {
      onSaved(saveModelAlias.task ?? null);
      onClose();
    },
  });
  const { draft, problems, change } = form;
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Add a name of a model"
      save="Save name"
      says="Messages of that name are repriced in the background."
    >
      <FieldStack>
        <TextField
          label="Name in messages"
          value={draft.name}
          onText={(name) => change({ name })}
          problem={problems['name']}
          list="alias-models"
          mono
        />
        <TextField
          label="Model whose price holds"
          value={draft.model}
          onText={(model) => change({ model })}
          problem={problems['model']}
          list="alias-models"
          mono
        />
        <datalist id="alias-models">
          {models.map((model) => (
            <option key={model} value={model} />
          ))}
        </datalist>
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}
