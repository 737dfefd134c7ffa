import { expect, test } from 'vitest';
import { createRequestMemory } from './request-memory.ts';

test('requests hold no more than the limit together, and what one releases another may hold', () => {
  const memory = createRequestMemory({ maxBytes: 100 });
  const [one, other] = [memory.hold(), memory.hold()];
  one.add(60);
  other.add(40);
  expect(() => other.add(1)).toThrow(expect.objectContaining({ extensions: expect.objectContaining({ code: 'SERVER_BUSY', http: { status: 503, headers: { 'retry-after': '2' } } }) }));
  expect(memory.heldBytes()).toBe(100);
  one.release();
  one.release();
  other.add(60);
  expect(memory.heldBytes()).toBe(100);
  other.release();
  expect(memory.heldBytes()).toBe(0);
});
