import { defineDomain } from '../../platform/domain.ts';
import { continualTool, sessionReference } from './tools.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** Sessions of continual learning of a workspace were saved or deleted, or something of one has come. */
    'continual.changed': [workspaceId: string, Record<string, never>];
  }
}

export const continualDomain = defineDomain({
  name: 'continual',
  tables: ['continual_sessions', 'continual_updates', 'continual_scores'],
  tools: [continualTool],
  references: [sessionReference],
  audited: { continual_sessions: { type: 'ContinualSession', name: 'name' } },
  topics: ['continual.changed'],
});
