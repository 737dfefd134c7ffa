import { describe, expect, test } from 'vitest';
import { cookieIn, sessionCookieOf, setCookie, signed, unsigned } from './cookie.ts';

const secret = 's'.repeat(32);

test.each([
  ['https://lab.example.com', '__Host-ftl.session_token'],
  ['http://127.0.0.1:4000', 'ftl-4000.session_token'],
  ['http://localhost', 'ftl.session_token'],
])('the session’s cookie at %s is %s', (origin, name) => expect(sessionCookieOf(origin)).toBe(name));

test.each([
  ['a=1; ftl.session_token=x.y%3D; b=2', 'x.y='],
  ['ftl.session_token=one; ftl.session_token=two', 'one'],
  ['xftl.session_token=1', null],
  ['ftl.session_token', null],
  ['ftl.session_token=%E0%A4%A', '%E0%A4%A'],
  ['', null],
  [undefined, null],
])('in %j it is %j', (header, value) => expect(cookieIn(header, 'ftl.session_token')).toBe(value));

describe('a signature', () => {
  test('gives the value back to a holder of the secret', () => expect(unsigned(signed('a.b', secret), secret)).toBe('a.b'));
  test.each([
    ['another secret', signed('a', 'x'.repeat(32))],
    ['another value', signed('a', secret).replace(/^a/, 'b')],
    ['none', 'a'],
    ['an empty one', 'a.'],
    ['no value', `.${signed('', secret).slice(1)}`],
  ])('is refused: %s', (_name, text) => expect(unsigned(text, secret)).toBeNull());
});

test('a cookie with the prefix is for https, this host and no script', () => {
  expect(setCookie('__Host-ftl.session_token', 'a=', { maxAgeS: 60 })).toBe(
    '__Host-ftl.session_token=a%3D; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure',
  );
  expect(setCookie('ftl-4000.session_token', 'a', { maxAgeS: null })).toBe('ftl-4000.session_token=a; Path=/; HttpOnly; SameSite=Lax');
});
