import { useState } from 'react';
import { format, useLocale } from 'ui-kit/format';
import { visible } from 'ui-kit/visible';
import { SearchBox } from '../../controls/list/search-box.tsx';
import type { DatasetRowContentFragment, DatasetVersionRowFragment } from '../../graphql/generated/graphql.ts';
import { Button } from '../../primitives/button.tsx';
import { FormProblem } from '../../primitives/field.tsx';
import { Select } from '../../primitives/select.tsx';
import { RowDialog } from './row-dialog.tsx';
import { RowsGrid } from './rows-grid.tsx';
import { useFoundRows, useRows, type RowsOf } from './use-rows.ts';
import styles from './datasets.module.css';

interface RowsPanelProps {
  readonly version: DatasetVersionRowFragment;
  readonly isLatest: boolean;
  readonly mayEdit: boolean;
  /** A version was made of an edit. */
  readonly onEdited: (versionId: string) => void;
}

const all = '\u0000all';

/** Rows of a version: searched, by split, opened and edited. */
export function RowsPanel({ version, isLatest, mayEdit, onEdited }: RowsPanelProps) {
  const locale = useLocale();
  const [chosen, setChosen] = useState(all);
  const [search, setSearch] = useState('');
  const [opened, setOpened] = useState<DatasetRowContentFragment | null>(null);
  const split = chosen === all ? null : chosen;
  const count = (value: number) => format(value, 'count', locale);
  const options = [
    { value: all, label: `All splits · ${count(version.rowCount)}` },
    ...version.splits.map(({ name, rowCount }) => ({
      value: name ?? '',
      label: `${name === null || name === undefined ? 'No split' : visible(name)} · ${count(rowCount)}`,
    })),
  ];
  const inSplit = split === null ? version.rowCount : (version.splits.find(({ name }) => (name ?? '') === split)?.rowCount ?? 0);
  const of = { versionId: version.id, split };
  return (
    <div className={styles.rows}>
      <div className={styles.above}>
        <SearchBox noun="rows" value={search} onSearch={setSearch} />
        {options.length > 2 && <Select label="Split" value={chosen} options={options} onChoose={setChosen} />}
        {version.erasedRowCount > 0 && (
          <span className="quiet">
            {count(version.erasedRowCount)} {version.erasedRowCount === 1 ? 'row was' : 'rows were'} erased with their users.
          </span>
        )}
        {!isLatest && <span className="quiet">An earlier version.</span>}
      </div>
      {search === '' ? (
        <AllRows key={chosen} of={of} rowCount={inSplit} onOpen={setOpened} />
      ) : (
        <SearchedRows key={`${chosen} ${search}`} of={of} search={search} onOpen={setOpened} />
      )}
      {opened !== null && (
        <RowDialog
          key={opened.id}
          row={opened}
          versionId={version.id}
          mayEdit={mayEdit}
          onSaved={(id) => {
            setOpened(null);
            onEdited(id);
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

type OnOpen = (row: DatasetRowContentFragment) => void;

function AllRows({ of, rowCount, onOpen }: { readonly of: RowsOf; readonly rowCount: number; readonly onOpen: OnOpen }) {
  const { rowAt, show, failure } = useRows(of);
  return (
    <>
      {failure !== null && <FormProblem>{failure}</FormProblem>}
      <RowsGrid rowCount={rowCount} rowAt={rowAt} onShow={show} onOpen={onOpen} />
    </>
  );
}

const nothing = () => undefined;

function SearchedRows({ of, search, onOpen }: { readonly of: RowsOf; readonly search: string; readonly onOpen: OnOpen }) {
  const locale = useLocale();
  const { rows, isSearching, more, failure } = useFoundRows(of, search);
  const found = `${format(rows.length, 'count', locale)} found`;
  const none = more === null ? 'No row contains this.' : 'Nothing was found so far.';
  return (
    <>
      {failure !== null && <FormProblem>{failure}</FormProblem>}
      {rows.length > 0 && <RowsGrid rowCount={rows.length} rowAt={(index) => rows[index] ?? null} onShow={nothing} onOpen={onOpen} />}
      <p className={styles.foot} role="status">
        <span>{isSearching ? 'Searching …' : rows.length === 0 ? none : more === null ? `${found}.` : `${found} so far.`}</span>
        {more !== null && !isSearching && (
          <Button tone="bare" onClick={more}>
            Search on
          </Button>
        )}
      </p>
    </>
  );
}
