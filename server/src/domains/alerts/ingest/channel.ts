import type { Result } from '../../../platform/graphql/errors.ts';
import { isLocal } from '../../model-connections/pure/base-url.ts';
import { readAddresses } from '../../../platform/ingest/addresses.ts';
import { checkInput } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, type Fields } from '../../../platform/ingest/values.ts';
import { BadAlertChannel } from '../errors.ts';
import { maxNameLength, maxRecipients, type ChannelKind } from '../types.ts';

type Given<Value> = Value | null | undefined;

/** A channel as the API takes it; absent and null are the same. */
export interface ChannelInput {
  readonly name: string;
  readonly recipients?: Given<readonly string[]>;
  readonly url?: Given<string>;
  readonly routingKey?: Given<string>;
  readonly isEnabled?: Given<boolean>;
}

/** Where requests of a channel go. Stored encrypted. */
export interface ChannelAddress {
  readonly url: string;
  /** Of PagerDuty. */
  readonly routingKey: string | null;
}

export interface CheckedChannel {
  readonly name: string;
  readonly recipients: readonly string[];
  /** Null: as it was, or EMAIL, which has none. */
  readonly address: ChannelAddress | null;
  readonly isEnabled: boolean;
}

const pagerDutyUrl = 'https://events.pagerduty.com/v2/enqueue';
const maxUrlLength = 2_000;

/** The channel as it can be stored, or every field at fault. `isKnown`: it has an address, which stays where none is given. */
export function checkChannel(kind: ChannelKind, input: ChannelInput, isKnown: boolean): Result<CheckedChannel, BadAlertChannel> {
  const checked = checkInput(
    {
      name: readLine(input as unknown as Fields, 'name', maxNameLength),
      recipients: readRecipients(kind, input.recipients ?? []),
      address: readAddress(kind, input, isKnown),
      stray: strayOf(kind, input),
    },
    BadAlertChannel,
  );
  if (!checked.ok) return checked;
  const { name, recipients, address } = checked.value;
  return { ok: true, value: { name, recipients, address, isEnabled: input.isEnabled ?? true } };
}

function strayOf(kind: ChannelKind, { recipients, url, routingKey }: ChannelInput): Problem | null {
  if (kind !== 'EMAIL' && (recipients ?? []).length > 0) return new Problem('recipients', 'is for channels of the kind EMAIL alone');
  if (kind === 'EMAIL' && (url ?? null) !== null) return new Problem('url', 'is not for channels of the kind EMAIL, which have recipients');
  if (kind !== 'PAGERDUTY' && (routingKey ?? null) !== null)
    return new Problem('routingKey', 'is for channels of the kind PAGERDUTY alone');
  return null;
}

function readRecipients(kind: ChannelKind, recipients: readonly string[]): readonly string[] | Problem {
  if (kind !== 'EMAIL') return [];
  if (recipients.length === 0) return new Problem('recipients', 'is empty; addresses of members of the workspace are taken');
  return readAddresses(recipients, 'recipients', maxRecipients);
}

function readAddress(kind: ChannelKind, { url, routingKey }: ChannelInput, isKnown: boolean): ChannelAddress | null | Problem {
  if (kind === 'EMAIL') return null;
  if (kind !== 'PAGERDUTY') {
    if ((url ?? null) === null) return isKnown ? null : new Problem('url', 'is missing');
    const read = readUrl(url as string);
    return read instanceof Problem ? read : { url: read, routingKey: null };
  }
  if ((routingKey ?? null) === null)
    return isKnown && (url ?? null) === null
      ? null
      : new Problem('routingKey', 'is missing: the integration key of 32 characters of an Events API v2 integration');
  const key = (routingKey as string).trim();
  if (!/^[0-9A-Za-z]{32}$/.test(key))
    return new Problem('routingKey', `has ${key.length} characters; an integration key has 32 letters and digits`);
  const read = (url ?? null) === null ? pagerDutyUrl : readUrl(url as string);
  return read instanceof Problem ? read : { url: read, routingKey: key };
}

/** An address that requests may be sent to. What it leads to is looked at with each request (platform/http/outgoing.ts). */
function readUrl(text: string): string | Problem {
  const given = text.trim();
  if (given.length > maxUrlLength || !URL.canParse(given))
    return new Problem('url', 'is not an address; one such as https://hooks.example.com/alerts is taken');
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return new Problem('url', `begins with ${url.protocol}; https: is taken`);
  if (url.username !== '' || url.password !== '')
    return new Problem('url', 'holds a name or a password, which is not sent; requests are signed instead');
  if (url.protocol === 'http:' && !isLocal(url.href))
    return new Problem('url', 'begins with http: and leads to another network, where notices can be read on their way; use https:');
  return url.href;
}

/** What may be shown of where a channel leads: its host, and the end of its path or key. */
export function shownTarget(kind: ChannelKind, { recipients, address }: Pick<CheckedChannel, 'recipients' | 'address'>): string {
  if (kind === 'EMAIL' || address === null) return recipients.join(', ');
  const { origin, pathname } = new URL(address.url);
  const secret = address.routingKey ?? (pathname.length > 1 ? pathname : '');
  return secret.length < 12 ? `${origin}/…` : `${origin}/…${secret.slice(-4)}`;
}
