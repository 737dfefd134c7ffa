import { Link } from '@tanstack/react-router';
import { DataTable } from 'ui-kit/data-table';
import type { Column } from 'ui-kit/data-table';
import { Panel } from 'ui-kit/panel';
import { visible } from 'ui-kit/visible';
import { Page } from '../../controls/page/page.tsx';
import { keepView } from '../../controls/use-view.ts';
import { BenchmarksChangedDocument, BenchmarksDocument } from '../../graphql/generated/graphql.ts';
import type { BenchmarkSuiteRowFragment } from '../../graphql/generated/graphql.ts';
import { loadOf, useLiveQuery } from '../../graphql/use-live.ts';
import { Ago } from '../../primitives/moment.tsx';
import { Snippet } from '../../primitives/snippet.tsx';

const changes = { subscription: BenchmarksChangedDocument, askAfterMs: 1_000 } as const;
const command = 'npx -y pnpm@12 ingest out/MODEL/samples_TASK_TIME.jsonl';

/** Every benchmark of the workspace. */
export function BenchmarksPage() {
  const answer = useLiveQuery({ query: BenchmarksDocument, variables: {}, changes });
  return (
    <Page title="Benchmarks">
      <Panel
        title="Suites"
        hint="items that models are tested with; a suite appears with its first run"
        flush
        skeleton="rows"
        minHeight={240}
        load={loadOf(answer, ({ benchmarkSuites }) => (benchmarkSuites.length === 0 ? null : benchmarkSuites))}
        onRetry={answer.reload}
        empty={{
          says: 'No benchmark yet.',
          how: 'Import samples of lm-evaluation-harness, logs of Inspect, output of promptfoo, or rows with suite, model, itemId and isCorrect; or send them with saveBenchmarkRun and logBenchmarkResults.',
          action: <Snippet code={command} label="Command that imports results" />,
        }}
      >
        {(rows) => (
          <DataTable
            caption="Suites"
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            initialSort={{ key: 'last', direction: 'descending' }}
            rowHeight={34}
            maxHeight="calc(100dvh - 130px)"
          />
        )}
      </Panel>
    </Page>
  );
}

const columns: readonly Column<BenchmarkSuiteRowFragment>[] = [
  {
    key: 'name',
    header: 'Suite',
    of: ({ name }) => name,
    cell: ({ id, name }) => (
      <Link to="/benchmarks/$suiteId" params={{ suiteId: id }} search={keepView}>
        {visible(name)}
      </Link>
    ),
  },
  { key: 'items', header: 'Items', of: ({ itemCount }) => itemCount, unit: 'count' },
  { key: 'runs', header: 'Runs', of: ({ runCount }) => runCount, unit: 'count' },
  {
    key: 'last',
    header: 'Last run',
    of: ({ lastRunAt }) => (lastRunAt == null ? null : Date.parse(lastRunAt)),
    align: 'end',
    cell: ({ lastRunAt }) => (lastRunAt == null ? <span className="quiet">none</span> : <Ago at={lastRunAt} />),
  },
];
