import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { parametersOf } from '../parameters.ts';
import type { Parameter } from '../parameters.ts';
import type { ShownJob } from './job.tsx';

const columns: readonly Column<Parameter>[] = [
  { key: 'name', header: 'Parameter', of: ({ name }) => name },
  { key: 'value', header: 'Value', of: ({ text }) => text, cell: ({ text }) => <span className="mono">{text}</span> },
];

/** Every parameter that the trainer has sent. */
export function ParameterTable({ job }: { readonly job: ShownJob }) {
  const parameters = parametersOf(job.hyperparameters);
  return (
    <Panel
      title="Parameters"
      hint="as the trainer sent them"
      flush
      load={parameters.length === 0 ? { state: 'empty' } : { state: 'ready', value: parameters, refreshing: false }}
      empty={{
        says: 'The trainer has sent no parameters.',
        how: 'Hyperparameters of createTrainingJob, params of MLflow and the config of Trackio stand here.',
      }}
    >
      {(rows) => (
        <DataTable caption="Parameters" columns={columns} rows={rows} rowKey={({ name }) => name} rowHeight={32} maxHeight="560px" />
      )}
    </Panel>
  );
}
