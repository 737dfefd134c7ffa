import { decryptSecret } from '../../../platform/store/keyring.ts';
import type { ModelConnection } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { providerAt } from '../pure/base-url.ts';
import { settingsRow } from '../queries.ts';
import { environmentName, type ConnectedModel, type OpenConnection } from '../types.ts';
import { modelsConfigOf } from './environment.ts';

export interface ModelSettings {
  /** As `connection/model`; null: that of the environment, else the first there is. */
  readonly defaultModel: string | null;
  readonly fallbackModels: readonly string[];
  readonly dailyNanoUsdPerPerson: bigint | null;
  readonly dailyTokensPerPerson: bigint | null;
  /** Null: the defaults hold. */
  readonly updatedAt: Date | null;
}

const defaults: ModelSettings = {
  defaultModel: null,
  fallbackModels: [],
  dailyNanoUsdPerPerson: null,
  dailyTokensPerPerson: null,
  updatedAt: null,
};

export async function modelSettingsOf({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<ModelSettings> {
  return (await settingsRow(postgres, { workspaceId }))[0] ?? defaults;
}

/** What an encrypted key is bound to: it can't be moved to another connection. */
export const boundTo = (workspaceId: string, id: string): string => `model_connections ${workspaceId} ${id}`;

/** Every model that may be used: those of the workspace's connections by name, then that of the environment. */
export async function connectedModels(stores: Pick<Stores, 'prisma' | 'postgres'>, workspaceId: string): Promise<ConnectedModel[]> {
  const connections = await stores.prisma.modelConnection.findMany({
    where: { workspaceId, isEnabled: true },
    orderBy: { name: 'asc' },
    select: { name: true, baseUrl: true, allowedModels: true, listedModels: true },
  });
  const models = connections.flatMap(({ name, baseUrl, allowedModels, listedModels }) => {
    const provider = providerAt(baseUrl);
    return (allowedModels.length > 0 ? allowedModels : listedModels).map((model) => modelOf(name, model, provider));
  });
  const { defaultModel, server } = modelsConfigOf(stores);
  return server === null || defaultModel === null
    ? models
    : [...models, modelOf(environmentName, defaultModel, providerAt(server.baseUrl))];
}

const modelOf = (connection: string, model: string, provider: string): ConnectedModel => ({
  ref: `${connection}/${model}`,
  connection,
  model,
  provider,
});

/** The model of the environment, as people would name it; null: there is none. */
export function environmentModel(stores: Pick<Stores, 'postgres'>): string | null {
  const { defaultModel, server } = modelsConfigOf(stores);
  return defaultModel === null || server === null ? defaultModel : `${environmentName}/${defaultModel}`;
}

export type Opened = { readonly connection: OpenConnection } | { readonly unreadable: string };

/** The connection of a model with its key. `unreadable`: the key was encrypted by another server. */
export async function openConnection(
  stores: Pick<Stores, 'prisma' | 'postgres'>,
  workspaceId: string,
  name: string,
): Promise<Opened | null> {
  const { server } = modelsConfigOf(stores);
  if (name === environmentName && server !== null)
    return { connection: { ...server, name, toolProtocol: 'NATIVE', provider: providerAt(server.baseUrl) } };
  const found = await stores.prisma.modelConnection.findUnique({ where: { workspaceId_name: { workspaceId, name } } });
  return found === null ? null : withKey(stores, found);
}

export async function withKey(stores: Pick<Stores, 'postgres'>, found: ModelConnection): Promise<Opened> {
  const { name, kind, baseUrl, toolProtocol, keyCipher, workspaceId, id } = found;
  const apiKey = keyCipher === null ? null : await decryptSecret(stores, keyCipher, boundTo(workspaceId, id));
  if (keyCipher !== null && apiKey === null)
    return {
      unreadable: `The key of the connection "${name}" was encrypted by another server: enter it again, or give all servers the same AUTH_SECRET or secret.key.`,
    };
  return { connection: { name, kind, baseUrl, apiKey, toolProtocol, provider: providerAt(baseUrl) } };
}
