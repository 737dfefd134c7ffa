import type { ReactNode } from 'react';
import { ViewerContext } from '../controls/viewer.ts';
import type { Permission, Viewer } from '../controls/viewer.ts';

const everything: readonly Permission[] = [
  'SEE_SELF',
  'OWN_ACCOUNT',
  'READ',
  'READ_MEMBERS',
  'REVIEW',
  'SEE_QUEUES',
  'JUDGE',
  'JUDGE_ANOMALIES',
  'EDIT_ALERTS',
  'EDIT_ALERT_CHANNELS',
  'ACKNOWLEDGE_ALERTS',
  'MANAGE_QUEUES',
  'SAVE_VIEWS',
  'EDIT_BOARDS',
  'ANNOTATE',
  'READ_POLICY',
  'INGEST',
  'EDIT_JUDGES',
  'RUN_EVALUATIONS',
  'EDIT_METRICS',
  'EDIT_MODELS',
  'EDIT_RELEASE_POLICY',
  'OVERRIDE_RELEASES',
  'EDIT_PROMPTS',
  'RELEASE_PROMPTS',
  'EDIT_PRICES',
  'EDIT_SETTINGS',
  'TRAIN',
  'EDIT_EXPERIMENTS',
  'EDIT_COHORTS',
  'START_EXPERIMENTS',
  'READ_KEYS',
  'EDIT_KEYS',
  'MANAGE_RUNNERS',
  'DELETE_DATA',
  'PERSON_DATA',
  'EDIT_POLICY',
  'EDIT_MEMBERS',
  'READ_AUDIT',
  'ASK_ASSISTANT',
  'USE_PLAYGROUND',
  'EDIT_CONNECTIONS',
  'EDIT_WORKSPACE',
  'EDIT_SIGN_IN',
  'DELETE_WORKSPACE',
];

/** The owner Ann of the workspace Default, or what is changed of her. */
export const viewerOf = (change: Partial<Viewer> = {}): Viewer => ({
  person: { id: 'P1', name: 'Ann', email: 'ann@example.com' },
  role: 'OWNER',
  workspace: { id: 'W1', name: 'Default', slug: 'default' },
  permissions: [...everything],
  hasPassword: true,
  hasSecondFactor: false,
  reload: () => undefined,
  ...change,
});

/** Looked at by this viewer. */
export function As({ viewer = viewerOf(), children }: { readonly viewer?: Viewer; readonly children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}
