import { expect, test } from 'vitest';
import { badPassword } from './password.ts';

const personal = ['ada.lovelace@example.com', 'ada.lovelace', 'Ada Lovelace'];

test.each([
  ['short', 'has 5 characters; at least 10 are needed'],
  ['x'.repeat(129), 'has 129 characters; at most 128 are taken'],
  ['password123', 'is among the first'],
  ['Password123!', 'is among the first'],
  ['aaaaaaaaaaaa', 'is among the first'],
  ['abcabcabcabc', 'is among the first'],
  ['1234567890', 'is among the first'],
  ['12345678901234', 'is among the first'],
  ['abcdefghijklmn', 'is among the first'],
  ['ada.lovelace', 'is your address or name'],
  ['Ada.Lovelace1815', 'is your address or name'],
])('%s is refused: %s', (password, reason) => expect(badPassword(password, personal)).toContain(reason));

test.each(['tin cup river', 'öäüß öäüß ÖÄ', '🦊🦊 fox 🦊', 'x7!kQp2#mZ', 'a'.repeat(60) + 'bcd'])('%s is taken', (password) =>
  expect(badPassword(password, personal)).toBeNull(),
);
