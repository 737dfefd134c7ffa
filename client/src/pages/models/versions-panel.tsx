import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { keepView } from '../../controls/use-view.ts';
import type { ModelVersionRowFragment } from '../../graphql/generated/graphql.ts';
import { MethodBadge } from '../../panels/analytics/method-badge.tsx';
import { Ago } from '../../primitives/moment.tsx';

const columns: readonly Column<ModelVersionRowFragment>[] = [
  { key: 'version', header: 'Version', of: ({ version }) => version, align: 'start' },
  {
    key: 'job',
    header: 'Training job',
    of: ({ job }) => job?.name ?? null,
    cell: ({ job }) => (job == null ? <span className="quiet">deleted</span> : <JobLink id={job.id} name={job.name} />),
  },
  { key: 'label', header: 'Trainer’s version', of: ({ label }) => label ?? null },
  {
    key: 'method',
    header: 'Method',
    of: ({ trainingMethod }) => trainingMethod ?? null,
    cell: ({ trainingMethod }) => <MethodBadge method={trainingMethod ?? null} />,
  },
  { key: 'base', header: 'Base', of: ({ baseModel }) => baseModel ?? null },
  { key: 'dataset', header: 'Dataset', of: ({ trainingDataset }) => trainingDataset ?? null },
  { key: 'loss', header: 'Best eval loss', of: ({ job }) => job?.bestEvalLoss ?? null, unit: 'number' },
  {
    key: 'registered',
    header: 'Registered',
    of: ({ registeredAt }) => Date.parse(registeredAt),
    align: 'end',
    cell: ({ registeredAt }) => <Ago at={registeredAt} />,
  },
];

/** Shown where a version has one. */
const loopColumn: Column<ModelVersionRowFragment> = {
  key: 'loop',
  header: 'Loop',
  of: ({ loop }) => loop?.name ?? null,
  cell: ({ loop }) =>
    loop == null ? null : (
      <Link to="/loops/$loopId" params={{ loopId: loop.id }} search={keepView}>
        {visible(loop.name)}
      </Link>
    ),
};

/** The training jobs that a model came from, newest first. */
export function VersionsPanel({ versions }: { readonly versions: readonly ModelVersionRowFragment[] }) {
  return (
    <Panel title="Versions" hint="each is what one training job made" flush>
      <DataTable
        caption="Versions"
        columns={versions.some(({ loop }) => loop != null) ? [...columns, loopColumn] : columns}
        rows={versions}
        rowKey={({ version }) => String(version)}
        initialSort={{ key: 'version', direction: 'descending' }}
        rowHeight={34}
        maxHeight="310px"
      />
    </Panel>
  );
}

export function JobLink({ id, name }: { readonly id: string; readonly name: string }) {
  return (
    <Link to="/training/$jobId" params={{ jobId: id }} search={keepView}>
      {name}
    </Link>
  );
}
