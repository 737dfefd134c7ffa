import { Badge } from 'ui-kit/badge';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { format } from 'ui-kit/format';
import { Panel } from 'ui-kit/panel';
import { useSearch } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useClient } from 'urql';
import { Page } from '../../controls/page/page.tsx';
import { ConfirmDialog } from '../../controls/form/form-dialog.tsx';
import { May, useMay } from '../../controls/viewer.ts';
import { DeletePriceDocument, PriceBookDocument } from '../../graphql/generated/graphql.ts';
import type { DeletePriceMutation, PriceLineFragment, TaskFragment } from '../../graphql/generated/graphql.ts';
import { send } from '../../graphql/refusal.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Button, IconButton } from '../../primitives/button.tsx';
import { Menu, MenuItem } from '../../primitives/menu.tsx';
import { notify } from '../../primitives/toast.ts';
import { Aliases } from './aliases.tsx';
import { usePriceImport } from './import-prices.tsx';
import { PriceDialog } from './price-dialog.tsx';
import type { PriceDialogProps } from './price-dialog.tsx';
import { priceSubject, rateKinds } from './price-words.ts';
import { TaskProgress } from './task-progress.tsx';
import { Unpriced } from './unpriced.tsx';
import styles from './prices.module.css';

/** The price book: what a token costs, for whom, from when. Every cost in the product comes from here. */
export function PricesPage() {
  const answer = useLiveQuery({ query: PriceBookDocument, variables: {} });
  const { data, reload } = answer;
  const { add } = useSearch({ from: '/prices' });
  const [edited, setEdited] = useState<{ readonly start: PriceDialogProps['start'] } | null>(() => startOf(add));
  const [deleted, setDeleted] = useState<PriceLineFragment | null>(null);
  const [wanted, setWanted] = useState('');
  const [started, setStarted] = useState<readonly TaskFragment[]>([]);
  const onTask = useCallback(
    (task: TaskFragment | null) => {
      if (task !== null) setStarted((now) => [...now.filter(({ id }) => id !== task.id), task]);
      reload();
    },
    [reload],
  );
  const onEnd = useCallback((task: TaskFragment) => {
    if (task.status === 'SUCCEEDED') setStarted((now) => now.filter(({ id }) => id !== task.id));
  }, []);
  const imported = usePriceImport(onTask);
  const running = (data?.backgroundTasks ?? []).filter(
    ({ kind, status, id }) =>
      kind === 'reprice' && (status === 'RUNNING' || status === 'QUEUED') && !started.some((task) => task.id === id),
  );
  const mayEdit = useMay('EDIT_PRICES');
  const columns = useMemo(
    () => [...plainColumns, ...(mayEdit ? [actionsOf((price) => setEdited({ start: price }), setDeleted)] : [])],
    [mayEdit],
  );
  const words = wanted.trim().toLowerCase();
  const load = loadOf(answer, ({ prices }) =>
    prices.length === 0 ? null : ownFirst(prices.filter((price) => `${priceSubject(price)} ${price.source}`.toLowerCase().includes(words))),
  );
  const shipped = data?.priceTables[0];
  const names = (key: 'name' | 'provider') => [...new Set((data?.models ?? []).map((model) => model[key]).filter((name) => name != null))];
  return (
    <Page
      title="Prices"
      actions={
        <May permission="EDIT_PRICES">
          <Button icon="upload" disabled={imported.isBusy} onClick={imported.choose}>
            {imported.isBusy ? 'Importing' : 'Import'}
          </Button>
          <Button tone="primary" icon="plus" onClick={() => setEdited({ start: null })}>
            Add price
          </Button>
        </May>
      }
    >
      {imported.surround(
        <div className={styles.page}>
          {[...running, ...started].map((task) => (
            <TaskProgress key={task.id} task={task} onEnd={onEnd} />
          ))}
          {data !== null && <Unpriced models={data.models} onPrice={(model) => setEdited({ start: { scope: 'MODEL', model } })} />}
          {data !== null && <Aliases aliases={data.modelAliases} models={names('name')} onSaved={onTask} />}
          <Panel
            title="Price book"
            hint={`$ per million tokens; your own prices win, and of them the most exact: model, then provider, then everything else${
              shipped === undefined ? '' : `; others are those of ${shipped.source} from ${shipped.datedAt.slice(0, 10)}`
            }`}
            flush
            skeleton="rows"
            minHeight={320}
            load={load}
            onRetry={reload}
            aside={
              data !== null &&
              data.prices.length > 12 && (
                <input
                  type="search"
                  className={styles.find}
                  aria-label="Find a price"
                  placeholder="Find a price"
                  value={wanted}
                  onChange={(event) => setWanted(event.target.value)}
                />
              )
            }
            empty={{
              says: 'There is no price yet, so no message has a cost.',
              how: mayEdit
                ? 'Import LiteLLM’s model_prices_and_context_window.json (drop it anywhere on this page), or add a price by hand.'
                : 'An editor of the workspace adds prices.',
              action: mayEdit && (
                <span className={styles.buttons}>
                  <Button icon="upload" onClick={imported.choose}>
                    Import a price file
                  </Button>
                  <Button onClick={() => setEdited({ start: { scope: 'DEFAULT' } })}>Set one price for everything</Button>
                </span>
              ),
            }}
          >
            {(prices) => (
              <DataTable
                caption="Price book"
                columns={columns}
                rows={prices}
                rowKey={(price) => price.id}
                maxHeight="calc(100dvh - 190px)"
                rowHeight={34}
                footer={prices.length === 0 ? 'No price by that name.' : undefined}
              />
            )}
          </Panel>
        </div>,
      )}
      {edited !== null && mayEdit && (
        <PriceDialog
          start={edited.start}
          models={names('name')}
          providers={names('provider')}
          onSaved={onTask}
          onClose={() => setEdited(null)}
        />
      )}
      {deleted !== null && <DeletePrice price={deleted} onDeleted={onTask} onClose={() => setDeleted(null)} />}
    </Page>
  );
}

/** Prices that people set or imported before those that came with the product. */
const ownFirst = (prices: readonly PriceLineFragment[]): PriceLineFragment[] =>
  [...prices].sort((one, other) => Number(one.source === shippedSource) - Number(other.source === shippedSource));
const shippedSource = 'genai-prices';

/** What a link to add a price begins with. */
function startOf(add: string | undefined): { readonly start: PriceDialogProps['start'] } | null {
  if (add === undefined) return null;
  return { start: add === '' ? { scope: 'DEFAULT' } : { scope: 'MODEL', model: add } };
}

const scopeNames = { MODEL: 'model', PROVIDER: 'provider', DEFAULT: 'default' } as const;

const plainColumns: readonly Column<PriceLineFragment>[] = [
  {
    key: 'model',
    header: 'Model',
    of: (price) => (price.scope === 'MODEL' ? (price.model ?? '') : `\u0000${priceSubject(price)}`),
    cell: (price) => (price.scope === 'MODEL' ? <span className="mono">{price.model}</span> : <span>{priceSubject(price)}</span>),
  },
  {
    key: 'provider',
    header: 'Provider',
    of: (price) => price.provider ?? null,
    cell: (price) => price.provider ?? <span className="quiet">any</span>,
  },
  {
    key: 'scope',
    header: 'Scope',
    of: (price) => price.scope,
    cell: (price) => <Badge tone={price.scope === 'MODEL' ? 'neutral' : 'accent'}>{scopeNames[price.scope]}</Badge>,
  },
  {
    key: 'from',
    header: 'From',
    of: (price) => (price.effectiveFrom == null ? null : Date.parse(price.effectiveFrom)),
    cell: (price) =>
      price.effectiveFrom == null ? (
        <span className="quiet">always</span>
      ) : (
        <time className="mono" dateTime={price.effectiveFrom} title="00:00 UTC on that day">
          {price.effectiveFrom.slice(0, 10)}
        </time>
      ),
  },
  ...rateKinds.map(({ key, label, otherwise }): Column<PriceLineFragment> => ({
    key,
    header: label,
    of: (price) => price.rates[key] ?? null,
    unit: 'usd',
    cell: (price) =>
      price.rates[key] == null ? (
        <span className={styles.otherwise}>{otherwise}</span>
      ) : (
        <span className="mono">{format(price.rates[key], 'usd')}</span>
      ),
  })),
  {
    key: 'tiers',
    header: 'Tiers',
    of: (price) => price.tiers.length,
    align: 'end',
    cell: (price) =>
      price.tiers.length === 0 ? (
        ''
      ) : (
        <span
          title={price.tiers
            .map(
              (tier) =>
                `above ${format(tier.aboveInputTokens, 'count')} input tokens: ${format(tier.rates.inputUsdPerMillion, 'usd')} in, ${format(tier.rates.outputUsdPerMillion, 'usd')} out`,
            )
            .join('\n')}
        >
          {price.tiers.length}
        </span>
      ),
  },
  { key: 'source', header: 'Source', of: (price) => price.source, cell: (price) => <span className="quiet">{price.source}</span> },
];

function actionsOf(onEdit: (price: PriceLineFragment) => void, onDelete: (price: PriceLineFragment) => void): Column<PriceLineFragment> {
  return {
    key: 'actions',
    header: <span className="uk-hidden">Actions</span>,
    of: () => null,
    isSortable: false,
    align: 'end',
    cell: (price) => (
      <Menu trigger={<IconButton icon="more" label={`Actions for ${priceSubject(price)}`} />}>
        <MenuItem icon="edit" onChoose={() => onEdit(price)}>
          Change
        </MenuItem>
        <MenuItem icon="trash" tone="bad" onChoose={() => onDelete(price)}>
          Delete
        </MenuItem>
      </Menu>
    ),
  };
}

function DeletePrice({
  price,
  onDeleted,
  onClose,
}: {
  readonly price: PriceLineFragment;
  readonly onDeleted: (task: TaskFragment | null) => void;
  readonly onClose: () => void;
}) {
  const client = useClient();
  const onDone = ({ deletePrice }: DeletePriceMutation) => {
    onDeleted(deletePrice.task ?? null);
    notify({ title: 'Price deleted.', says: `Messages of ${priceSubject(price)} get the next most exact price.` });
  };
  return (
    <ConfirmDialog
      title={`Delete the price for ${priceSubject(price)}?`}
      says="Its messages are repriced with the next most exact price, or have no cost where there is none."
      action="Delete price"
      run={() => send(client, DeletePriceDocument, { id: price.id })}
      onDone={onDone}
      onClose={onClose}
    />
  );
}
