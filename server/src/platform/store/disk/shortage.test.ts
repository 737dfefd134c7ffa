import { expect, test } from 'vitest';
import { RoomShortage } from './shortage.ts';

const noRoom = Object.assign(new Error('Cannot reserve 77.00 MiB, not enough space'), { code: '243' });

function recorded(): { lines: string[]; shortage: RoomShortage } {
  const lines: string[] = [];
  const note = (_fields: object, message: string): void => void lines.push(message.split(':')[0] as string);
  return { lines, shortage: new RoomShortage({ info: note, warn: note, error: note }) };
}

const [begins, ends] = [
  'The disk has no room for what is derived from stored records',
  'What is derived from stored records finds room again',
];

test('is logged once when the first work fails, and once when the last goes on', () => {
  const { lines, shortage } = recorded();
  shortage.passed('facts');
  for (let now = 0; now < 10; now += 1) expect(shortage.failed('facts', noRoom, now)).toBe(true);
  shortage.failed('sums', noRoom, 10);
  shortage.passed('facts');
  expect(lines).toEqual([begins]);
  shortage.passed('sums');
  shortage.passed('sums');
  expect(lines).toEqual([begins, ends]);
});

test('that comes and goes is logged at most once a minute', () => {
  const { lines, shortage } = recorded();
  for (let now = 0; now < 120_000; now += 1_000) {
    shortage.failed('facts', noRoom, now);
    shortage.passed('facts');
  }
  expect(lines).toEqual([begins, ends, begins, ends]);
});

test('is no other failure', () => {
  const { lines, shortage } = recorded();
  expect(shortage.failed('facts', new Error('something else'))).toBe(false);
  expect(lines).toEqual([]);
});
