import { moveJobs } from '../queries/search.ts';
import type { TrainingContext } from './job.ts';

/** Gives a project another name: every job of it moves there. Returns how many did. */
export async function renameProject(
  { stores }: Pick<TrainingContext, 'stores'>,
  workspaceId: string,
  from: string,
  to: string,
): Promise<number> {
  return moveJobs(stores.postgres, { workspaceId, from, to });
}
