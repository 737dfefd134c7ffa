import { dayMs } from '../../analytics/pure/interval.ts';
import { randomBytes } from 'node:crypto';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import type { LiveBus } from '../../../platform/live/bus.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { strangerAmong } from '../../access/load/readers.ts';
import { BadAlertChannel } from '../errors.ts';
import { checkChannel, shownTarget, type ChannelInput } from '../ingest/channel.ts';
import { sealAddress, sealSecret } from '../load/channels.ts';
import { secretPrefix } from '../pure/signature.ts';
import { removeChannel } from '../queries/deliveries.ts';
import { forgetChannel } from '../queries/rules.ts';
import { maxChannels, type ChannelKind } from '../types.ts';

export interface Changing {
  readonly stores: Stores;
  readonly live: Pick<LiveBus, 'publish'>;
  readonly workspaceId: string;
}

export interface SavedChannel {
  readonly id: string;
  /** What requests of a webhook are signed with: shown once. Null: it is not new, or of another kind. */
  readonly secret: string | null;
}

/** So long requests are signed with the secret before, too, after a new one was made. */
const rotationMs = dayMs;
const secretBytes = 32;

const newSecret = (): string => `${secretPrefix}${randomBytes(secretBytes).toString('base64')}`;

/** Makes a channel. Nothing is sent: `testAlertChannel` does that. */
export async function createChannel(
  { stores, live, workspaceId }: Changing,
  { kind, ...input }: ChannelInput & { readonly kind: ChannelKind },
): Promise<Result<SavedChannel, BadAlertChannel>> {
  const checked = checkChannel(kind, input, false);
  if (!checked.ok) return checked;
  const { name, recipients, address, isEnabled } = checked.value;
  const { prisma } = stores;
  if ((await prisma.alertChannel.count({ where: { workspaceId } })) >= maxChannels)
    return fail(new BadAlertChannel('name', `is of one channel too many: a workspace has at most ${maxChannels}`));
  const problem = (await takenName(stores, workspaceId, name)) ?? (await strangerIn(stores, workspaceId, recipients));
  if (problem !== null) return fail(problem);
  const secret = kind === 'WEBHOOK' ? newSecret() : null;
  const target = shownTarget(kind, { recipients, address });
  const { id } = await prisma.alertChannel.create({
    data: { workspaceId, kind, name, target, recipients: [...recipients], isEnabled: false },
    select: { id: true },
  });
  // What is sealed is bound to the id, which is known now.
  await prisma.alertChannel.update({
    where: { id, workspaceId },
    data: {
      isEnabled,
      ...(address !== null && { addressCipher: await sealAddress(stores, { workspaceId, id }, address) }),
      ...(secret !== null && { secretCipher: await sealSecret(stores, { workspaceId, id }, secret) }),
    },
  });
  live.publish('alerts.changed', workspaceId, { ids: [] });
  return succeed({ id, secret });
}

/** Changes a channel. An address that is not given stays. One that the server had switched off is on again. */
export async function updateChannel(
  { stores, live, workspaceId }: Changing,
  id: string,
  { rotateSecret, ...input }: ChannelInput & { readonly rotateSecret?: boolean | null | undefined },
  now: Date,
): Promise<Result<SavedChannel, BadAlertChannel | NotFound>> {
  const { prisma } = stores;
  const known = await prisma.alertChannel.findUnique({ where: { id, workspaceId } });
  if (known === null) return fail(new NotFound('Alert channel', id, 'input.id'));
  const checked = checkChannel(known.kind, input, true);
  if (!checked.ok) return checked;
  const { name, recipients, address, isEnabled } = checked.value;
  if (rotateSecret === true && known.kind !== 'WEBHOOK')
    return fail(new BadAlertChannel('rotateSecret', `is true; a channel of the kind ${known.kind} has no secret of its own`));
  const problem =
    (name === known.name ? null : await takenName(stores, workspaceId, name)) ?? (await strangerIn(stores, workspaceId, recipients));
  if (problem !== null) return fail(problem);
  const secret = rotateSecret === true ? newSecret() : null;
  await prisma.alertChannel.update({
    where: { id, workspaceId },
    data: {
      name,
      recipients: [...recipients],
      isEnabled,
      updatedAt: now,
      ...(isEnabled && { disabledReason: null }),
      ...((known.kind === 'EMAIL' || address !== null) && { target: shownTarget(known.kind, { recipients, address }) }),
      ...(address !== null && { addressCipher: await sealAddress(stores, { workspaceId, id }, address) }),
      ...(secret !== null && {
        secretCipher: await sealSecret(stores, { workspaceId, id }, secret),
        previousCipher: known.secretCipher,
        previousUntil: new Date(now.getTime() + rotationMs),
      }),
    },
  });
  live.publish('alerts.changed', workspaceId, { ids: [] });
  return succeed({ id, secret });
}

/** Deletes a channel with its deliveries; rules do not name it any more. Gives its id. */
export async function deleteChannel({ stores, live, workspaceId }: Changing, id: string): Promise<Result<string, NotFound>> {
  const count = await inTransaction(stores.postgres, async (session) => {
    await forgetChannel(session, { workspaceId, id });
    return removeChannel(session, { workspaceId, id });
  });
  if (count === 0) return fail(new NotFound('Alert channel', id));
  live.publish('alerts.changed', workspaceId, { ids: [] });
  return succeed(id);
}

async function takenName({ prisma }: Pick<Stores, 'prisma'>, workspaceId: string, name: string): Promise<BadAlertChannel | null> {
  const isTaken = (await prisma.alertChannel.count({ where: { workspaceId, name } })) > 0;
  return isTaken ? new BadAlertChannel('name', `is "${name}", which another channel of this workspace has`) : null;
}

/** Notices say what the workspace does: mails go to those who may read it. */
async function strangerIn(
  stores: Pick<Stores, 'postgres'>,
  workspaceId: string,
  recipients: readonly string[],
): Promise<BadAlertChannel | null> {
  const stranger = await strangerAmong(stores, workspaceId, recipients);
  return stranger === null ? null : new BadAlertChannel('recipients', stranger);
}
