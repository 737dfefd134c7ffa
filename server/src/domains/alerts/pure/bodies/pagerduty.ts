import type { AlertSeverity, AlertTransition } from '../../types.ts';
import { addressOf, cut, dedupKey, linesOf, titleOf, type Notice } from '../notice.ts';

const severities: Readonly<Record<AlertSeverity, string>> = { INFO: 'info', WARNING: 'warning', CRITICAL: 'critical' };
const actions: Readonly<Record<AlertTransition, 'trigger' | 'acknowledge' | 'resolve'>> = {
  FIRED: 'trigger',
  REMINDED: 'trigger',
  ESCALATED: 'trigger',
  ACKNOWLEDGED: 'acknowledge',
  RESOLVED: 'resolve',
  TEST: 'trigger',
};
const mostSummary = 1_024;

/** An event of the Events API v2. All events of an episode have one `dedup_key`, so that they are one incident. */
export function pagerDutyBody(notice: Notice, routingKey: string): object {
  const { content, transition, key } = notice;
  const [item] = content.items;
  const action = actions[transition];
  const event = { routing_key: routingKey, event_action: action, dedup_key: item === undefined ? key : dedupKey(item.episodeId) };
  if (action !== 'trigger') return event;
  const page = addressOf(content, '/alerts');
  const address = item === undefined ? null : addressOf(content, item.link);
  return {
    ...event,
    client: 'Fine Tune Lab',
    ...(page !== null && { client_url: page }),
    ...(address !== null && { links: [{ href: address, text: 'What it is about' }] }),
    payload: {
      summary: cut(`${titleOf(notice)}. ${linesOf(notice)[0] ?? ''}`, mostSummary),
      source: content.workspace,
      severity: content.rule === null ? 'info' : severities[content.rule.severity],
      timestamp: content.at,
      ...(item !== undefined && {
        ...(item.series !== '' && { component: item.series }),
        custom_details: { rule: content.rule?.name, value: item.value, peak: item.peak, opened_at: item.openedAt },
      }),
    },
  };
}
