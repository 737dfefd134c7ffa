import { describe, expect, test } from 'vitest';
import { countJsonValues, holdCountedJson, holdJson } from './json-values.ts';
import { maxJsonValueCount } from './limits.ts';
import { createRequestMemory } from './request-memory.ts';

const countOf = (text: string): number => countJsonValues(Buffer.from(text));
/** The same, of the parsed value. */
function valuesIn(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return 1 + Object.values(value).reduce((sum: number, item) => sum + valuesIn(item), 0);
}

describe('the values of a JSON text', () => {
  test.each([
    ['1'],
    ['"a,b"'],
    ['[]'],
    ['{}'],
    ['[1,2,3]'],
    ['[[],{},[[]]]'],
    ['{"a":1,"b":{"c":[1,"[{,"]}}'],
    ['["\\"","\\\\",",\\\\\\","]'],
    ['["é,","👋[","\\u005b"]'],
    [' [ 1 , { "a" : 2 } ] '],
  ])('%s are counted as parsing makes them', (text) => {
    expect(countOf(text)).toBe(valuesIn(JSON.parse(text)));
  });
  test('are counted no further than asked', () => {
    expect(countJsonValues(Buffer.from(`[${'1,'.repeat(1_000)}1]`), 10)).toBe(11);
  });
  test.each([['"'], ['["\\'], ['{{{{'], ['']])('a text that is no JSON (%s) ends the count all the same', (text) => {
    expect(countOf(text)).toBeGreaterThan(0);
  });
});

describe('before a text is parsed', () => {
  const memory = () => createRequestMemory({ maxBytes: 256 * 1024 * 1024 });
  const listOf = (count: number): Buffer => Buffer.from(`[${'{},'.repeat(count - 2)}0]`);

  test('as many values as are taken pass, and one more is refused', () => {
    expect(() => holdJson(listOf(maxJsonValueCount), memory().hold('a viewer'), maxJsonValueCount)).not.toThrow();
    expect(() => holdJson(listOf(maxJsonValueCount + 1), memory().hold('a viewer'), maxJsonValueCount)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'TOO_MANY_VALUES', http: { status: 413, headers: {} } }) }),
    );
  });
  test('a full batch of ordinary messages with metadata and tool calls has a fifth of the values that are taken', () => {
    const message = {
      externalId: 'm',
      conversationId: 'c',
      role: 'ASSISTANT',
      content: 'text',
      createdAt: '2026-11-01T00:00:00Z',
      model: 'gpt-4o',
      inputTokens: 1,
      outputTokens: 1,
      cacheReadTokens: 0,
      latencyMs: 1,
      timeToFirstTokenMs: 1,
      sessionId: 's',
      userId: 'u',
      environment: 'e',
      experimentName: 'x',
      variant: 'y',
      metadata: { team: 'a', tags: ['b', 'c'], nested: { d: 1, e: [1, 2] } },
      toolCalls: [{ name: 'search', arguments: { q: 'f', k: 10 }, result: { hits: [1, 2] }, success: true }],
    };
    const body = Buffer.from(JSON.stringify({ query: 'mutation', variables: { messages: Array.from({ length: 5_000 }, () => message) } }));
    expect(countJsonValues(body)).toBeLessThan(maxJsonValueCount / 5);
  });
  test('a small text holds what its size allows at most, and where memory is short what it has', () => {
    const body = Buffer.from(JSON.stringify({ text: 'x'.repeat(100_000) }));
    const roomy = memory();
    holdJson(body, roomy.hold('a viewer'), maxJsonValueCount);
    expect(roomy.heldBytes()).toBe(Math.ceil(body.length / 2) * 64);
    for (const held of [createRequestMemory({ maxBytes: 1_000 }), memory()]) {
      holdCountedJson(body, held.hold('a viewer'), maxJsonValueCount);
      expect(held.heldBytes()).toBe(2 * 64);
    }
    const short = createRequestMemory({ maxBytes: 1_000 });
    holdJson(body, short.hold('a viewer'), maxJsonValueCount);
    expect(short.heldBytes()).toBe(2 * 64);
  });
  test('values that all requests together cannot hold are asked to come again', () => {
    expect(() => holdJson(listOf(1_000), createRequestMemory({ maxBytes: 1_000 }).hold('a viewer'), maxJsonValueCount)).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'SERVER_BUSY' }) }),
    );
  });
});
