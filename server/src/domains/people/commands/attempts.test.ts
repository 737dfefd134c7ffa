import { describe, expect, test } from 'vitest';
import { createAttempts, networkOf, type Attempt } from './attempts.ts';

const attempt = (over: Partial<Attempt> = {}): Attempt => ({
  account: 'ada@example.com',
  address: '203.0.113.7',
  isKnownBrowser: false,
  ...over,
});

describe('attempts', () => {
  test('of many at once, as many are taken as the limit says', async () => {
    const attempts = createAttempts(null);
    const answers = await Promise.all(Array.from({ length: 50 }, () => attempts.begin(attempt())));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(10);
    const refused = answers.find(({ ok }) => !ok);
    expect(refused?.ok === false && refused.failure.retryAfterS).toBeGreaterThan(800);
  });
  test('another address is not locked out, and neither is another account from this one', async () => {
    const attempts = createAttempts(null);
    for (let round = 0; round < 10; round += 1) await attempts.begin(attempt());
    expect((await attempts.begin(attempt())).ok).toBe(false);
    expect((await attempts.begin(attempt({ address: '203.0.113.8' }))).ok).toBe(true);
    expect((await attempts.begin(attempt({ account: 'bob@example.com' }))).ok).toBe(true);
  });
  test('an address that sprays one password over many accounts is stopped', async () => {
    const attempts = createAttempts(null);
    const answers = [];
    for (let place = 0; place < 80; place += 1) answers.push(await attempts.begin(attempt({ account: `person${place}@example.com` })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(60);
  });
  test('strangers from everywhere can’t lock a person out of a browser that has signed in before', async () => {
    const attempts = createAttempts(null);
    for (let place = 0; place < 60; place += 1) await attempts.begin(attempt({ address: `203.0.113.${place}` }));
    expect((await attempts.begin(attempt({ address: '198.51.100.1' }))).ok, 'a browser that is new').toBe(false);
    expect((await attempts.begin(attempt({ isKnownBrowser: true }))).ok).toBe(true);
  });
  test('mails to one address that are asked for without signing in are a few an hour', async () => {
    const attempts = createAttempts(null);
    const answers = [];
    for (let round = 0; round < 15; round += 1) answers.push(await attempts.mailTo('ada@example.com'));
    expect(answers.filter(Boolean)).toHaveLength(5);
    expect(await attempts.mailTo('bob@example.com')).toBe(true);
  });
  test('success clears what mistakes have counted', async () => {
    const attempts = createAttempts(null);
    for (let round = 0; round < 9; round += 1) await attempts.begin(attempt());
    const last = await attempts.begin(attempt());
    if (last.ok) await last.value.forgive();
    expect((await attempts.begin(attempt())).ok).toBe(true);
  });
  test('attempts that are refused do not use up the limits of others', async () => {
    const attempts = createAttempts(null);
    for (let round = 0; round < 300; round += 1) await attempts.begin(attempt());
    expect((await attempts.begin(attempt({ address: '198.51.100.1' }))).ok).toBe(true);
  });
});

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  [null, 'unknown'],
])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));
