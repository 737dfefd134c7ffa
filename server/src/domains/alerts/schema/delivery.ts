import { builder } from '../../../platform/graphql/builder.ts';
import { uuidKey } from '../../../platform/graphql/ids.ts';
import { AlertDeliveryStateRef, AlertTransitionRef } from './enums.ts';

export const AlertDeliveryRef = builder.prismaNode('AlertDelivery', {
  id: { field: 'id' },
  nullable: true,
  authScopes: { may: 'READ' },
  description: 'A notice on its way to one channel, and what came of each attempt. Kept for 90 days.',
  findUnique: (id, { viewer }) => ({ id: uuidKey(id), workspaceId: viewer.workspaceId }),
  fields: (t) => ({
    transition: t.expose('transition', { type: AlertTransitionRef, description: 'What the notice is about.' }),
    state: t.expose('state', { type: AlertDeliveryStateRef, description: 'State of the notice.' }),
    recipient: t.exposeString('recipient', { nullable: true, description: 'Address of the mail; null: the channel sends no mails.' }),
    attempts: t.exposeInt('attempts', { description: 'Number of attempts so far, one that is under way included; at most 10.' }),
    statusCode: t.exposeInt('statusCode', {
      nullable: true,
      description: 'Status of the last answer of the receiver, of HTTP or SMTP; null: there was none.',
    }),
    response: t.exposeString('response', {
      nullable: true,
      description: 'Beginning of the last answer of the receiver, or the error; null: no attempt is over.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'Time when the notice was put on its way.' }),
    sentAt: t.expose('sentAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time when the receiver took the notice; null: it has not.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Time of the next attempt; null: none is to come.',
    }),
    key: t.exposeString('key', {
      description: 'Key of the notice, the same on every attempt: the header webhook-id of a webhook, the Message-ID of a mail.',
    }),
  }),
});
