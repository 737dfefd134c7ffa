import { useNavigate } from '@tanstack/react-router';
import { visible } from 'ui-kit/visible';
import { useMemo, useState } from 'react';
import { useLocale } from 'ui-kit/format';
import { useClient } from 'urql';
import { ConfirmDialog, FormDialog } from '../../controls/form/form-dialog.tsx';
import { FormRefusal } from '../../controls/form/form.tsx';
import { useForm } from '../../controls/form/use-form.ts';
import { customWords } from '../../controls/local-time.ts';
import { useViewQuery } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { DeleteDriftBaselineDocument, DriftBaselinesDocument, PinDriftBaselineDocument } from '../../graphql/generated/graphql.ts';
import type { AnalyticsFilter, PinDriftBaselineInput, PinnedBaselineFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { useLiveQuery } from '../../graphql/use-live.ts';
import { IconButton } from '../../primitives/button.tsx';
import { FieldStack, TextField } from '../../primitives/field.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Select } from '../../primitives/select.tsx';
import styles from './drift.module.css';

const COMPARED = '';

/** What the window is compared with: the period chosen for all pages, or a baseline that was pinned. Pins the window as one, and deletes one. */
export function BaselineChoice({ pinned }: { readonly pinned: string | undefined }) {
  const navigate = useNavigate({ from: '/drift' });
  const { data, reload } = useLiveQuery({ query: DriftBaselinesDocument, variables: useMemo(() => ({}), []) });
  const mayPin = useMay('SAVE_VIEWS');
  const [opened, setOpened] = useState<'pin' | 'delete' | null>(null);
  const baselines = data?.driftBaselines ?? [];
  const chosen = baselines.find(({ id }) => id === pinned) ?? null;
  const choose = (id: string | undefined) =>
    void navigate({ search: (held) => ({ ...held, pinned: id }), replace: true, resetScroll: false });
  return (
    <>
      <span className={styles.baseline}>
        <Select
          label="Baseline"
          value={chosen?.id ?? COMPARED}
          options={[
            { value: COMPARED, label: 'Beside the compared period' },
            ...baselines.map(({ id, name }) => ({ value: id, label: `Beside ${visible(name)}` })),
          ]}
          onChoose={(id) => choose(id === COMPARED ? undefined : id)}
        />
      </span>
      {mayPin && (
        <Menu trigger={<IconButton icon="more" label="Baselines" />}>
          <MenuItem onChoose={() => setOpened('pin')}>Pin this window as a baseline</MenuItem>
          {chosen !== null && (
            <MenuItem tone="bad" onChoose={() => setOpened('delete')}>
              Delete the baseline {visible(chosen.name)}
            </MenuItem>
          )}
        </Menu>
      )}
      {opened === 'pin' && <PinDialog onPinned={reload} onClose={() => setOpened(null)} />}
      {opened === 'delete' && chosen !== null && (
        <DeleteDialog
          baseline={chosen}
          onDeleted={() => {
            choose(undefined);
            reload();
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

/** The filter without what is about time. */
const withoutTime = ({ from: _from, to: _to, timeZone: _zone, weekStart: _week, ...filter }: AnalyticsFilter): AnalyticsFilter => filter;

function PinDialog({ onPinned, onClose }: { readonly onPinned: () => void; readonly onClose: () => void }) {
  const client = useClient();
  const locale = useLocale();
  const { filter } = useViewQuery();
  const { from, to } = filter;
  const form = useForm<{ readonly name: string }, PinDriftBaselineInput, unknown>({
    start: { name: '' },
    check: ({ name }) => {
      if (name.trim() === '') return { ok: false, problems: { name: 'Give it a name.' } };
      if (from == null) return { ok: false, problems: {}, whole: 'Choose a time range with a beginning first: a baseline has both ends.' };
      return { ok: true, value: { name: name.trim(), filter: withoutTime(filter), from, to: to ?? new Date().toISOString() } };
    },
    save: (input) => send(client, PinDriftBaselineDocument, { input }),
    onSaved: () => {
      onPinned();
      onClose();
    },
  });
  const words = customWords({ ...(from != null && { from }), ...(to != null && { to }) }, locale);
  return (
    <FormDialog
      form={form}
      onClose={onClose}
      title="Pin this window as a baseline"
      says={`Later messages can be compared with those of ${words}, under the filters of this page. The messages stay as long as the workspace keeps them.`}
      save="Pin baseline"
    >
      <FieldStack>
        <TextField
          label="Name"
          value={form.draft.name}
          onText={(name) => form.change({ name })}
          problem={form.problems['name']}
          maxLength={100}
        />
        <FormRefusal form={form} />
      </FieldStack>
    </FormDialog>
  );
}

interface DeleteProps {
  readonly baseline: PinnedBaselineFragment;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

function DeleteDialog({ baseline: { id, name }, onDeleted, onClose }: DeleteProps) {
  const client = useClient();
  return (
    <ConfirmDialog
      title={`Delete the baseline ${visible(name)}?`}
      says="Alert rules that compare with it find nothing from then on. The messages stay."
      action="Delete baseline"
      run={() => send(client, DeleteDriftBaselineDocument, { id })}
      onDone={onDeleted}
      onClose={onClose}
    />
  );
}
