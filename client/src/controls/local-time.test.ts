import { describe, expect, test } from 'vitest';
import { customWords, fromLocalText, toLocalText } from './local-time.ts';

describe('the reader’s clock', () => {
  test.each([
    ['Europe/Berlin', '2026-11-21T10:00', '2026-11-21T09:00:00.000Z'],
    ['Europe/Berlin', '2026-07-21T10:00', '2026-07-21T08:00:00.000Z'],
    ['America/New_York', '2026-11-21T22:00', '2026-11-22T03:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-21T10:00', '2026-11-21T04:15:00.000Z'],
    ['UTC', '2026-11-21T10:00', '2026-11-21T10:00:00.000Z'],
  ])('in %s, %s is %s', (timeZone, text, at) => {
    expect(fromLocalText(text, timeZone)).toBe(at);
    expect(toLocalText(at, timeZone)).toBe(text);
  });

  test('an hour that the clock skips becomes the one after it', () => {
    expect(fromLocalText('2026-03-29T02:30', 'Europe/Berlin')).toMatch(/T0[01]:30/);
  });

  test.each(['', 'soon', '2026-13-40T00:00'])('%s is no instant', (text) => expect(fromLocalText(text, 'UTC')).toBeNull());
});

test('a custom range is written in days where its ends are midnights', () => {
  const locale = { locale: 'en-GB', timeZone: 'UTC' };
  expect(customWords({ range: 'custom', from: '2026-11-01T00:00:00.000Z', to: '2026-11-08T00:00:00.000Z' }, locale)).toBe('1 Nov – 8 Nov');
  expect(customWords({ range: 'custom', from: '2026-11-01T09:30:00.000Z' }, locale)).toBe('since 1 Nov 09:30');
  expect(customWords({ range: 'custom', to: '2026-11-01T00:00:00.000Z' }, locale)).toBe('before 1 Nov');
});
