import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import type { ProvidersPanelFragment } from '../../../graphql/generated/graphql.ts';
import { lessIsBetter, measuredShare } from '../../analytics/difference.ts';
import { ErrorChange } from '../group-table.tsx';
import { MessagesLink } from '../messages-link.tsx';
import { analyticsPanel } from '../panel.ts';

type Provider = ProvidersPanelFragment['byProvider'][number];

/** Errors now against the compared period. */
const errorChange = ({ errorCount, messageCount, previous }: Provider) =>
  lessIsBetter(
    measuredShare(errorCount, messageCount),
    previous == null ? null : measuredShare(previous.errorCount, previous.messageCount),
  );

const columns: readonly Column<Provider>[] = [
  {
    key: 'provider',
    header: 'Provider',
    of: (row) => row.provider ?? 'not named',
    cell: (row) =>
      row.provider == null ? (
        <span className="quiet">not named</span>
      ) : (
        <MessagesLink narrow={{ provider: [row.provider] }}>{row.provider}</MessagesLink>
      ),
  },
  { key: 'messages', header: 'Messages', of: (row) => row.messageCount, unit: 'count' },
  { key: 'errors', header: 'Errors', of: (row) => row.errorShare ?? null, unit: 'share' },
  {
    key: 'change',
    header: 'Change',
    of: (row) => errorChange(row)?.change ?? null,
    cell: (row) => <ErrorChange found={errorChange(row)} />,
  },
  { key: 'p50', header: 'p50', of: (row) => row.latencyMs.p50Ms ?? null, unit: 'ms' },
  { key: 'p95', header: 'p95', of: (row) => row.latencyMs.p95Ms ?? null, unit: 'ms' },
  { key: 'p99', header: 'p99', of: (row) => row.latencyMs.p99Ms ?? null, unit: 'ms' },
  { key: 'first', header: 'First token', of: (row) => row.timeToFirstTokenMs.p50Ms ?? null, unit: 'ms' },
  { key: 'cost', header: 'Cost', of: (row) => row.costUsd ?? null, unit: 'usd' },
];

const unchanged = columns.filter(({ key }) => key !== 'change');

/** Errors and latency of each provider. */
export const providers = analyticsPanel<ProvidersPanelFragment, readonly Provider[]>({
  id: 'providers',
  title: 'Provider health',
  section: 'operations',
  about: 'Error rate, latency and cost of each provider',
  flag: 'withProviders',
  size: { columns: 6, heightPx: 230 },
  filters: 'all',
  permission: 'READ',
  skeleton: 'rows',
  flush: true,
  empty: { says: 'No message here names a provider.', how: 'Send provider with each assistant message.' },
  read: ({ byProvider }) => (byProvider.every(({ provider }) => provider == null) ? null : byProvider),
  hint: () => 'errors, latency and cost',
  draw: (rows, _view, heightPx) => (
    <DataTable
      caption="Provider health"
      columns={rows.some((row) => errorChange(row) !== null) ? columns : unchanged}
      rows={rows}
      rowKey={({ provider }) => provider ?? ''}
      initialSort={{ key: 'messages', direction: 'descending' }}
      maxHeight={`${heightPx}px`}
    />
  ),
  table: (rows) => [
    ['provider', 'messages', 'errorShare', 'p50Ms', 'p95Ms', 'p99Ms', 'timeToFirstTokenP50Ms', 'costUsd'],
    ...rows.map((row) => [
      row.provider ?? null,
      row.messageCount,
      row.errorShare ?? null,
      row.latencyMs.p50Ms ?? null,
      row.latencyMs.p95Ms ?? null,
      row.latencyMs.p99Ms ?? null,
      row.timeToFirstTokenMs.p50Ms ?? null,
      row.costUsd ?? null,
    ]),
  ],
});
