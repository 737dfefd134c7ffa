import { useEffect, useRef, useState } from 'react';
import { useClient } from 'urql';
import { DeleteViewDocument, SaveViewDocument, SetDefaultViewDocument, SetPreferenceDocument } from '../../graphql/generated/graphql.ts';
import type { SaveViewMutation, ViewRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import type { Sent } from '../../graphql/refusal.ts';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
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
  /** The person's own default view of each page, by its id; null: the page has none. */
  readonly defaults: Readonly<Record<string, string>> | null;
  readonly onOpen: (search: string) => void;
  readonly onChanged: () => void;
  readonly onDone: () => void;
}

interface ViewDraft {
  readonly name: string;
}

/** Views to open and to delete, and a name for the one on the page. A name that is there already is saved over. */
export function ViewList({ page, views, shown, search, defaults, onOpen, onChanged, onDone }: ViewListProps) {
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
  const choose = async (sending: Promise<Sent<unknown>>) => {
    const sent = await sending;
    setKept(sent.ok ? null : sent.refusal.message);
    if (sent.ok) onChanged();
  };
  const own = defaults?.[page];
  const chooseOwn = (id: string | null) => {
    const { [page]: _before, ...others } = defaults ?? {};
    void choose(send(client, SetPreferenceDocument, { name: 'defaultView', value: id === null ? others : { ...others, [page]: id } }));
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
                {defaults !== null && view.id === own && <span className={styles.mark}>my default</span>}
                {defaults !== null && view.isDefault && <span className={styles.mark}>workspace</span>}
              </button>
              {defaults !== null && (
                <Menu trigger={<IconButton icon="more" label={`Default with “${view.name}”`} />}>
                  <MenuItem onChoose={() => chooseOwn(view.id === own ? null : view.id)}>
                    {view.id === own ? 'No longer open this page with it' : 'Open this page with it'}
                  </MenuItem>
                  {maySave && (
                    <MenuItem
                      onChoose={() => void choose(send(client, SetDefaultViewDocument, { page, id: view.isDefault ? null : view.id }))}
                    >
                      {view.isDefault ? 'No longer the default of the workspace' : 'Make it the default of the workspace'}
                    </MenuItem>
                  )}
                </Menu>
              )}
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
