import { defineDomain } from '../../platform/domain.ts';

declare module '../../platform/live/topics.ts' {
  interface Topics {
    /** After commit: connections to language models, or their settings, have changed. */
    'models.changed': [workspaceId: string, Record<string, never>];
  }
}

export const modelConnectionsDomain = defineDomain({
  name: 'model-connections',
  tables: ['model_connections', 'model_settings', 'model_calls'],
  topics: ['models.changed'],
  audited: {
    model_connections: {
      type: 'ModelConnection',
      name: 'name',
      secrets: ['key_cipher', 'key_end'],
      ignored: ['listed_models', 'checked_at', 'latency_ms', 'check_code', 'check_message'],
    },
    model_settings: { type: 'ModelSettings', key: ['workspace_id'], ignored: ['updated_at'] },
  },
});
