import { installationOf } from '../../access/load/installation.ts';
import { readersAmong } from '../../access/load/readers.ts';
import { modelsConfigOf } from '../../model-connections/load/environment.ts';
import { OutgoingRefused, outgoingFetch } from '../../../platform/http/outgoing.ts';
import type { AlertChannel } from '../../../platform/store/prisma/generated/client.ts';
import type { Stores } from '../../../platform/store/stores.ts';
import { openChannel, type OpenedChannel } from '../load/channels.ts';
import { mailOf } from '../pure/bodies/mail.ts';
import { pagerDutyBody } from '../pure/bodies/pagerduty.ts';
import { slackBody } from '../pure/bodies/slack.ts';
import { teamsBody } from '../pure/bodies/teams.ts';
import { webhookBody } from '../pure/bodies/webhook.ts';
import type { Notice } from '../pure/notice.ts';
import type { Answer } from '../pure/outcome.ts';
import { signedHeaders } from '../pure/signature.ts';

/** A receiver that has not answered after so long is tried again later. */
export const attemptMs = 15_000;
/** A mail server may take longer for its steps. */
export const mailMs = 60_000;
/** So much of an answer is kept. */
const keptCharacters = 500;
const readBytes = 4_096;

/** One attempt to send a notice to a channel. Nothing is thrown: what went wrong is the answer. */
export async function sendNotice(
  stores: Stores,
  channel: AlertChannel,
  notice: Notice & { readonly recipient: string | null },
  now: Date,
): Promise<Answer> {
  const opened = await openChannel(stores, channel, now);
  if ('unreadable' in opened) return { statusCode: null, text: opened.unreadable, retryAfter: null };
  if (channel.kind === 'EMAIL') return sendMail(stores, channel.workspaceId, notice);
  if (opened.address === null) return { statusCode: null, text: 'The channel has no address.', retryAfter: null, isRefused: true };
  return post(stores, opened.address.url, requestOf(channel, opened, notice, now));
}

interface Posted {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

function requestOf({ kind }: Pick<AlertChannel, 'kind'>, { address, secrets }: OpenedChannel, notice: Notice, now: Date): Posted {
  const content =
    kind === 'SLACK'
      ? slackBody(notice)
      : kind === 'TEAMS'
        ? teamsBody(notice)
        : kind === 'PAGERDUTY'
          ? pagerDutyBody(notice, address?.routingKey ?? '')
          : webhookBody(notice);
  const body = JSON.stringify(content);
  return { body, headers: kind === 'WEBHOOK' ? signedHeaders(notice.key, now, body, secrets) : {} };
}

async function post(stores: Pick<Stores, 'postgres'>, url: string, { body, headers }: Posted): Promise<Answer> {
  const ask = outgoingFetch(modelsConfigOf(stores).reach);
  try {
    const answer = await ask(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'fine-tune-lab', ...headers },
      body,
      signal: AbortSignal.timeout(attemptMs),
    });
    return { statusCode: answer.status, text: await beginningOf(answer), retryAfter: answer.headers.get('retry-after') };
  } catch (error) {
    if (error instanceof OutgoingRefused)
      return {
        statusCode: error.status,
        text: kept(error.message),
        retryAfter: null,
        ...(error.status === null && { isRefused: true as const }),
      };
    return { statusCode: null, text: kept(reasonOf(error)), retryAfter: null };
  }
}

/** The beginning of what was answered; the rest is not read. */
async function beginningOf(answer: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (answer.body === null) return '';
  for await (const part of answer.body) {
    parts.push(part);
    size += part.length;
    if (size >= readBytes) break;
  }
  return kept(Buffer.concat(parts).toString('utf8'));
}

/** As PostgreSQL stores it. */
const kept = (text: string): string =>
  text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, keptCharacters)
    .toWellFormed();

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return `The receiver did not answer within ${attemptMs / 1_000} s.`;
  const { code } = error as NodeJS.ErrnoException;
  const cause = error.cause instanceof OutgoingRefused ? error.cause.message : error.message;
  return code === undefined ? cause : `${code}: ${cause}`;
}

async function sendMail(stores: Stores, workspaceId: string, notice: Notice & { readonly recipient: string | null }): Promise<Answer> {
  const { mailer } = installationOf(stores);
  const failed = (text: string, more: Partial<Answer> = {}): Answer => ({ statusCode: null, text, retryAfter: null, ...more });
  if (mailer?.isOn !== true) return failed('This server sends no mail: SMTP_URL and MAIL_FROM are not set.');
  const { recipient } = notice;
  const readers = recipient === null ? [] : await readersAmong(stores, workspaceId, [recipient]);
  const [to] = readers;
  if (to === undefined) return failed(`${recipient} is of no member who may read this workspace any more.`, { isRefused: true });
  const isTaken = await mailer.deliver({ to, ...mailOf(notice), id: notice.key }, mailMs);
  return isTaken
    ? { statusCode: 250, text: 'The mail server has taken the mail.', retryAfter: null }
    : failed('The mail server did not take the mail; the log of this server has its reason.');
}
