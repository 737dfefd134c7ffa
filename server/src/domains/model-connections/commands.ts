import { fail, NotFound, succeed, type Result } from '../../platform/graphql/errors.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import { encryptSecret } from '../../platform/store/keyring.ts';
import type { Stores } from '../../platform/store/stores.ts';
import { BadModelConnection } from './errors.ts';
import { checkConnection, checkSettings, type CheckedConnection, type ConnectionInput, type SettingsInput } from './ingest.ts';
import { boundTo, connectedModels, modelSettingsOf, withKey, type ModelSettings } from './load/connections.ts';
import { modelFetch } from './load/environment.ts';
import { listModels } from './load/listing.ts';
import { writeSettings } from './queries.ts';
import { maxConnections } from './types.ts';

export interface Changing {
  readonly stores: Stores;
  readonly live: LiveBus;
  readonly workspaceId: string;
}

const shownOfKey = 4;
/** Of a shorter key, nothing is shown. */
const leastKeyLength = 12;

/** Makes a connection to a server of models, and gives its id. The server is not asked: `checkModelConnection` does that. */
export async function createConnection(
  { stores, live, workspaceId }: Changing,
  input: ConnectionInput,
): Promise<Result<string, BadModelConnection>> {
  const checked = checkConnection(input, false);
  if (!checked.ok) return checked;
  const { prisma } = stores;
  const { name } = checked.value;
  if ((await prisma.modelConnection.count({ where: { workspaceId } })) >= maxConnections)
    return fail(new BadModelConnection('name', `is of one connection too many: a workspace has at most ${maxConnections}`));
  if ((await prisma.modelConnection.count({ where: { workspaceId, name } })) > 0) return fail(taken(name));
  const { id } = await prisma.modelConnection.create({ data: { workspaceId, ...columnsOf(checked.value) }, select: { id: true } });
  // The key is bound to the id, which is known now.
  if (checked.value.apiKey !== null && checked.value.apiKey !== '')
    await prisma.modelConnection.update({ where: { id, workspaceId }, data: await keyOf(stores, workspaceId, id, checked.value.apiKey) });
  live.publish('models.changed', workspaceId, {});
  return succeed(id);
}

/** Changes a connection, and gives its id. A key that is not given stays; an empty one is taken away. What was checked is to be checked again. */
export async function updateConnection(
  { stores, live, workspaceId }: Changing,
  id: string,
  input: ConnectionInput,
): Promise<Result<string, BadModelConnection | NotFound>> {
  const { prisma } = stores;
  const known = await prisma.modelConnection.findUnique({ where: { id, workspaceId } });
  if (known === null) return fail(new NotFound('Model connection', id, 'input.id'));
  const checked = checkConnection(input, known.keyCipher !== null);
  if (!checked.ok) return checked;
  const { name, baseUrl, apiKey } = checked.value;
  // A key goes to the server that it was given for: one that edits the address cannot have it sent elsewhere.
  const isElsewhere = new URL(baseUrl).origin !== new URL(known.baseUrl).origin;
  if (isElsewhere && apiKey === null && known.keyCipher !== null)
    return fail(
      new BadModelConnection(
        'apiKey',
        'is missing: the address leads to another server than the one that the stored key is for; give the key of that server, or an empty one',
      ),
    );
  if (name !== known.name && (await prisma.modelConnection.count({ where: { workspaceId, name } })) > 0) return fail(taken(name));
  const key = apiKey === null ? {} : await keyOf(stores, workspaceId, id, apiKey);
  const isOther = isElsewhere || baseUrl !== known.baseUrl || checked.value.kind !== known.kind;
  await prisma.modelConnection.update({
    where: { id, workspaceId },
    data: { ...columnsOf(checked.value), ...key, ...(isOther && unchecked) },
  });
  live.publish('models.changed', workspaceId, {});
  return succeed(id);
}

const taken = (name: string): BadModelConnection =>
  new BadModelConnection('name', `is "${name}", which another connection of this workspace has`);

const unchecked = { listedModels: [], checkedAt: null, latencyMs: null, checkCode: null, checkMessage: null };

const columnsOf = ({ name, kind, baseUrl, allowedModels, toolProtocol, isEnabled }: CheckedConnection) => ({
  name,
  kind,
  baseUrl,
  allowedModels: [...allowedModels],
  toolProtocol,
  isEnabled,
});

async function keyOf(stores: Pick<Stores, 'postgres'>, workspaceId: string, id: string, apiKey: string) {
  if (apiKey === '') return { keyCipher: null, keyEnd: null };
  return {
    keyCipher: await encryptSecret(stores, apiKey, boundTo(workspaceId, id)),
    keyEnd: apiKey.length < leastKeyLength ? null : apiKey.slice(-shownOfKey),
  };
}

/** Deletes a connection with its key, and gives its id. */
export async function deleteConnection({ stores, live, workspaceId }: Changing, id: string): Promise<Result<string, NotFound>> {
  const { count } = await stores.prisma.modelConnection.deleteMany({ where: { id, workspaceId } });
  if (count === 0) return fail(new NotFound('Model connection', id));
  live.publish('models.changed', workspaceId, {});
  return succeed(id);
}

/** Asks the server of a connection which models it has, keeps the answer or what it failed with, and gives the connection's id. */
export async function checkModelConnection(
  { stores, live, workspaceId }: Changing,
  id: string,
  now: Date,
): Promise<Result<string, NotFound>> {
  const { prisma } = stores;
  const known = await prisma.modelConnection.findUnique({ where: { id, workspaceId } });
  if (known === null) return fail(new NotFound('Model connection', id));
  const opened = await withKey(stores, known);
  const found =
    'unreadable' in opened
      ? { code: 'KEY_UNREADABLE', message: opened.unreadable }
      : await listModels(opened.connection, modelFetch(stores));
  const data =
    'models' in found
      ? { listedModels: [...found.models], latencyMs: found.latencyMs, checkCode: null, checkMessage: null, checkedAt: now }
      : { checkCode: found.code, checkMessage: found.message, latencyMs: null, checkedAt: now };
  // It may have been changed or deleted meanwhile.
  await prisma.modelConnection.updateMany({ where: { id, workspaceId, baseUrl: known.baseUrl, kind: known.kind }, data });
  live.publish('models.changed', workspaceId, {});
  return succeed(id);
}

/** Sets the default model, the order of the others, and what a person may spend in a day. */
export async function setModelSettings(
  { stores, live, workspaceId }: Changing,
  input: SettingsInput,
): Promise<Result<ModelSettings, BadModelConnection>> {
  const known = new Set((await connectedModels(stores, workspaceId)).map(({ ref }) => ref));
  const checked = checkSettings(input, known);
  if (!checked.ok) return checked;
  await writeSettings(stores.postgres, { workspaceId, ...checked.value });
  live.publish('models.changed', workspaceId, {});
  return succeed(await modelSettingsOf(stores, workspaceId));
}
