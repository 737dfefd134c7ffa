import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { DeleteViewDocument, SaveViewDocument } from '../../graphql/generated/graphql.ts';
import type { SaveViewMutation, ViewRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { FormProblem, TextField } from '../../primitives/field.tsx';
import { FormBody, FormRefusal } from '../form/form.tsx';
import { useForm } from '../form/use-form.ts';
import { useMay } from '../viewer.ts';
import { Icon } from '../../primitives/icon.tsx';
import styles from './views.module.css';

export interface ViewListProps {
  readonly page: string;
  readonly views: readonly ViewRowFragment[];
  /** The one that the address shows now; null: none does. */
  readonly shown: ViewRowFragment | null;
  /** What is saved. */
  readonly search: string;
  readonly onOpen: (search: string) => void;
  readonly onChanged: () => void;
  readonly onDone: () => void;
}

interface ViewDraft {
  readonly name: string;
}

/** Views to open and to delete, and a name for the one on the page. A name that is there already is saved over. */
export function ViewList({ page, views, shown, search, onOpen, onChanged, onDone }: ViewListProps) {
  const client = useClient();
  const maySave = useMay('SAVE_VIEWS');
  const [kept, setKept] = useState<string | null>(null);
  const form = useForm<ViewDraft, string, SaveViewMutation>({
    start: { name: '' },
    check: ({ name }) => ({ ok: true, value: name.trim() }),
    save: (name) => send(client, SaveViewDocument, { page, name, search }),
    onSaved: () => {
      onChanged();
      onDone();
    },
  });
  const name = form.draft.name.trim();
  const element = useRef<HTMLDivElement>(null);
  useEffect(() => element.current?.querySelector('input')?.focus(), []);
  const isKnown = views.some((view) => view.name === name);
  const remove = async (id: string) => {
    const sent = await send(client, DeleteViewDocument, { id });
    setKept(sent.ok ? null : sent.refusal.message);
    if (sent.ok) onChanged();
  };
  return (
    <div className={styles.views} ref={element}>
      {views.length === 0 ? (
        <p className={styles.words}>
          None yet. A saved view is the address of this page, by a name: time range, filters, search and order.
        </p>
      ) : (
        <ul className={styles.list}>
          {views.map((view) => (
            <li key={view.id} data-shown={view.id === shown?.id || undefined}>
              <button
                type="button"
                className={styles.open}
                aria-current={view.id === shown?.id || undefined}
                onClick={() => {
                  onOpen(view.search);
                  onDone();
                }}
              >
                <span className={styles.tick}>{view.id === shown?.id && <Icon name="check" />}</span>
                {view.name}
              </button>
              {maySave && <IconButton icon="trash" label={`Delete the view “${view.name}”`} onClick={() => void remove(view.id)} />}
            </li>
          ))}
        </ul>
      )}
      {maySave && (
        <FormBody form={form} className={styles.save}>
          <TextField
            label="Save this view as"
            value={form.draft.name}
            onText={(text) => form.change({ name: text })}
            problem={form.problems['name']}
            maxLength={100}
            placeholder={shown?.name ?? 'slow and failed, today'}
          />
          <Button tone="primary" type="submit" disabled={form.isSaving || name === ''}>
            {isKnown ? 'Save over it' : 'Save'}
          </Button>
        </FormBody>
      )}
      <FormRefusal form={form} />
      {kept !== null && <FormProblem>{kept}</FormProblem>}
    </div>
  );
}
