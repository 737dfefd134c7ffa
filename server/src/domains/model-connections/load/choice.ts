import type { Viewer } from '../../../platform/graphql/context.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { preferencesFor } from '../../preferences/load.ts';
import { choose, modelNamed, type Choice } from '../pure/choose.ts';
import type { ConnectedModel } from '../types.ts';
import { connectedModels, environmentModel, modelSettingsOf } from './connections.ts';

export interface Chosen {
  readonly choice: Choice;
  /** Every model that may be used. */
  readonly models: readonly ConnectedModel[];
  /** Asked in this order where the chosen one does not answer. */
  readonly fallbacks: readonly ConnectedModel[];
}

/** Which model answers a viewer, and which ones after it. `asked`: what the request or the conversation names. */
export async function chooseModel(stores: Pick<Stores, 'prisma' | 'postgres'>, viewer: Viewer, asked: string | null): Promise<Chosen> {
  const { workspaceId } = viewer;
  const [models, settings, preferences] = await Promise.all([
    connectedModels(stores, workspaceId),
    modelSettingsOf(stores, workspaceId),
    preferencesFor(stores, viewer),
  ]);
  const { assistantModel } = preferences;
  const choice = choose(models, {
    asked,
    preference: typeof assistantModel === 'string' ? assistantModel : null,
    workspace: settings.defaultModel,
    environment: environmentModel(stores),
  });
  const fallbacks = settings.fallbackModels
    .map((name) => modelNamed(models, name))
    .filter((model): model is ConnectedModel => model !== null && model.ref !== choice.found?.ref);
  return { choice, models, fallbacks };
}
