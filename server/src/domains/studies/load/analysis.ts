import { kept } from '../../../platform/store/kept.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { bestTrialsOf } from '../pure/best.ts';
import { importanceByDensity, type Importance } from '../pure/importance.ts';
import { columnsOf, type TimedColumns } from './columns.ts';
import { shapeOf, type KnownStudy } from './study.ts';

/** What is computed of a study's trials is the same while nothing changes: the revision is a part of the key. */
interface Key {
  readonly workspaceId: string;
  readonly studyId: string;
  readonly width: number;
  readonly objectiveCount: number;
  readonly revision: number;
}

const keyOf = (study: KnownStudy): Key => ({ ...shapeOf(study), revision: study.revision });

const columnsAt = kept<Stores, TimedColumns, Key>(({ postgres }, { revision: _revision, ...shape }) => columnsOf(postgres, shape));

/** All trials of a study in columns. */
export const trialColumns = (stores: Stores, study: KnownStudy): Promise<TimedColumns> => columnsAt(stores, keyOf(study));

/** Numbers of the best trial (one objective), or of those that no other trial dominates; the least number first. */
export async function bestTrials(stores: Stores, study: KnownStudy): Promise<readonly number[]> {
  return bestTrialsOf(study.directions, await trialColumns(stores, study));
}

/** Importances by PED-ANOVA; null: too few complete trials. */
export async function importances(stores: Stores, study: KnownStudy): Promise<readonly Importance[] | null> {
  return importanceByDensity(study.searchSpace, study.directions, await trialColumns(stores, study));
}
