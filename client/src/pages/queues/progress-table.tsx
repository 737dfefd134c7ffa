import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { visible } from 'ui-kit/visible';
import type { QueueProgressRowFragment } from '../../graphql/generated/graphql.ts';
import { Ago } from '../../primitives/moment.tsx';

/** How far each person is. */
export function ProgressTable({ rows }: { readonly rows: readonly QueueProgressRowFragment[] }) {
  if (rows.length === 0) return <p className="quiet">No message was given to a person yet.</p>;
  return (
    <DataTable caption="People" columns={columns} rows={[...rows]} rowKey={({ annotator }) => annotator} rowHeight={34} maxHeight="310px" />
  );
}

const columns: readonly Column<QueueProgressRowFragment>[] = [
  {
    key: 'name',
    header: 'Person',
    of: ({ annotator }) => annotator,
    cell: ({ annotator, isViewer }) => (
      <>
        {visible(annotator)}
        {isViewer && <span className="quiet"> you</span>}
      </>
    ),
  },
  { key: 'judged', header: 'Judged', of: ({ submittedCount }) => submittedCount, unit: 'count' },
  { key: 'skipped', header: 'Skipped', of: ({ skippedCount }) => skippedCount, unit: 'count' },
  { key: 'late', header: 'Too late', of: ({ extraCount }) => extraCount, unit: 'count' },
  { key: 'held', header: 'Held now', of: ({ heldCount }) => heldCount, unit: 'count' },
  {
    key: 'last',
    header: 'Last',
    of: ({ lastAt }) => (lastAt == null ? null : Date.parse(lastAt)),
    align: 'end',
    cell: ({ lastAt }) => (lastAt == null ? <span className="quiet">none</span> : <Ago at={lastAt} />),
  },
];
