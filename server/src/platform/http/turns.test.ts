import { expect, test } from 'vitest';
import { turnOf } from './turns.ts';

const large = new Uint8Array(1024 * 1024);

test('large bodies that come together are parsed one at a time, and what else happens has its turn between them', async () => {
  const events: string[] = [];
  let isOver = false;
  const other = (): void => {
    if (isOver) return;
    events.push('other');
    setImmediate(other);
  };
  setImmediate(other);
  await Promise.all(
    [1, 2, 3].map(async (number) => {
      await turnOf(large);
      events.push(`parsed ${number}`);
    }),
  );
  isOver = true;
  const [first, second, third] = [1, 2, 3].map((number) => events.indexOf(`parsed ${number}`)) as [number, number, number];
  expect(events.slice(first, second)).toContain('other');
  expect(events.slice(second, third)).toContain('other');
});
test('a small body does not wait', () => {
  void turnOf(large);
  expect(turnOf(new Uint8Array(1_000))).toBeUndefined();
});
