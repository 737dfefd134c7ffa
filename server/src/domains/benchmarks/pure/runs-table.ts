import { tableOf } from '../../../platform/tools/table.ts';

interface Run {
  readonly id: string;
  readonly externalId: string;
  readonly model: string;
  readonly startedAt: string;
  readonly costUsd: number | null;
  readonly p50LatencyMs: number | null;
  readonly numbers: {
    readonly accuracy: number | null;
    readonly accuracyLow: number | null;
    readonly accuracyHigh: number | null;
    readonly itemCount: number;
    readonly decidedCount: number;
    readonly meanScore: number | null;
  };
}
/** What `suiteFields` gives. */
export interface Suite {
  readonly id: string;
  readonly name: string;
  readonly itemCount: number;
  readonly runCount: number;
  readonly runs: readonly Run[];
}
export const suiteFields =
  'id name itemCount runCount runs { id externalId model startedAt costUsd p50LatencyMs numbers { accuracy accuracyLow accuracyHigh itemCount decidedCount meanScore } }';

/** Every run of the suites, best accuracy first. */
export function runsTable(suites: readonly Suite[]) {
  const runs = suites.flatMap(({ runs: ofSuite, name }) => ofSuite.map((run) => ({ ...run, suite: name })));
  const sorted = [...runs].sort((one, other) => (other.numbers.accuracy ?? -1) - (one.numbers.accuracy ?? -1));
  return {
    best: sorted[0] ?? null,
    table: tableOf(sorted, (at) => [
      at.text('suite', 'Suite', (row) => row.suite),
      at.text('model', 'Model', (row) => row.model),
      at.share('accuracy', 'Accuracy', (row) => row.numbers.accuracy),
      at.share('accuracyLow', 'Accuracy, low end', (row) => row.numbers.accuracyLow),
      at.share('accuracyHigh', 'Accuracy, high end', (row) => row.numbers.accuracyHigh),
      at.number('n', 'Items with a result', (row) => row.numbers.decidedCount),
      at.number('meanScore', 'Mean score', (row) => row.numbers.meanScore),
      at.ms('latency', 'Median latency', (row) => row.p50LatencyMs),
      at.usd('cost', 'Cost', (row) => row.costUsd),
      at.time('startedAt', 'Started', (row) => row.startedAt),
      at.text('runId', 'Run', (row) => row.externalId),
    ]),
  };
}
