import type { Stores } from '../../../platform/store/stores.ts';
import { installationOf } from '../../access/load/installation.ts';
import { readersAmong } from '../../access/load/readers.ts';
import { homeAt } from '../../access/pure/home.ts';
import { signedPath } from '../load/links.ts';
import { noteMail } from '../queries/exports.ts';
import { scheduleOfMail } from '../queries/schedules.ts';
import type { MailState } from '../types.ts';

interface Mailing {
  readonly workspaceId: string;
  readonly id: string;
  readonly scheduleId: string;
  /** Until when the link admits. */
  readonly expiresAt: Date;
}

/**
 * Sends the link of a schedule's file to those of its recipients who may read the workspace now. Each run is sent once at most: where the
 * server stops between, its state stays FAILED.
 */
export async function mailExport(stores: Stores, { workspaceId, id, scheduleId, expiresAt }: Mailing): Promise<void> {
  const note = (mail: MailState): Promise<unknown> => noteMail(stores.postgres, { workspaceId, id, mail });
  const [schedule] = await scheduleOfMail(stores.postgres, { workspaceId, id: scheduleId });
  const recipients = schedule === undefined ? [] : await readersAmong(stores, workspaceId, schedule.recipients);
  if (schedule === undefined || recipients.length === 0) return void (await note('NO_RECIPIENT'));
  const { origin, mailer } = installationOf(stores);
  if (mailer?.isOn !== true) return void (await note('OFF'));
  if (origin === null) return void (await note('UNADDRESSED'));
  await note('FAILED');
  const link = `${origin}${await signedPath(stores, { workspaceId, id, until: expiresAt })}`;
  const subject = `${schedule.name}: ${schedule.workspaceName}`;
  const until = expiresAt.toISOString().slice(0, 10);
  const text = `The export "${schedule.name}" of the workspace "${schedule.workspaceName}" is ready.\n\nDownload it before ${until}; the address admits everyone who has it:\n\n${link}\n\nYou receive this mail because a member of the workspace has entered your address in the schedule. Its page is ${homeAt(origin, schedule.workspaceSlug)}/exports.\n\nFine Tune Lab\n`;
  const sent = await Promise.all(recipients.map((to) => mailer.deliver({ to, subject, text })));
  if (sent.every(Boolean)) await note('SENT');
}
