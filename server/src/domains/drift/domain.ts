import { defineDomain } from '../../platform/domain.ts';
import { userErased } from '../deletions/hooks.ts';
import { forgetErased } from './commands.ts';
import { driftTool } from './tools.ts';

/** How messages of a window differ from those of a baseline: computed when it is asked for (docs/drift.md). Baselines that people pin are kept. */
export const driftDomain = defineDomain({
  name: 'drift',
  tables: ['drift_baselines'],
  tools: [driftTool],
  hooks: [userErased.reaction(forgetErased)],
  // A filter may name users.
  audited: { drift_baselines: { type: 'DriftBaselinePin', name: 'name', secrets: ['filter'] } },
});
