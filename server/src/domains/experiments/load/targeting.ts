import { setImmediate } from 'node:timers/promises';
import { inWorkspace } from '../../../platform/store/scope.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { landProperties, propertiesOfUsers } from '../../users/load.ts';
import { meetsCondition } from '../pure/condition.ts';
import { widestRoom } from '../pure/layer-room.ts';
import { attributesIn, type PlannedCondition, type PlannedLayer } from '../pure/targeted-share.ts';
import { sampledUnits, type TrafficQuery } from '../queries/traffic.ts';
import type { Json } from '../types.ts';

/** What experiments that run leave of a layer. */
export async function roomInLayer({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, key: string): Promise<PlannedLayer> {
  const found = await prisma.experiment.findMany({
    where: { workspaceId, layer: key, state: { in: ['RUNNING', 'PAUSED'] } },
    select: { key: true, layerStart: true, layerEnd: true },
    orderBy: { layerStart: 'asc' },
  });
  const taken = found.map(({ layerStart, layerEnd }) => ({ start: layerStart ?? 0, end: layerEnd ?? 1 }));
  return { key, room: widestRoom(taken), takenBy: found.map((one) => one.key) };
}

/** Units that are looked at: a share of them is known to 2.2 points. */
const sampleSize = 2_000;
/** Other work has its turn after that: patterns of conditions may take some milliseconds each. */
const longestTurnMs = 20;

/** How many units of the past meet a condition, by their id, their environment, and the properties that the application reported of users. */
export async function shareThatMeets(
  stores: Stores,
  query: TrafficQuery,
  condition: { readonly [name: string]: Json },
): Promise<PlannedCondition> {
  await landProperties(stores);
  const { workspaceId, unit } = query;
  return inWorkspace(workspaceId, async () => {
    const units = await sampledUnits(stores.clickhouse, { ...query, limit: sampleSize });
    const userIds = unit === 'USER' ? units.map(({ id }) => id) : [];
    const properties = await propertiesOfUsers(stores, workspaceId, userIds);
    const known = units.map(({ id, environment }) => ({
      id,
      ...(environment !== '' && { environment }),
      ...(properties.get(id) as { readonly [name: string]: Json } | undefined),
    }));
    const unknown = attributesIn(condition).filter((name) => known.every((attributes) => !Object.hasOwn(attributes, name)));
    if (units.length === 0 || unknown.length > 0) return { share: null, unitCount: units.length, unknown };
    let met = 0;
    let yielded = performance.now();
    for (const attributes of known) {
      if (meetsCondition(attributes, condition)) met += 1;
      if (performance.now() - yielded < longestTurnMs) continue;
      await setImmediate();
      yielded = performance.now();
    }
    return { share: met / units.length, unitCount: units.length, unknown: [] };
  });
}
