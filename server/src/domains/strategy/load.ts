import type { Stores } from '../../platform/store/stores.ts';
import { strategyOf } from './pure/strategy.ts';
import { finishedJobs } from './queries.ts';
import type { Constraints, Strategy, StrategyGoal } from './types.ts';

/** The strategy that the finished jobs of the workspace give now. Source: PostgreSQL. */
export const currentStrategy = async (
  { postgres }: Pick<Stores, 'postgres'>,
  workspaceId: string,
  goals: readonly StrategyGoal[],
  constraints: Constraints,
): Promise<Strategy> => strategyOf(await finishedJobs(postgres, { workspaceId }), goals, constraints);
