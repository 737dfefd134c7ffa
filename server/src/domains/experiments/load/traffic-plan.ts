import type { Stores } from '../../../platform/store/stores.ts';
import { planTraffic, type PlanRequest, type TrafficPlan } from '../pure/traffic-plan.ts';
import { trafficOf, type TrafficRequest } from './traffic.ts';

/** The plan of an experiment by the workspace's own traffic. */
export const planOfTraffic = async (
  stores: Stores,
  workspaceId: string,
  request: TrafficRequest & PlanRequest,
  now: Date,
): Promise<TrafficPlan> => planTraffic(await trafficOf(stores, workspaceId, request, now), request);
