import { NotFound } from '../../platform/graphql/errors.ts';
import type { Stores } from '../../platform/store/stores.ts';
import type { Statements } from '../../platform/store/postgres/postgres.ts';
import { learningRateNames } from '../health/pure/detectors/learning-rate.ts';
import { parametersSet, stopOf } from './queries.ts';

export interface Control {
  readonly jobId: string;
  readonly shouldStop: boolean;
  readonly saveCheckpoint: boolean;
}

/** What a trainer asks for every few seconds. Errors: throws `NotFound`. */
export async function controlOf({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string, jobId: string): Promise<Control> {
  const [stop] = await stopOf(postgres, { workspaceId, jobId });
  if (stop === undefined) throw new NotFound('Training job', jobId, 'jobId');
  const shouldStop = stop.status === 'CANCELLING' || stop.status === 'CANCELLED';
  return { jobId, shouldStop, saveCheckpoint: shouldStop && stop.savesCheckpoint === true };
}

/** Learning rates that a job was set to while it ran. */
export async function learningRatesOf(session: Statements, workspaceId: string, jobId: string): Promise<number[]> {
  const updates = await parametersSet(session, { workspaceId, jobId, names: learningRateNames });
  return updates.flatMap(({ parameters }) =>
    learningRateNames.flatMap((name) => (typeof parameters[name] === 'number' ? [parameters[name]] : [])),
  );
}
