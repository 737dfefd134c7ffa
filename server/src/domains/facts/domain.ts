import { defineDomain } from '../../platform/domain.ts';
import { workspacesThatForget } from '../policies/load.ts';
import { expireMessages } from './background/message-retention.ts';
import { projection } from './background/project.ts';
import { rebuildJob } from './background/rebuild.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After projection: analytics of the workspace have changed. */
    'facts.landed': [workspaceId: string, { messageCount: number }];
  }
}

export const factsDomain = defineDomain({
  name: 'facts',
  tables: ['message_facts', 'message_texts'],
  topics: ['facts.landed'],
  jobs: [rebuildJob],
  loops: [projection],
  schedules: [
    {
      name: 'message retention',
      cron: '7 * * * *',
      catchUpMs: 3_600_000,
      run: async ({ stores, live, onError }, now) => {
        // A workspace that fails does not keep the others waiting.
        for (const workspaceId of await workspacesThatForget(stores.postgres)) {
          try {
            const messageCount = await expireMessages(stores, workspaceId, now);
            if (messageCount > 0) live.publish('facts.landed', workspaceId, { messageCount });
          } catch (error) {
            onError(error);
          }
        }
      },
    },
  ],
});
