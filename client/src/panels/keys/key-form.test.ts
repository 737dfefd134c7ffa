import { expect, test } from 'vitest';
import type { ApiKeyLineFragment } from '../../graphql/generated/graphql.ts';
import { newKey, readKey, sortedKeys, stateOf } from './key-form.ts';
import type { KeyDraft } from './key-form.ts';

const now = Date.parse('2026-11-29T12:00:00Z');
const draft = (change: Partial<KeyDraft>): KeyDraft => ({ ...newKey('EDITOR'), name: 'support bot', ...change });

test('what is left empty is not sent', () => {
  expect(readKey(draft({}), now)).toEqual({ ok: true, value: { name: 'support bot', scope: 'INGEST', role: 'EDITOR' } });
});

test('everything that is given is sent', () => {
  const full = draft({
    name: ' bot ',
    scope: 'READ',
    role: 'VIEWER',
    environment: ' production ',
    lifetime: '30',
    requestsPerMinute: '600',
  });
  expect(readKey(full, now)).toEqual({
    ok: true,
    value: {
      name: 'bot',
      scope: 'READ',
      role: 'VIEWER',
      environment: 'production',
      expiresAt: '2026-12-29T12:00:00.000Z',
      requestsPerMinute: 600,
    },
  });
});

test.each([
  ['2026-12-31', '2027-01-01T00:00:00.000Z'],
  ['2026-11-29', '2026-11-30T00:00:00.000Z'],
])('a last day of %s ends when it is over', (lastDay, expiresAt) => {
  expect(readKey(draft({ lifetime: 'date', lastDay }), now)).toMatchObject({ ok: true, value: { expiresAt } });
});

test.each([
  [{ name: '  ' }, 'name'],
  [{ lifetime: 'date' as const, lastDay: '' }, 'lastDay'],
  [{ lifetime: 'date' as const, lastDay: '2026-11-28' }, 'lastDay'],
  [{ requestsPerMinute: '0' }, 'requestsPerMinute'],
  [{ requestsPerMinute: '1.5' }, 'requestsPerMinute'],
  [{ requestsPerMinute: '1000000' }, 'requestsPerMinute'],
])('%j is marked at %s', (change, field) => {
  const checked = readKey(draft(change), now);
  expect(checked.ok ? [] : Object.keys(checked.problems)).toEqual([field]);
});

test('a key is over at the instant at which it expires', () => {
  expect(stateOf({ revokedAt: null, expiresAt: new Date(now + 1).toISOString() }, now)).toBe('active');
  expect(stateOf({ revokedAt: null, expiresAt: new Date(now).toISOString() }, now)).toBe('expired');
  expect(stateOf({ revokedAt: '2026-01-01T00:00:00Z', expiresAt: null }, now)).toBe('revoked');
});

test('keys that work stand first, newest first', () => {
  const key = (id: string, createdAt: string, revokedAt: string | null = null) =>
    ({ id, createdAt, revokedAt, expiresAt: null }) as ApiKeyLineFragment;
  const keys = [key('old', '2026-01-01'), key('gone', '2026-03-01', '2026-04-01'), key('new', '2026-02-01')];
  expect(sortedKeys(keys, now).map(({ id }) => id)).toEqual(['new', 'old', 'gone']);
});
