import { expect, test } from 'vitest';
import { createRequestMemory } from './request-memory.ts';

test('requests hold no more than the limit together, and what one releases another may hold', () => {
  const memory = createRequestMemory({ maxBytes: 100 });
  const [one, other] = [memory.hold('one'), memory.hold('other')];
  one.add(60);
  other.add(40);
  expect(() => other.add(1)).toThrow(
    expect.objectContaining({
      extensions: expect.objectContaining({ code: 'SERVER_BUSY', http: { status: 503, headers: { 'retry-after': '2' } } }),
    }),
  );
  expect(memory.heldBytes()).toBe(100);
  one.release();
  one.release();
  other.add(60);
  expect(memory.heldBytes()).toBe(100);
  other.release();
  expect(memory.heldBytes()).toBe(0);
});

test('one viewer leaves a third to others, and one request of it may take all that there is', () => {
  const memory = createRequestMemory({ maxBytes: 90 });
  const requests = [memory.hold('one'), memory.hold('one')] as const;
  requests[0].add(30);
  requests[1].add(30);
  for (const request of requests)
    expect(() => request.add(1)).toThrow(expect.objectContaining({ extensions: expect.objectContaining({ code: 'SERVER_BUSY' }) }));
  const other = memory.hold('other');
  other.add(30);
  for (const hold of [requests[1], other]) hold.release();
  requests[0].add(60);
  expect(memory.heldBytes()).toBe(90);
});

test('an estimate is taken below half of what there is, and of what one viewer may have', () => {
  const memory = createRequestMemory({ maxBytes: 90 });
  expect(memory.hold('one').addIfAmple(45)).toBe(true);
  expect(memory.hold('other').addIfAmple(1)).toBe(false);
  const shared = createRequestMemory({ maxBytes: 90 });
  expect([shared.hold('one').addIfAmple(20), shared.hold('one').addIfAmple(20), shared.hold('other').addIfAmple(20)]).toEqual([
    true,
    false,
    true,
  ]);
});
