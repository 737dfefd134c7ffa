import { randomUUID } from 'node:crypto';
import { fail, NotFound, succeed, type Result } from '../../../platform/graphql/errors.ts';
import { inTransaction } from '../../../platform/ingest/transaction.ts';
import { installationOf } from '../../access/load/installation.ts';
import { deliverNow } from '../background/deliver.ts';
import { wakerOf } from '../background/wake.ts';
import { insertDeliveries, resend } from '../queries/deliveries.ts';
import type { NoticeContent } from '../types.ts';
import type { Changing } from './channels.ts';
import { deliveryKey } from '../record/store.ts';

/** Sends a test through a channel now, also through one that is switched off, and gives the id of the delivery. Of several addresses it is the first. */
export async function testChannel({ stores, live, workspaceId }: Changing, id: string, now: Date): Promise<Result<string, NotFound>> {
  const channel = await stores.prisma.alertChannel.findUnique({
    where: { id, workspaceId },
    include: { workspace: { select: { name: true, slug: true } } },
  });
  if (channel === null) return fail(new NotFound('Alert channel', id));
  const { origin } = installationOf(stores);
  const { name: workspace, slug: workspaceSlug } = channel.workspace;
  const content: NoticeContent = { origin, workspace, workspaceSlug, rule: null, at: now.toISOString(), items: [] };
  const recipient = channel.recipients[0] ?? null;
  const delivery = {
    channelId: id,
    ruleId: null,
    key: deliveryKey('test', id, randomUUID()),
    transition: 'TEST' as const,
    episodeIds: [],
    recipient,
    content,
  };
  const [made] = await inTransaction(stores.postgres, (session) => insertDeliveries(session, { workspaceId, deliveries: [delivery] }));
  const deliveryId = (made as { id: string }).id;
  await deliverNow({ stores, live }, workspaceId, deliveryId);
  return succeed(deliveryId);
}

/** Sends a notice once more, under its key, and gives its id. One that waits is sent when its time comes. */
export async function resendDelivery({ stores, live, workspaceId }: Changing, id: string): Promise<Result<string, NotFound>> {
  if ((await stores.prisma.alertDelivery.count({ where: { id, workspaceId } })) === 0) return fail(new NotFound('Alert delivery', id));
  await resend(stores.postgres, { workspaceId, id });
  wakerOf(stores).wake();
  live.publish('alerts.changed', workspaceId, { ids: [] });
  return succeed(id);
}
