import { defineDomain } from '../../platform/domain.ts';
import { workspacesThatSample } from '../policies/load.ts';
import { reprice } from '../prices/commands.ts';
import { repriceSpans } from './background/reprice.ts';
import { sampleTraces } from './background/sampling.ts';
import { drainSummaries, startSummaries } from './background/summaries.ts';
import { expireTraces, restampJob } from './background/trace-retention.ts';
import { deleteTraces, purgeDeleted } from './commands/delete.ts';
import { forgetHomes } from './record/writer.ts';
import { tracesTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After the summaries of these traces were written again: spans of them have come, or they were deleted. */
    'traces.landed': [workspaceId: string, { traceIds: string[] }];
    /**
     * After these traces were deleted by a person, deleted with their user, or left out by sampling; retention announces nothing. At most
     * 2,000.
     */
    'traces.deleted': [workspaceId: string, { traceIds: string[] }];
  }
}

const hourMs = 3_600_000;

export const tracesDomain = defineDomain({
  name: 'traces',
  tables: ['spans', 'contents', 'traces', 'trace_queue', 'span_log'],
  tools: [tracesTool],
  topics: ['traces.landed', 'traces.deleted'],
  jobs: [restampJob],
  steps: [{ kind: reprice.kind, run: repriceSpans }],
  schedules: [
    {
      name: 'trace retention',
      cron: '17 * * * *',
      catchUpMs: hourMs,
      run: ({ stores }, now) => expireTraces(stores, now, () => forgetHomes(stores)),
    },
    // Deleted rows are gone for every query at once; they leave the disk with this.
    { name: 'purge', cron: '37 * * * *', catchUpMs: hourMs, run: ({ stores }) => purgeDeleted(stores) },
    {
      name: 'sampling',
      cron: '* * * * *',
      catchUpMs: 0,
      run: async ({ stores, live, onError }, now) => {
        for (const workspaceId of await workspacesThatSample(stores.postgres)) {
          // Instructions and history that other traces may name go with their retention: to look for other namers every minute costs too
          // much.
          await sampleTraces(stores, workspaceId, now, async (from, of, traceIds) => {
            await deleteTraces(from, of, traceIds, { keepsShared: true });
            live.publish('traces.deleted', of, { traceIds: [...traceIds] });
          }).catch(onError);
        }
      },
    },
  ],
  loops: [
    {
      name: 'sums',
      start: ({ stores, live, onPassed, onError }) => startSummaries(stores, live, { onPassed, onError }),
      drain: drainSummaries,
    },
  ],
});
