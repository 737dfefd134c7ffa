import { describe, expect, test } from 'vitest';
import { Random } from '../random.ts';
import { apologies, complaints, confirmations, farewells, greetings, intents, thanks, toolExcuses } from './intents.ts';
import { fill, slotsOf } from './slots.ts';

const slots = slotsOf(new Random('slots'), Date.parse('2026-11-21T00:00:00Z'));

describe.each(intents)('$name', ({ steps, misses }) => {
  test('fills every slot of every text', () => {
    const texts = [...steps.flatMap(({ user, reply }) => [...user, ...reply]), ...misses.map(({ reply }) => reply)];
    for (const text of texts) expect(fill(text, slots)).not.toMatch(/[{}]/);
  });

  test('has an answer for each question, in order, or fewer that fit them all', () => {
    for (const { user, reply } of steps) expect(reply.length).toBeLessThanOrEqual(user.length);
  });
});

test('what is said around the steps fills its slots in every language', () => {
  const texts = [greetings, thanks, complaints, farewells, apologies, toolExcuses].flatMap((byLanguage) =>
    Object.values(byLanguage).flat(),
  );
  for (const text of [...texts, ...Object.values(confirmations)]) expect(fill(text, slots)).not.toMatch(/[{}]/);
});

test('a slot that nobody fills is a mistake and says which', () => {
  expect(() => fill('to {nowhere}', slots)).toThrow('No slot is named nowhere.');
});
