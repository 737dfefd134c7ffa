import { lastChangeField } from '../../audit/schema/last-change.ts';
import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { maxNameLength, maxRecipients } from '../types.ts';
import type { SavedChannel } from '../commands/channels.ts';
import { AlertDeliveryRef } from './delivery.ts';
import { AlertChannelKindRef } from './enums.ts';

export const AlertChannelRef = builder.prismaNode('AlertChannel', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'READ' },
  description: 'A way on which notices of alerts go out.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    kind: t.expose('kind', { type: AlertChannelKindRef, description: 'Kind of the channel.' }),
    name: t.exposeString('name', { description: 'Name of the channel, unique in the workspace.' }),
    target: t.exposeString('target', {
      description: 'Addresses of the mails, or the host that requests go to with the end of the secret part; never the whole address.',
    }),
    isEnabled: t.exposeBoolean('isEnabled', { description: 'Whether notices go out through the channel.' }),
    disabledReason: t.exposeString('disabledReason', {
      nullable: true,
      description: 'Reason why the server has switched the channel off; null: the server has not.',
    }),
    lastDelivery: t.prismaField({
      type: AlertDeliveryRef,
      nullable: true,
      description: 'The latest notice of the channel; null: there was none within 90 days.',
      resolve: (query, { id, workspaceId }, _args, { stores }) =>
        stores.prisma.alertDelivery.findFirst({
          ...query,
          where: { channelId: id, workspaceId },
          orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
        }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the channel was made.' }),
    lastChange: t.field(lastChangeField('AlertChannel', 'alert channel', ({ id }: { id: string }) => id)),
  }),
});

builder.prismaObjectField('AlertDelivery', 'channel', (t) => t.relation('channel', { description: 'Channel that the notice goes to.' }));

export const AlertChannelResultRef = builder.objectRef<SavedChannel>('AlertChannelResult').implement({
  description: 'A channel that was saved, with the secret of a webhook where one was made.',
  fields: (t) => ({
    channel: t.prismaField({
      type: AlertChannelRef,
      description: 'The channel as saved.',
      resolve: (query, { id }, _args, { stores, viewer: { workspaceId } }) =>
        stores.prisma.alertChannel.findUniqueOrThrow({ ...query, where: { id, workspaceId } }),
    }),
    secret: t.exposeString('secret', {
      nullable: true,
      description: 'Secret that requests of the webhook are signed with, shown this once; null: no secret was made.',
    }),
  }),
});

const fields = {
  name: { required: true, description: `Name of the channel, unique in the workspace, 1 to ${maxNameLength} characters.` },
  recipients: { description: `Addresses of members that mails go to, at most ${maxRecipients}; of the kind EMAIL alone.` },
  url: {
    description:
      'Address that requests go to; of SLACK, TEAMS and WEBHOOK, and of PAGERDUTY where its region has another one. With https:, or of this machine or a private network. Absent in a change: as it was.',
  },
  routingKey: { description: 'Integration key of 32 characters; of the kind PAGERDUTY alone. Absent in a change: as it was.' },
  isEnabled: { description: 'Whether notices go out through the channel; absent: they do.' },
} as const;

export const AlertChannelInputRef = builder.inputType('AlertChannelInput', {
  description: 'A channel for notices of alerts to make.',
  fields: (t) => ({
    kind: t.field({ type: AlertChannelKindRef, required: true, description: 'Kind of the channel, which stays.' }),
    name: t.string(fields.name),
    recipients: t.stringList(fields.recipients),
    url: t.string(fields.url),
    routingKey: t.string(fields.routingKey),
    isEnabled: t.boolean(fields.isEnabled),
  }),
});

export const UpdateAlertChannelInputRef = builder.inputType('UpdateAlertChannelInput', {
  description: 'New content of a channel for notices of alerts.',
  fields: (t) => ({
    id: t.globalID({ required: true, for: AlertChannelRef, description: 'Global id of the channel.' }),
    name: t.string(fields.name),
    recipients: t.stringList(fields.recipients),
    url: t.string(fields.url),
    routingKey: t.string(fields.routingKey),
    isEnabled: t.boolean(fields.isEnabled),
    rotateSecret: t.boolean({
      description: 'Whether a new secret is made; requests are signed with the one before, too, for 24 hours. Of the kind WEBHOOK alone.',
    }),
  }),
});
