import { defineDomain } from '../../platform/domain.ts';
import { userPurged } from '../deletions/hooks.ts';
import { findDueInsights } from './background/find.ts';
import { forgetTopics } from './commands.ts';
import { insightsTool } from './tools.ts';

/** The few sentences with a number about what changed: looked for in the background, ranked by what matters and by what people dismiss. */
export const insightsDomain = defineDomain({
  name: 'insights',
  tables: ['insights', 'insight_progress', 'insight_visits'],
  tools: [insightsTool],
  hooks: [userPurged.reaction(forgetTopics)],
  schedules: [
    {
      name: 'insights',
      cron: '*/5 * * * *',
      catchUpMs: 3_600_000,
      run: ({ stores, onError }, now, signal) => findDueInsights(stores, now, signal, onError),
    },
  ],
});
