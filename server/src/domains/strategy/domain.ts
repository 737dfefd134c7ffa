import { defineDomain } from '../../platform/domain.ts';
import { strategyTool } from './tools.ts';

export const strategyDomain = defineDomain({
  name: 'strategy',
  tables: ['strategy_recommendations'],
  tools: [strategyTool],
  audited: { strategy_recommendations: { type: 'StrategyRecommendation', name: 'title' } },
});
