import type { Study } from '../../../platform/store/prisma/generated/client.ts';
import type { StudyPlan } from '../pure/suggest.ts';
import type { Pruner, SearchSpace } from '../types.ts';

/** A stored study with its space and pruner, which were checked when they were stored. */
export type KnownStudy = Omit<Study, 'searchSpace' | 'pruner'> & { readonly searchSpace: SearchSpace; readonly pruner: Pruner };

export const knownStudy = (study: Study): KnownStudy => ({
  ...study,
  searchSpace: study.searchSpace as unknown as SearchSpace,
  pruner: study.pruner as unknown as Pruner,
});

/** What columns of a study's trials are read with. */
export const shapeOf = ({ id, workspaceId, searchSpace, directions }: KnownStudy) => ({
  workspaceId,
  studyId: id,
  width: searchSpace.length,
  objectiveCount: directions.length,
});

/** What the method of a study goes by. */
export const planOf = ({ method, directions, searchSpace, seed }: KnownStudy): StudyPlan => ({
  method,
  directions,
  space: searchSpace,
  seed,
});
