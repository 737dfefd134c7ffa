import { perOperation } from '../../platform/graphql/per-operation.ts';
import { stateCounts } from './queries/columns.ts';

type Counts = Awaited<ReturnType<typeof stateCounts>>[number];

/** Trials of a study by their states. */
export const countsOfStudy = perOperation<string, Counts>(async (studyIds, { stores, viewer }) => {
  const rows = await stateCounts(stores.postgres, { workspaceId: viewer.workspaceId, studyIds });
  const byStudy = new Map(rows.map((row) => [row.studyId, row]));
  return studyIds.map((studyId) => byStudy.get(studyId) ?? { studyId, running: 0, complete: 0, pruned: 0, failed: 0 });
});
