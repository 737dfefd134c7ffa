import { expect, test } from 'vitest';
import { safeReturn } from './return-to.ts';

const origin = 'https://lab.example.com';

test.each([
  ['/traces?q=a#b', '/traces?q=a#b'],
  ['/w/team/models/gpt-4.1', '/w/team/models/gpt-4.1'],
  [undefined, '/'],
  ['', '/'],
  ['traces', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['/\n/evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/.//evil.example', '/'],
  ['/sign-in?returnTo=/sign-in', '/'],
])('%j leads to %j', (asked, path) => {
  const led = safeReturn(asked, origin);
  expect(led).toBe(path);
  expect(new URL(led, origin).origin).toBe(origin);
});
