import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { enqueue } from '../../../platform/jobs/jobs.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { analysing, mostAnalysed } from '../background/analyse.ts';
import { BadDataset } from '../errors.ts';
import { versionOf } from '../load.ts';

/** Asks for the analysis of a version, in the background. Errors: NOT_FOUND; BAD_DATASET where it has too many rows, or none. */
export async function analyseVersion(stores: Stores, workspaceId: string, versionId: string): Promise<Result<string>> {
  const version = await versionOf(stores, { workspaceId, versionId });
  if (version === null) return fail(new NotFound('Dataset version', versionId));
  if (version.rowCount === 0) return fail(new BadDataset('id', 'is that of a version without rows'));
  if (version.rowCount > mostAnalysed)
    return fail(new BadDataset('id', `is that of a version with ${version.rowCount} rows; at most ${mostAnalysed} are analysed`));
  await inTransaction(stores.postgres, (session) =>
    enqueue(session, analysing, { workspaceId, input: { versionId }, totalCount: version.rowCount }),
  );
  return succeed(versionId);
}
