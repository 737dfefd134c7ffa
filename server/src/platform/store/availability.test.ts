import { expect, test } from 'vitest';
import { Availability, type StoreLog } from './availability.ts';

function recorded(): { lines: string[]; availability: Availability } {
  const lines: string[] = [];
  const note = (level: string) => (_fields: object, message: string) => void lines.push(`${level} ${message.split(':')[0]}`);
  const log: StoreLog = { info: note('info'), warn: note('warn'), error: note('error') };
  return { lines, availability: new Availability('PostgreSQL', log) };
}

const [away, back] = ['warn PostgreSQL does not answer', 'info PostgreSQL answers again'];

test('a store that is away is logged once, however often it is asked, and once when it is back', () => {
  const { lines, availability } = recorded();
  availability.answered(0);
  for (let now = 0; now < 60_000; now += 100) availability.lost(new Error('gone'), now);
  expect(lines).toEqual([away]);
  for (let now = 60_000; now < 61_000; now += 100) availability.answered(now);
  expect(lines).toEqual([away, back]);
});

test('one that comes and goes is logged at most every ten seconds', () => {
  const { lines, availability } = recorded();
  for (let now = 0; now < 20_000; now += 500) {
    availability.lost(new Error('gone'), now);
    availability.answered(now + 250);
  }
  expect(lines).toEqual([away, back, away, back]);
});

test('one that goes again within ten seconds and stays away is logged after them', () => {
  const { lines, availability } = recorded();
  availability.lost(new Error('gone'), 0);
  availability.answered(500);
  for (let now = 1_000; now <= 15_000; now += 1_000) availability.lost(new Error('gone'), now);
  expect(lines).toEqual([away, back, away]);
});
