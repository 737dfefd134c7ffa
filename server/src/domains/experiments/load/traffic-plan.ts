import { succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { metricBookOf } from '../../metrics/load.ts';
import type { BadPlan } from '../../statistics/errors.ts';
import { checkTrafficPlan, type TrafficPlanInput } from '../ingest/traffic.ts';
import { planTraffic, type TrafficPlan } from '../pure/traffic-plan.ts';
import { trafficOf } from './traffic.ts';

/** The plan of an experiment by the workspace's own traffic. */
export async function planOfTraffic(
  stores: Stores,
  workspaceId: string,
  input: TrafficPlanInput,
  now: Date,
): Promise<Result<TrafficPlan, BadPlan>> {
  const checked = checkTrafficPlan(input, await metricBookOf(stores, workspaceId));
  if (!checked.ok) return checked;
  return succeed(planTraffic(await trafficOf(stores, workspaceId, checked.value, now), checked.value));
}
