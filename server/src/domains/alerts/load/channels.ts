import { NotFound } from '../../../platform/graphql/errors.ts';
import { decryptSecret, encryptSecret } from '../../../platform/store/keyring.ts';
import type { AlertChannel } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import type { ChannelAddress } from '../ingest/channel.ts';

/** What a secret of a channel is bound to: it can't be moved to another one. */
const boundTo = (workspaceId: string, id: string, part: 'address' | 'secret'): string => `alert_channels ${workspaceId} ${id} ${part}`;

type Place = Pick<AlertChannel, 'workspaceId' | 'id'>;

export const sealAddress = (stores: Pick<Stores, 'postgres'>, { workspaceId, id }: Place, address: ChannelAddress): Promise<string> =>
  encryptSecret(stores, JSON.stringify(address), boundTo(workspaceId, id, 'address'));

export const sealSecret = (stores: Pick<Stores, 'postgres'>, { workspaceId, id }: Place, secret: string): Promise<string> =>
  encryptSecret(stores, secret, boundTo(workspaceId, id, 'secret'));

/** A channel as notices are sent to it. */
export interface OpenedChannel {
  /** Null: EMAIL. */
  readonly address: ChannelAddress | null;
  /** What requests are signed with, the newest first; empty: of other kinds than WEBHOOK. */
  readonly secrets: readonly string[];
}

/** The channel with its secrets. `unreadable`: they were encrypted by another server. */
export async function openChannel(
  stores: Pick<Stores, 'postgres'>,
  channel: AlertChannel,
  now: Date,
): Promise<OpenedChannel | { readonly unreadable: string }> {
  const { workspaceId, id, name, addressCipher, secretCipher, previousCipher, previousUntil } = channel;
  const address = addressCipher === null ? null : await decryptSecret(stores, addressCipher, boundTo(workspaceId, id, 'address'));
  const sealed = [secretCipher, previousUntil !== null && previousUntil > now ? previousCipher : null].filter((cipher) => cipher !== null);
  const secrets = await Promise.all(sealed.map((cipher) => decryptSecret(stores, cipher, boundTo(workspaceId, id, 'secret'))));
  if ((addressCipher !== null && address === null) || secrets.includes(null))
    return {
      unreadable: `The address or the secret of the channel "${name}" was encrypted by another server: enter it again, or give all servers the same AUTH_SECRET or secret.key.`,
    };
  return {
    address: address === null ? null : (JSON.parse(address) as ChannelAddress),
    secrets: secrets.filter((secret) => secret !== null),
  };
}

/** Channels that a rule is to name are there. Errors: throws NOT_FOUND that names the one that is not, below `argument`. */
export async function assertChannels(
  { prisma }: Pick<Stores, 'prisma'>,
  workspaceId: string,
  ids: readonly string[],
  argument: string,
): Promise<void> {
  if (ids.length === 0) return;
  const known = new Set(
    (await prisma.alertChannel.findMany({ where: { workspaceId, id: { in: [...ids] } }, select: { id: true } })).map(({ id }) => id),
  );
  const strange = ids.findIndex((id) => !known.has(id));
  if (strange >= 0) throw new NotFound('Alert channel', ids[strange] as string, `${argument}[${strange}]`);
}
