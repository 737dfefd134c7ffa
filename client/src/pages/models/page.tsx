import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useMemo, useState } from 'react';
import { useClient } from 'urql';
import { Page } from '../../controls/page/page.tsx';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { keepView } from '../../controls/use-view.ts';
import { useMay } from '../../controls/viewer.ts';
import { DeleteModelDocument, ModelsDocument, ModelsUseDocument } from '../../graphql/generated/graphql.ts';
import type { ModelCardFragment, ModelRowFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { NoPrice } from '../../panels/messages/no-price.tsx';
import { MethodBadge } from '../../panels/analytics/method-badge.tsx';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { Ago, Moment } from '../../primitives/moment.tsx';
import { ModelDialog } from './model-dialog.tsx';
import { visible } from 'ui-kit/visible';
import styles from './models.module.css';

interface Row {
  readonly model: ModelCardFragment;
  readonly use: ModelRowFragment | undefined;
}

/** The registry: every model that messages have named, or that was entered by hand. */
export function ModelsPage() {
  const answer = useLiveQuery({ query: ModelsDocument, variables: {} });
  const { data: used } = useLiveQuery({ query: ModelsUseDocument, variables: { filter: {} } });
  const [edited, setEdited] = useState<{ readonly model: ModelCardFragment | null } | null>(null);
  const [deleted, setDeleted] = useState<ModelCardFragment | null>(null);
  const mayEdit = useMay('EDIT_MODELS');
  const columns = useMemo(() => columnsOf(mayEdit ? { onEdit: (model) => setEdited({ model }), onDelete: setDeleted } : null), [mayEdit]);
  const load = loadOf(answer, ({ models }): Row[] | null =>
    models.length === 0
      ? null
      : models.map((model) => ({
          model,
          use: used?.analytics.byModel.find(
            (row) => row.model === model.name && (row.provider == null || model.provider == null || row.provider === model.provider),
          ),
        })),
  );
  return (
    <Page
      title="Models"
      actions={
        mayEdit && (
          <Button tone="primary" icon="plus" onClick={() => setEdited({ model: null })}>
            Add model
          </Button>
        )
      }
    >
      <Panel
        title="Registry"
        hint="how each model was made, where it runs, and what it did over all time"
        flush
        skeleton="rows"
        minHeight={240}
        load={load}
        onRetry={answer.reload}
        empty={{
          says: 'No model yet.',
          how: 'A model appears here by itself when a message names it; one that is not in use yet can be added by hand.',
          action: mayEdit ? <Button onClick={() => setEdited({ model: null })}>Add a model</Button> : undefined,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Models"
            columns={columns}
            rows={rows}
            rowKey={({ model }) => model.id}
            initialSort={{ key: 'messages', direction: 'descending' }}
            rowHeight={34}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
      {edited !== null && <ModelDialog model={edited.model} onSaved={answer.reload} onClose={() => setEdited(null)} />}
      {deleted !== null && <DeleteModel model={deleted} onDeleted={answer.reload} onClose={() => setDeleted(null)} />}
    </Page>
  );
}

interface Acts {
  readonly onEdit: (model: ModelCardFragment) => void;
  readonly onDelete: (model: ModelCardFragment) => void;
}

/** `acts` null: the reader may change none. */
function columnsOf(acts: Acts | null): readonly Column<Row>[] {
  return [...columns, ...(acts === null ? [] : [actionsOf(acts)])];
}

const columns: readonly Column<Row>[] = [
  {
    key: 'name',
    header: 'Model',
    of: ({ model }) => model.name,
    cell: ({ model }) => (
      <Link to="/models/$modelName" params={{ modelName: model.name }} search={keepView} className={styles.name}>
        {visible(model.name)}
      </Link>
    ),
  },
  { key: 'provider', header: 'Provider', of: ({ model }) => model.provider ?? null },
  {
    key: 'method',
    header: 'Method',
    of: ({ model }) => model.trainingMethod ?? null,
    cell: ({ model }) => <MethodBadge method={model.trainingMethod ?? null} />,
  },
  { key: 'base', header: 'Base', of: ({ model }) => model.baseModel ?? null },
  { key: 'dataset', header: 'Dataset', of: ({ model }) => model.trainingDataset ?? null },
  {
    key: 'deployed',
    header: 'Deployed',
    of: ({ model }) => (model.deployment?.deployedAt == null ? null : Date.parse(model.deployment.deployedAt)),
    cell: ({ model }) => <Deployed model={model} />,
  },
  { key: 'messages', header: 'Messages', of: ({ use }) => use?.messageCount ?? null, unit: 'count' },
  { key: 'success', header: 'Success', of: ({ use }) => use?.successShare ?? null, unit: 'share' },
  {
    key: 'price',
    header: '$ per 1M in / out',
    of: ({ model }) => model.price?.rates.inputUsdPerMillion ?? null,
    align: 'end',
    cell: ({ model }) => <PriceCell model={model} />,
  },
  {
    key: 'seen',
    header: 'First seen',
    of: ({ model }) => (model.firstSeenAt == null ? null : Date.parse(model.firstSeenAt)),
    cell: ({ model }) => (model.firstSeenAt == null ? <span className="quiet">not yet</span> : <Ago at={model.firstSeenAt} />),
  },
];

function actionsOf({ onEdit, onDelete }: Acts): Column<Row> {
  return {
    key: 'actions',
    header: <span className="uk-hidden">Actions</span>,
    of: () => null,
    isSortable: false,
    align: 'end',
    cell: ({ model }) => (
      <Menu trigger={<IconButton icon="more" label={`Actions for ${model.name}`} />}>
        <MenuItem icon="edit" onChoose={() => onEdit(model)}>
          Edit
        </MenuItem>
        <MenuItem icon="trash" tone="bad" onChoose={() => onDelete(model)}>
          Delete
        </MenuItem>
      </Menu>
    ),
  };
}

function Deployed({ model }: { readonly model: ModelCardFragment }) {
  const { deployment } = model;
  if (deployment == null) return <span className="quiet">–</span>;
  return (
    <span title={deployment.endpoint ?? undefined}>
      {deployment.type ?? 'yes'}
      {deployment.deployedAt != null && (
        <span className="quiet">
          {' '}
          <Moment at={deployment.deployedAt} precision="day" />
        </span>
      )}
    </span>
  );
}

export function PriceCell({ model }: { readonly model: Pick<ModelCardFragment, 'name' | 'price'> }) {
  if (model.price == null) return <NoPrice model={model.name} />;
  return (
    <span className="mono">
      {format(model.price.rates.inputUsdPerMillion, 'usd')} / {format(model.price.rates.outputUsdPerMillion, 'usd')}
    </span>
  );
}

function DeleteModel({
  model,
  onDeleted,
  onClose,
}: {
  readonly model: ModelCardFragment;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  return (
    <ConfirmDialog
      title={`Delete ${model.name} from the registry?`}
      says="Its messages and their numbers stay. What was entered about it by hand is gone; the name comes back with its next message."
      action="Delete model"
      run={() => send(client, DeleteModelDocument, { id: model.id })}
      onDone={onDeleted}
      onClose={onClose}
    />
  );
}
