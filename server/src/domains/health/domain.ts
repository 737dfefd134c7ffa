import { defineDomain } from '../../platform/domain.ts';
import { jobChanged, pointsStored } from '../training/hooks.ts';
import { drainJudgments, dueJob, markJob, startJudging } from './background/judging.ts';

export const healthDomain = defineDomain({
  name: 'health',
  tables: ['training_warnings', 'training_health', 'training_waste'],
  hooks: [pointsStored.reaction(markJob), jobChanged.reaction(dueJob)],
  loops: [
    {
      name: 'health',
      start: startJudging,
      // Who drains has no subscribers.
      drain: (stores) => drainJudgments({ stores, live: { publish: () => {} } }),
    },
  ],
});
