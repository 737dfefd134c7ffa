import { defineDomain } from '../../platform/domain.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After commit: the settings of the workspace were set, or reset. */
    'settings.changed': [workspaceId: string, Record<string, never>];
  }
}

export const settingsDomain = defineDomain({
  name: 'settings',
  tables: ['workspace_settings'],
  topics: ['settings.changed'],
  audited: { workspace_settings: { type: 'WorkspaceSettings', key: ['workspace_id'], ignored: ['updated_at'] } },
});
