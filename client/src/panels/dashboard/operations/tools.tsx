import { DataTable } from 'ui-kit/data-table';
import type { ToolRowFragment, ToolsPanelFragment } from '../../../graphql/generated/graphql.ts';
import { toolColumns, toolColumnsOf } from '../../analytics/list-panels.tsx';
import { MessagesLink } from '../messages-link.tsx';
import { analyticsPanel } from '../panel.ts';

const columns = toolColumns.map((column) =>
  column.key === 'name'
    ? { ...column, cell: ({ name }: ToolRowFragment) => <MessagesLink narrow={{ tool: [name] }}>{name}</MessagesLink> }
    : column,
);

/** How the tools do that models call. */
export const tools = analyticsPanel<ToolsPanelFragment, ToolsPanelFragment['tools']>({
  id: 'tools',
  title: 'Tool performance',
  section: 'operations',
  about: 'Calls, failures and duration of each tool',
  flag: 'withTools',
  size: { columns: 6, heightPx: 230 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No message here called a tool.', how: 'Send toolCalls with a message: name, success, durationMs.' },
  read: (data) => (data.tools.length === 0 ? null : data.tools),
  hint: () => 'calls, failures and duration',
  draw: (rows, _view, heightPx) => (
    <DataTable
      caption="Tool performance"
      columns={toolColumnsOf(rows, columns)}
      rows={rows}
      rowKey={({ name }) => name}
      initialSort={{ key: 'calls', direction: 'descending' }}
      maxHeight={`${heightPx}px`}
    />
  ),
  table: (rows) => [
    ['tool', 'calls', 'failures', 'successShare', 'p50Ms', 'p95Ms'],
    ...rows.map((tool) => [
      tool.name,
      tool.callCount,
      tool.failureCount,
      tool.successShare ?? null,
      tool.durationMs.p50Ms ?? null,
      tool.durationMs.p95Ms ?? null,
    ]),
  ],
});
