import type { Statements } from '../../../platform/store/postgres/postgres.ts';
import { pruneByHyperband, pruneByMedian, rungOf, type PruneVerdict } from '../pure/prune.ts';
import { stateCounts } from '../queries/columns.ts';
import { reportsAt, reportsFrom, reportsOfTrials } from '../queries/reports.ts';
import type { StudyDirection } from '../types.ts';
import type { KnownStudy } from './study.ts';

const goesOn: PruneVerdict = { shouldPrune: false, reason: null };

/** Whether a trial is to end, by the study's pruner and what all trials have reported. */
export async function verdictOf(statements: Statements, study: KnownStudy, number: number): Promise<PruneVerdict> {
  const { workspaceId, id: studyId, pruner } = study;
  const direction = study.directions[0] as StudyDirection;
  if (pruner.kind === 'NONE') return goesOn;
  const own = await reportsOfTrials(statements, { workspaceId, studyId, numbers: [number] });
  const last = own.at(-1);
  if (last === undefined) return goesOn;
  if (pruner.kind === 'HYPERBAND') {
    const rung = rungOf(pruner, number, last.step);
    if (rung === null) return goesOn;
    return pruneByHyperband(pruner, direction, number, rung, await reportsFrom(statements, { workspaceId, studyId, step: rung }));
  }
  const [counts] = await stateCounts(statements, { workspaceId, studyIds: [studyId] });
  const others = await reportsAt(statements, { workspaceId, studyId, step: last.step });
  return pruneByMedian(
    pruner,
    direction,
    own,
    others.filter(({ isComplete }) => isComplete),
    counts?.complete ?? 0,
  );
}
