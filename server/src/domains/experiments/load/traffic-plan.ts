import { succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { metricBookOf } from '../../metrics/load.ts';
import type { BadPlan } from '../../statistics/errors.ts';
import { checkTrafficPlan, type TrafficPlanInput } from '../ingest/traffic.ts';
import { shareOf, type PlannedTargeting } from '../pure/targeted-share.ts';
import { planTraffic, type TrafficPlan } from '../pure/traffic-plan.ts';
import { roomInLayer, shareThatMeets } from './targeting.ts';
import { trafficOf } from './traffic.ts';

export interface TargetedPlan extends TrafficPlan {
  readonly targeting: PlannedTargeting;
}

/** The plan of an experiment by the workspace's own traffic: of those units that its layer and its condition leave. */
export async function planOfTraffic(
  stores: Stores,
  workspaceId: string,
  input: TrafficPlanInput,
  now: Date,
): Promise<Result<TargetedPlan, BadPlan>> {
  const checked = checkTrafficPlan(input, await metricBookOf(stores, workspaceId));
  if (!checked.ok) return checked;
  const { allocation, layer, condition } = checked.value;
  const { query, ...traffic } = await trafficOf(stores, workspaceId, checked.value, now);
  const targeting: PlannedTargeting = {
    allocation,
    layer: layer === null ? null : await roomInLayer(stores, workspaceId, layer),
    condition: condition === null ? null : await shareThatMeets(stores, query, condition),
  };
  return succeed({ ...planTraffic(traffic, { ...checked.value, allocation: shareOf(targeting) }), targeting });
}
