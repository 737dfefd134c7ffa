import type { Checked } from '../../controls/form/form-state.ts';
import type { AlertChannelInput, AlertChannelKind } from '../../graphql/generated/graphql.ts';

/** A channel while it is typed. */
export interface ChannelDraft {
  readonly kind: AlertChannelKind;
  readonly name: string;
  /** Addresses, separated by commas or lines. */
  readonly recipients: string;
  readonly url: string;
  readonly routingKey: string;
}

export const emptyChannel: ChannelDraft = { kind: 'SLACK', name: '', recipients: '', url: '', routingKey: '' };

/** Addresses of a text, separated by commas or lines. */
export const recipientsOf = (text: string): string[] =>
  text
    .split(/[,\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** What the API takes of a draft. `isKnown`: where it leads stays where nothing is typed. */
export function readChannel(draft: ChannelDraft, isKnown: boolean): Checked<AlertChannelInput> {
  const problems: Record<string, string> = {};
  const name = draft.name.trim();
  if (name === '') problems['name'] = 'Give it a name.';
  const { kind } = draft;
  const recipients = recipientsOf(draft.recipients);
  if (kind === 'EMAIL' && recipients.length === 0) problems['recipients'] = 'Give one address at least.';
  const url = draft.url.trim();
  const routingKey = draft.routingKey.trim();
  if (!isKnown && kind === 'PAGERDUTY' && routingKey === '') problems['routingKey'] = 'Give the integration key.';
  if (!isKnown && kind !== 'EMAIL' && kind !== 'PAGERDUTY' && url === '') problems['url'] = 'Give the address.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      kind,
      name,
      ...(kind === 'EMAIL' && { recipients }),
      ...(kind === 'PAGERDUTY' && routingKey !== '' && { routingKey }),
      ...(kind !== 'EMAIL' && kind !== 'PAGERDUTY' && url !== '' && { url }),
    },
  };
}
