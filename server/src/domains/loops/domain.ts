import { defineDomain } from '../../platform/domain.ts';
import { drainLoops, startLoops } from './background/work.ts';
import { loopReference, loopsTool } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After commit: a loop has come on, or was changed. */
    'loops.changed': [loopId: string, Record<string, never>];
  }
}

export const loopsDomain = defineDomain({
  name: 'loops',
  tables: ['loops', 'loop_steps', 'loop_items'],
  topics: ['loops.changed'],
  tools: [loopsTool],
  references: [loopReference],
  audited: { loops: { type: 'Loop', name: 'name', only: ['name', 'dataset_version_id', 'job_id', 'proposer', 'connected_model'] } },
  loops: [{ name: 'loops', start: startLoops, drain: (stores) => drainLoops(stores) }],
});
