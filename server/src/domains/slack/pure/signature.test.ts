import { expect, test } from 'vitest';
import { flawOf, isSignedWith, signatureOf } from './signature.ts';

/** The example of Slack's documentation, "Verifying requests from Slack". */
const secret = '8f742231b10e8888abcd99yyyzzz85a5';
const body = Buffer.from(
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
);
const proof = { timestamp: '1531420618', signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503', body };
const at = new Date(1_531_420_618_000);
const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1_000);

test("the signature of Slack's own example", () => {
  expect(signatureOf(secret, proof)).toBe(proof.signature);
  expect(isSignedWith(secret, proof)).toBe(true);
});

test.each([
  ['another secret', 'f'.repeat(32), proof],
  ['another body', secret, { ...proof, body: Buffer.from(`${body}&text=more`) }],
  ['another time', secret, { ...proof, timestamp: '1531420619' }],
])('%s has another signature', (_what, with_, of) => {
  expect(isSignedWith(with_, of)).toBe(false);
});

test('five minutes to either side are taken', () => {
  expect([300, -300, 0].map((seconds) => flawOf(proof, later(seconds)))).toEqual([null, null, null]);
  expect(flawOf(proof, later(301))).toMatch(/signed 301 s ago/);
  expect(flawOf(proof, later(-301))).toMatch(/301 s ahead/);
});

test.each([
  { timestamp: '' },
  { timestamp: '-1' },
  { timestamp: '1e9' },
  { signature: '' },
  { signature: 'v1=00' },
  { signature: proof.signature.toUpperCase() },
  { signature: `${proof.signature}00` },
])('%j is refused', (change) => {
  expect(flawOf({ ...proof, ...change }, at)).toMatch(/header/);
});
