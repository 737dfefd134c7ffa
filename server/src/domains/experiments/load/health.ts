import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { healthOf, type Health } from '../pure/health.ts';
import { unitsAside, unitsByAnswers, unitsByDetail, unitsByExposure, unitsNamedAmiss, unitsOfSeveral } from '../queries/health.ts';
import { landExposures } from './exposures.ts';
import { withAllIds } from './known.ts';
import { experimentOf, phaseQueryOf } from './phase.ts';

export interface DatedHealth extends Health {
  readonly asOf: Date;
  readonly phase: number;
}

const nothing = { byDetail: [], several: [], clamped: [], forced: [], early: [], unknown: [] } as const;

const knownForMs = 28 * 86_400_000;

/** Whether the units of the present phase are as they should be, and what it comes from where they are not. */
export async function healthById(stores: Stores, workspaceId: string, id: string, now: Date): Promise<DatedHealth> {
  const experiment = await experimentOf(stores, workspaceId, id);
  const { phase, present } = experiment;
  const dated = { asOf: now, phase };
  if (present === null)
    return {
      ...healthOf({ variants: experiment.variants, byValue: [], ...nothing }),
      ...dated,
    };
  await landExposures(stores);
  return inWorkspace(workspaceId, async () => {
    const { clickhouse } = stores;
    const query = await withAllIds(stores, await phaseQueryOf(stores, workspaceId, experiment, present, now));
    // What names the experiment before a later phase is of the phase before.
    const known = { ...query, knownFrom: new Date(query.from.getTime() - knownForMs) };
    const exposed = await unitsByExposure(clickhouse, query);
    const answered = await unitsByAnswers(clickhouse, known);
    const aside = await unitsAside(clickhouse, query);
    const amiss = await unitsNamedAmiss(clickhouse, known);
    const { isMismatch } = healthOf({ variants: present.variants, byValue: exposed, ...nothing });
    const health = healthOf({
      variants: present.variants,
      byValue: [...exposed, ...answered],
      // For the causes alone.
      byDetail: isMismatch ? await unitsByDetail(clickhouse, query) : [],
      several: await unitsOfSeveral(clickhouse, query),
      clamped: aside.filter(({ kind }) => kind === 'CLAMPED'),
      forced: aside.filter(({ kind }) => kind === 'FORCED'),
      early: phase === 1 ? amiss.filter(({ kind }) => kind === 'EARLY') : [],
      unknown: amiss.filter(({ kind }) => kind === 'UNKNOWN'),
    });
    return { ...health, ...dated };
  });
}
