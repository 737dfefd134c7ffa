import type { Checked } from '../../controls/form/form-state.ts';
import type { ApiKeyLineFragment, KeyScope, Role } from '../../graphql/generated/graphql.ts';
import { dayMs } from '../../primitives/times.ts';

export const scopes: readonly { readonly value: KeyScope; readonly label: string; readonly says: string }[] = [
  { value: 'INGEST', label: 'Send', says: 'Sends messages, traces and training points, and reads nothing: what an application needs.' },
  {
    value: 'CLIENT',
    label: 'Flags',
    says: 'Asks for variants and flags, and records exposures and events: safe to ship in a page or an app.',
  },
  { value: 'READ', label: 'Read', says: 'Reads what its role may read, and changes nothing: for reports and dashboards elsewhere.' },
  { value: 'FULL', label: 'Everything', says: 'May do whatever its role may do: for tools that manage this workspace.' },
];

export const scopeLabel = (scope: KeyScope): string => scopes.find(({ value }) => value === scope)?.label ?? scope;

export type Lifetime = 'never' | '7' | '30' | '90' | '365' | 'date';
export const lifetimes: readonly { readonly value: Lifetime; readonly label: string }[] = [
  { value: 'never', label: 'Does not expire' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'date', label: 'After a day' },
];

/** A key while it is typed. */
export interface KeyDraft {
  readonly name: string;
  readonly scope: KeyScope;
  readonly role: Role;
  /** Empty: any. */
  readonly environment: string;
  readonly lifetime: Lifetime;
  /** The last day of the key, `2026-12-31`; of `lifetime: 'date'` only. */
  readonly lastDay: string;
  /** Empty: the limit of all keys. */
  readonly requestsPerMinute: string;
}

export const newKey = (role: Role): KeyDraft => ({
  name: '',
  scope: 'INGEST',
  role,
  environment: '',
  lifetime: 'never',
  lastDay: '',
  requestsPerMinute: '',
});

/** A key as the API takes it. */
export interface NewKey {
  readonly name: string;
  readonly scope: KeyScope;
  readonly role: Role;
  readonly environment?: string;
  readonly expiresAt?: string;
  readonly requestsPerMinute?: number;
}

/** The key that a draft stands for, made at `now`. */
export function readKey(draft: KeyDraft, now: number): Checked<NewKey> {
  const problems: Record<string, string> = {};
  const name = draft.name.trim();
  if (name === '') problems['name'] = 'Give it a name, by which you know later what uses it.';
  const limit = draft.requestsPerMinute.trim();
  if (limit !== '' && !/^[1-9]\d{0,5}$/.test(limit)) problems['requestsPerMinute'] = 'A whole number from 1 to 999,999, or nothing.';
  const expiresAt = expiryOf(draft, now);
  if (expiresAt === null) problems['lastDay'] = 'Give a day to come.';
  if (Object.keys(problems).length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      name,
      scope: draft.scope,
      role: draft.role,
      ...(draft.environment.trim() !== '' && { environment: draft.environment.trim() }),
      ...(typeof expiresAt === 'string' && { expiresAt }),
      ...(limit !== '' && { requestsPerMinute: Number(limit) }),
    },
  };
}

/** undefined: the key does not expire; null: the day that is given is none to come. */
function expiryOf({ lifetime, lastDay }: KeyDraft, now: number): string | null | undefined {
  if (lifetime === 'never') return undefined;
  if (lifetime !== 'date') return new Date(now + Number(lifetime) * dayMs).toISOString();
  const end = Date.parse(`${lastDay}T00:00:00Z`) + dayMs;
  return end > now ? new Date(end).toISOString() : null;
}

export type KeyState = 'active' | 'expired' | 'revoked';

export function stateOf({ revokedAt, expiresAt }: Pick<ApiKeyLineFragment, 'revokedAt' | 'expiresAt'>, now: number): KeyState {
  if (revokedAt != null) return 'revoked';
  return expiresAt != null && Date.parse(expiresAt) <= now ? 'expired' : 'active';
}

/** Those that work first, then the newest. */
export function sortedKeys(keys: readonly ApiKeyLineFragment[], now: number): readonly ApiKeyLineFragment[] {
  const isOver = (key: ApiKeyLineFragment): number => Number(stateOf(key, now) !== 'active');
  return [...keys].sort((one, other) => isOver(one) - isOver(other) || other.createdAt.localeCompare(one.createdAt));
}
