import { randomUUID } from 'node:crypto';
import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import { BatchTooLarge, maxBatchSize } from '../../platform/ingest/errors.ts';
import type { IngestResult } from '../../platform/ingest/rejection.ts';
import { inTransaction } from '../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { BenchmarkRun, Prisma } from '../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { policyOf } from '../policies/load.ts';
import { maskerOf } from '../policies/pure/masker.ts';
import type { Masker } from '../policies/types.ts';
import { BadBenchmark } from './errors.ts';
import { checkResults, checkRun, type BenchmarkRunInput } from './ingest.ts';
import { maxSuites, namedSuite, storeItems, storeResults } from './queries.ts';
import type { CheckedResult } from './types.ts';

interface Commanding {
  readonly stores: Stores;
  readonly live: LiveBus;
}

/**
 * Saves a run by its external id, and makes its suite where there is none. Of a known run what is given replaces what is stored; what is
 * absent or null stays.
 */
export async function saveRun(
  { stores, live }: Commanding,
  workspaceId: string,
  input: BenchmarkRunInput,
  now: Date,
): Promise<Result<BenchmarkRun, BadBenchmark>> {
  const checked = checkRun(input, now);
  if (!checked.ok) return checked;
  const { suite, model, modelVersion, configuration, startedAt, endedAt } = checked.value;
  const externalId = checked.value.externalId ?? randomUUID();
  const key = { workspaceId_externalId: { workspaceId, externalId } };
  const known = await stores.prisma.benchmarkRun.findUnique({ where: key, select: { startedAt: true, suite: { select: { name: true } } } });
  if (known !== null && known.suite.name !== suite)
    return fail(new BadBenchmark('externalId', 'is that of a run of another suite; a run stays with its suite'));
  if (known !== null && endedAt !== null && endedAt < (startedAt ?? known.startedAt))
    return fail(new BadBenchmark('endedAt', 'is before the start of the run'));
  const [{ id: suiteId } = { id: null }] = await namedSuite(stores.postgres, { workspaceId, name: suite });
  if (suiteId === null)
    return fail(
      new BadBenchmark('suite', `is new, and the workspace has ${maxSuites} suites, which is the most it can have: delete one first`),
    );
  const given = {
    model,
    ...(modelVersion !== null && { modelVersion }),
    ...(configuration !== null && { configuration: JSON.parse(configuration) as Prisma.InputJsonValue }),
    ...(startedAt !== null && { startedAt }),
    ...(endedAt !== null && { endedAt }),
    ...(input.source && { source: input.source }),
  };
  const run = await stores.prisma.benchmarkRun.upsert({
    where: key,
    create: { workspaceId, suiteId, externalId, ...given, startedAt: startedAt ?? endedAt ?? now },
    update: given,
  });
  live.publish('benchmarks.changed', workspaceId, {});
  return succeed(run);
}

/**
 * Stores results of a run: bad ones are rejected by index, all others are durable on return. The same results again change nothing; of two
 * of one item and sample in a call the later is stored.
 */
export async function logResults(
  { stores, live }: Commanding,
  workspaceId: string,
  { runId, items }: { readonly runId: string; readonly items: readonly unknown[] },
  now: Date,
): Promise<Result<IngestResult, NotFound | BatchTooLarge>> {
  if (items.length > maxBatchSize) return fail(new BatchTooLarge('results', items.length, maxBatchSize));
  const run = await stores.prisma.benchmarkRun.findUnique({ where: { id: runId, workspaceId }, select: { suiteId: true } });
  if (run === null) return fail(new NotFound('Benchmark run', runId, 'runId'));
  const { results, rejected } = checkResults(items, now);
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const masked = masker === null ? results : results.map((result) => maskResult(result, masker));
  const distinct = [...new Map(masked.map((result) => [`${result.sample} ${result.itemId}`, result])).values()];
  const scope = { workspaceId, suiteId: run.suiteId };
  const stored =
    distinct.length === 0
      ? []
      : await inTransaction(stores.postgres, async (session) => {
          await storeItems(session, { ...scope, items: itemsOf(masked) });
          return storeResults(session, { ...scope, runId, results: distinct });
        });
  if (stored.length > 0) live.publish('benchmarks.changed', workspaceId, {});
  const accepted = stored.filter(({ isNew }) => isNew).length;
  return succeed({ accepted, updated: results.length - accepted, rejected });
}

/** Of several results of an item the last value that is there. */
function itemsOf(results: readonly CheckedResult[]): CheckedResult[] {
  const items = new Map<string, CheckedResult>();
  for (const result of results) {
    const { category = null, input = null, target = null } = items.get(result.itemId) ?? {};
    items.set(result.itemId, {
      ...result,
      category: result.category ?? category,
      input: result.input ?? input,
      target: result.target ?? target,
    });
  }
  return [...items.values()];
}

const maskResult = (result: CheckedResult, masker: Masker): CheckedResult => ({
  ...result,
  input: result.input === null ? null : masker.text(result.input),
  target: result.target === null ? null : masker.text(result.target),
  answer: result.answer === null ? null : masker.text(result.answer),
  error: result.error === null ? null : masker.text(result.error),
});

/** Deletes a run with its results, and gives its id. */
export async function deleteRun({ stores, live }: Commanding, workspaceId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.benchmarkRun.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Benchmark run', id));
  live.publish('benchmarks.changed', workspaceId, {});
  return succeed(id);
}

/** Deletes a suite with its items, runs and results, and gives its id. */
export async function deleteSuite({ stores, live }: Commanding, workspaceId: string, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.benchmarkSuite.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Benchmark suite', id));
  live.publish('benchmarks.changed', workspaceId, {});
  return succeed(id);
}
