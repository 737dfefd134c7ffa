import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { rowsOfVersion } from '../../datasets/load.ts';
import { sourcesOfRows } from '../../datasets/load/sources.ts';
import { policyOf } from '../../policies/load.ts';
import { maskerOf } from '../../policies/pure/masker.ts';
import { BadEvaluationRun, EvaluationRunNotOpen } from '../errors.ts';
import { inputHash } from '../pure/request.ts';
import { subjectOfRow } from '../pure/subject.ts';
import { dropScores, itemsOfRows, lockRun, noteReport, storeReported, type ReportedItem } from '../queries/reported.ts';
import { storeScores } from '../queries/scores.ts';
import type { Scored } from '../types.ts';

export interface Reporting {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly workspaceId: string;
}

/** What is reported of an answer: everything but what the row says. */
export interface Report extends Omit<ReportedItem, 'position' | 'userId' | 'inputHash' | 'repetition'> {
  /** Null: the next of the row, or that of the same trace. */
  readonly repetition: number | null;
  readonly scores: readonly Scored[];
}

export interface Reported {
  readonly id: string;
  readonly rowKey: string;
  readonly repetition: number;
}

/**
 * Stores answers of an application in a run of the kind SDK; the same row and repetition again replaces the answer. All are stored, or none.
 *
 * Errors  NOT_FOUND; EVALUATION_RUN_NOT_OPEN for a run of the kind OFFLINE; BAD_EVALUATION_RUN that names the item, `<at>.rowId`.
 */
export async function reportItems(
  { stores, live, workspaceId }: Reporting,
  runId: string,
  reports: readonly Report[],
  now: Date,
): Promise<Result<readonly Reported[]>> {
  const run = await stores.prisma.evaluationRun.findUnique({ where: { id: runId, workspaceId } });
  if (run === null) return fail(new NotFound('Evaluation run', runId, 'runId'));
  if (run.kind !== 'SDK')
    return fail(new EvaluationRunNotOpen('OFFLINE', 'The server answers its rows; begin a run with beginReportedEvaluationRun.'));
  const { datasetId, datasetVersionId } = run;
  const rowIds = [...new Set(reports.map(({ rowKey }) => rowKey))];
  const [rows, sources] = await Promise.all([
    datasetVersionId === null ? null : rowsOfVersion(stores, { workspaceId, versionId: datasetVersionId, rowIds }),
    datasetId === null ? [] : sourcesOfRows(stores.postgres, { workspaceId, datasetId, rowIds }),
  ]);
  const missing = rows === null ? -1 : reports.findIndex(({ rowKey }) => !rows.has(rowKey));
  if (missing >= 0)
    return fail(
      new BadEvaluationRun(
        `items[${missing}].rowId`,
        `is ${JSON.stringify(reports[missing]?.rowKey.slice(0, 100).toWellFormed())}, the id of no row of the version of the run`,
      ),
    );
  const userOf = new Map(sources.map(({ rowId, userId }) => [rowId, userId]));
  const masker = maskerOf(await policyOf(stores, workspaceId));
  const masked = (text: string | null): string | null => (text === null || masker === null ? text : masker.text(text) || null);
  const stored = await inTransaction(stores.postgres, async (client): Promise<Result<readonly Reported[]>> => {
    const [locked] = await lockRun(client, { workspaceId, runId });
    if (locked === undefined) return fail(new NotFound('Evaluation run', runId, 'runId'));
    const held = await itemsOfRows(client, { workspaceId, runId, rowKeys: rowIds });
    const placed = new Map<string, Report & { readonly repetition: number }>();
    for (const report of reports) {
      const repetition = report.repetition ?? nextRepetition(report, [...held, ...placed.values()]);
      placed.set(`${repetition} ${report.rowKey}`, { ...report, repetition });
    }
    // What is noted before it is answered, and noted again, stays as it is.
    const known = held.filter(({ rowKey, repetition, traceId }) => {
      const again = placed.get(`${repetition} ${rowKey}`);
      return again !== undefined && !again.isAnswered && again.traceId === traceId;
    });
    for (const { rowKey, repetition } of known) placed.delete(`${repetition} ${rowKey}`);
    const items = [...placed.values()].map(({ scores: _scores, ...report }): ReportedItem => {
      const row = rows?.get(report.rowKey);
      return {
        ...report,
        output: masker === null ? report.output : masker.json(report.output),
        error: masked(report.error),
        position: row?.position ?? 0,
        userId: userOf.get(report.rowKey) ?? null,
        inputHash: row === undefined ? null : inputHash(subjectOfRow(row)),
      };
    });
    const made = await storeReported(client, { workspaceId, runId, hasScorers: locked.hasScorers, items });
    const replaced = held.filter((one) => made.some(({ id }) => id === one.id));
    if (replaced.length > 0) await dropScores(client, { workspaceId, itemIds: replaced.map(({ id }) => id) });
    const scores = made.flatMap(({ id, rowKey, repetition }) =>
      (placed.get(`${repetition} ${rowKey}`)?.scores ?? []).map((score) => ({
        ...score,
        comment: masked(score.comment),
        runId,
        itemId: id,
      })),
    );
    if (scores.length > 0) await storeScores(client, { workspaceId, scores });
    const count = (of: readonly { readonly state: string }[], state: string): number => of.filter((one) => one.state === state).length;
    await noteReport(client, {
      workspaceId,
      runId,
      done: count(made, 'DONE') - count(replaced, 'DONE'),
      failed: count(made, 'FAILED') - count(replaced, 'FAILED'),
      nanoUsd: costOf(items) - costOf(replaced),
      now,
    });
    return succeed([...made, ...known].map(({ id, rowKey, repetition }) => ({ id, rowKey, repetition })));
  });
  if (stored.ok) live.publish('evaluationRun.changed', runId, {});
  return stored;
}

const costOf = (items: readonly { readonly nanoUsd: bigint | null }[]): bigint =>
  items.reduce((sum, { nanoUsd }) => sum + (nanoUsd ?? 0n), 0n);

/** The answer of the same trace is the same one; else it is the next of its row. */
function nextRepetition(
  { rowKey, traceId }: Pick<Report, 'rowKey' | 'traceId'>,
  held: readonly { readonly rowKey: string; readonly traceId: string | null; readonly repetition: number }[],
): number {
  const own = held.filter((one) => one.rowKey === rowKey);
  const same = traceId === null ? undefined : own.find((one) => one.traceId === traceId);
  return same?.repetition ?? Math.max(0, ...own.map(({ repetition }) => repetition)) + 1;
}
