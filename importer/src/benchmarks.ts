import { sendOperation, type ServerAddress } from './client.ts';

/** A model tested once with a benchmark, as the API takes it. */
export interface BenchmarkRun {
  readonly suite: string;
  readonly model: string;
  readonly externalId: string;
  readonly source: 'LM_EVAL' | 'INSPECT' | 'PROMPTFOO' | 'FILE';
  readonly modelVersion?: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** One result, and the run that it belongs to; null: the file says something of the run alone. */
export interface BenchmarkRecord {
  readonly run: BenchmarkRun;
  readonly result: Readonly<Record<string, unknown>> | null;
}

interface Outcome {
  readonly accepted: number;
  readonly updated: number;
  readonly rejected: readonly { readonly index: number; readonly field: string; readonly reason: string }[];
}

const saveRun = 'mutation ImportBenchmarkRun($input: BenchmarkRunInput!) { saveBenchmarkRun(input: $input) { id } }';
const logResults =
  'mutation ImportBenchmarkResults($runId: ID!, $results: [BenchmarkResultInput!]!) { result: logBenchmarkResults(runId: $runId, results: $results) { accepted updated rejected { index field reason } } }';

/** Sends results run by run; each run is saved first, by its external id, so that sending twice changes nothing. Errors: throws `ServerProblem`. */
export async function sendResults(server: ServerAddress, records: readonly BenchmarkRecord[]): Promise<Outcome> {
  const places = [...records.keys()];
  const total = { accepted: 0, updated: 0, rejected: [] as { index: number; field: string; reason: string }[] };
  for (const [externalId, indexes] of Map.groupBy(places, (place) => (records[place] as BenchmarkRecord).run.externalId)) {
    const runs = indexes.map((place) => (records[place] as BenchmarkRecord).run);
    const input = Object.assign({}, ...runs) as BenchmarkRun;
    const { saveBenchmarkRun } = await sendOperation<{ saveBenchmarkRun: { id: string } }>(server, saveRun, {
      input: { ...input, externalId },
    });
    const own = indexes.filter((place) => records[place]?.result !== null);
    if (own.length === 0) continue;
    const { result } = await sendOperation<{ result: Outcome }>(server, logResults, {
      runId: saveBenchmarkRun.id,
      results: own.map((place) => records[place]?.result),
    });
    total.accepted += result.accepted;
    total.updated += result.updated;
    for (const { index, ...problem } of result.rejected) total.rejected.push({ index: own[index] as number, ...problem });
  }
  return total;
}
