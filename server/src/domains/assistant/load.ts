import type { Viewer } from '../../platform/graphql/context.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { spenderOf } from '../model-connections/load.ts';
import { settingsRow } from './queries.ts';

export interface AssistantSettings {
  readonly isTraced: boolean;
  readonly actsWithoutCard: boolean;
}

const defaults: AssistantSettings = { isTraced: false, actsWithoutCard: false };

export const assistantSettingsOf = async ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<AssistantSettings> =>
  (await settingsRow(postgres, { workspaceId }))[0] ?? defaults;

/** Conversations that a viewer may read: its own, and those that are shared. */
export const readableBy = (viewer: Viewer) => ({
  workspaceId: viewer.workspaceId,
  OR: [{ owner: spenderOf(viewer) }, { isShared: true }],
});

export const nameOfViewer = ({ person, keyId }: Viewer): string =>
  person === null ? (keyId === null ? 'local owner' : 'API key') : person.name === '' ? person.email : person.name;
