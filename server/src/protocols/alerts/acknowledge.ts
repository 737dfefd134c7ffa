import type { IncomingMessage, ServerResponse } from 'node:http';
import { acknowledge } from '../../domains/alerts/commands/acknowledge.ts';
import { linkedEpisode, type LinkedEpisode } from '../../domains/alerts/load/linked.ts';
import { acknowledgePrefix } from '../../domains/alerts/load/links.ts';
import { answerWhole } from '../../platform/http/answer.ts';
import { callerOf } from '../../platform/http/caller.ts';
import { pagePolicy } from '../../platform/http/security-headers.ts';
import { inWorkspace, withActor } from '../../platform/store/scope.ts';
import type { LiveBus } from '../../platform/live/bus.ts';
import type { Stores } from '../../platform/store/stores.ts';

export const isAcknowledgeLink = (pathname: string): boolean => pathname.startsWith(acknowledgePrefix);

/** As the page and the audit trail name the holder of a link. */
const byLink = 'a person with the link of a notice';

/**
 * The page of a link in a notice. GET shows the alert with a button and changes nothing, since mail programs open links by themselves; POST
 * acknowledges. The link admits everyone who has it, to this one act, for a week.
 */
export async function answerAcknowledge(
  { stores, live }: { readonly stores: Stores; readonly live: Pick<LiveBus, 'publish'> },
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): Promise<void> {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    response.setHeader('allow', 'GET, HEAD, POST');
    return answerPage(response, 405, 'This address shows an alert, and takes its acknowledgement.', '');
  }
  const now = new Date();
  const found = await linkedEpisode(stores, pathname, now);
  if (found === null)
    return answerPage(
      response,
      404,
      'This link does not admit',
      '<p>Its time is over, or its address is not whole. Sign in and open the page <a href="/alerts">Alerts</a>.</p>',
    );
  if (method !== 'POST') return answerPage(response, 200, titleOf(found), bodyOf(found));
  const { workspaceId, id } = found;
  const actor = { kind: 'UNKNOWN', id: null, name: byLink, keyId: null, ...callerOf(request), action: 'acknowledgeAlertByLink' } as const;
  await withActor(JSON.stringify(actor), () => inWorkspace(workspaceId, () => acknowledge({ stores, live, workspaceId }, id, byLink, now)));
  const after = await linkedEpisode(stores, pathname, now);
  return answerPage(response, 200, titleOf(after ?? found), bodyOf(after ?? found));
}

const titleOf = ({ ruleName }: LinkedEpisode): string => `Alert: ${ruleName}`;

function bodyOf({ state, severity, workspace, sentence, openedAt, acknowledgedBy }: LinkedEpisode): string {
  const since = `<p><b>${severity.toLowerCase()}</b> in ${escaped(workspace)}</p><p>${escaped(sentence)}</p><p>Open since ${openedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC.</p>`;
  if (state === 'RESOLVED') return `${since}<p><strong>Resolved.</strong> There is nothing to acknowledge any more.</p>`;
  if (state === 'ACKNOWLEDGED')
    return `${since}<p><strong>Acknowledged</strong>${acknowledgedBy === null ? '' : ` by ${escaped(acknowledgedBy)}`}: no reminders, no escalation.</p>`;
  return `${since}<form method="post"><button>Acknowledge</button></form>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The dashboard's colours; nothing else is fetched. */
const style =
  'body{font:16px/1.5 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:1.5rem 1rem;color:#1c1b18;background:#fbfaf7;overflow-wrap:anywhere}h1{font-size:1.25rem;line-height:1.3}button{font:inherit;font-weight:600;width:100%;max-width:22rem;min-height:52px;border:0;border-radius:6px;background:#2447c8;color:#fff;cursor:pointer}button:focus-visible{outline:2px solid #2447c8;outline-offset:3px}a{color:#2447c8}@media(prefers-color-scheme:dark){body{color:#f0eee7;background:#131311}button{background:#8fa6ff;color:#131311}button:focus-visible{outline-color:#8fa6ff}a{color:#8fa6ff}}';

function answerPage(response: ServerResponse, status: number, title: string, body: string): void {
  // A form that is sent names no origin where the page sends no referrer.
  response.setHeader('referrer-policy', 'same-origin');
  response.setHeader('content-security-policy', pagePolicy());
  const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(title)}</title><style>${style}</style></head><body><main><h1>${escaped(title)}</h1>${body}</main></body></html>`;
  answerWhole(response, status, page, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
}
