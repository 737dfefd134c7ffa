import { useEffect, useRef, useState } from 'react';
import { useMutation } from 'urql';
import { asDocument } from '../../graphql/document.ts';
import { failureWords } from '../../graphql/failure.ts';
import { DeleteViewDocument, SaveViewDocument } from '../../graphql/generated/graphql.ts';
import type { ViewRowFragment } from '../../graphql/generated/graphql.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { FormProblem, TextField } from '../../primitives/field.tsx';
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

/** Views to open and to delete, and a name for the one on the page. A name that is there already is saved over. */
export function ViewList({ page, views, shown, search, onOpen, onChanged, onDone }: ViewListProps) {
  const [name, setName] = useState('');
  const [{ fetching, error: refusal }, saveView] = useMutation(asDocument(SaveViewDocument));
  const [{ error: kept }, deleteView] = useMutation(asDocument(DeleteViewDocument));
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('input')?.focus(), []);
  const isKnown = views.some((view) => view.name === name.trim());
  const save = async () => {
    if (name.trim() === '') return;
    const { error } = await saveView({ page, name: name.trim(), search });
    if (error !== undefined) return;
    onChanged();
    onDone();
  };
  const remove = async (id: string) => {
    const { error } = await deleteView({ id });
    if (error === undefined) onChanged();
  };
  const problem = refusal ?? kept;
  return (
    <div className={styles.views} ref={place}>
      {views.length === 0 ? <p className={styles.words}>None yet. A saved view is the address of this page, by a name: time range, filters, search and order.</p> : (
        <ul className={styles.list}>
          {views.map((view) => (
            <li key={view.id} data-shown={view.id === shown?.id || undefined}>
              <button type="button" className={styles.open} aria-current={view.id === shown?.id || undefined} onClick={() => { onOpen(view.search); onDone(); }}>
                <span className={styles.tick}>{view.id === shown?.id && <Icon name="check" />}</span>{view.name}
              </button>
              <IconButton icon="trash" label={`Delete the view “${view.name}”`} onClick={() => void remove(view.id)} />
            </li>
          ))}
        </ul>
      )}
      <form className={styles.save} onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <TextField label="Save this view as" value={name} onText={setName} maxLength={100} placeholder={shown?.name ?? 'slow and failed, today'} />
        <Button tone="primary" type="submit" disabled={fetching || name.trim() === ''}>{isKnown ? 'Save over it' : 'Save'}</Button>
      </form>
      {problem !== undefined && <FormProblem>{failureWords(problem)}</FormProblem>}
    </div>
  );
}
