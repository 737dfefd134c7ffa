import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { holdJson } from '../../platform/graphql/limits/json-values.ts';
import { createRequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { cutMark } from '../../domains/traces/pure/cut.ts';
import { checkRequest, decodeLogs, decodeSpans } from './decode.ts';
import { otlpLimits as limits } from './limits.ts';
import { encodeProto } from './proto.fixtures.ts';
import {
  bodyOf,
  keyValue,
  logRequestOf,
  requestOf,
  sentSpan,
  spanId,
  startNano,
  startUs,
  traceId,
  type SentSpan,
} from './requests.fixtures.ts';
import { markBytes } from './text.ts';
import { Malformed, type OtlpEncoding } from './types.ts';

const encodings: OtlpEncoding[] = ['protobuf', 'json'];
const decode = (encoding: OtlpEncoding, ...spans: SentSpan[]) => decodeSpans(bodyOf(requestOf(...spans), encoding), encoding);
const attributesOf = (encoding: OtlpEncoding, attributes: object[]) => {
  const { items, warnings } = decode(encoding, sentSpan({ attributes }));
  return { attributes: items[0]?.attributes ?? {}, warnings };
};

describe.each(encodings)('a request in %s', (encoding) => {
  test('gives its spans as they were sent', () => {
    const { items, ...rest } = decode(
      encoding,
      sentSpan({
        parentSpanId: '00f067aa0ba902b7',
        kind: 3,
        traceState: 'a=b',
        status: { code: 2, message: 'It broke' },
        attributes: [
          keyValue('text', 'Grüße 👋'),
          { key: 'yes', value: { boolValue: true } },
          { key: 'no', value: { boolValue: false } },
          { key: 'count', value: { intValue: '-42' } },
          { key: 'share', value: { doubleValue: 0.25 } },
          { key: 'bytes', value: { bytesValue: '+/8=' } },
          { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: '1' }, {}] } } },
          { key: 'map', value: { kvlistValue: { values: [keyValue('inner', 'x')] } } },
          { key: 'nothing', value: {} },
        ],
        events: [{ name: 'first token', timeUnixNano: startNano, attributes: [keyValue('a', 'b')] }],
        links: [{ traceId, spanId, attributes: [keyValue('c', 'd')] }],
      }),
    );
    expect(rest).toEqual({ places: [0], rejected: [], beyondCount: 0, warnings: [] });
    expect(items).toEqual([
      {
        traceId,
        spanId,
        parentId: '00f067aa0ba902b7',
        name: 'chat',
        startUs,
        endUs: startUs + 1_000_000,
        statusCode: 2,
        statusMessage: 'It broke',
        attributes: {
          text: 'Grüße 👋',
          yes: true,
          no: false,
          count: -42,
          share: 0.25,
          bytes: '+/8=',
          list: ['a', 1, null],
          map: { inner: 'x' },
          nothing: null,
        },
        events: [{ name: 'first token', atUs: startUs, attributes: { a: 'b' } }],
        links: [{ traceId, spanId, attributes: { c: 'd' } }],
        source: { resource: { 'service.name': 'shop' }, scopeName: 'tests', scopeVersion: '1.2' },
      },
    ]);
  });

  test('gives spans without ids, or with ids of another length, as they are: they are refused later, by their place', () => {
    const { items } = decode(encoding, { name: 'bare' }, sentSpan({ traceId: 'abcd', spanId: 'ABCDEF' }));
    expect(items[0]).toMatchObject({ traceId: '', spanId: '', parentId: '', startUs: 0, endUs: 0, statusCode: 0 });
    expect(items[1]).toMatchObject({ traceId: 'abcd', spanId: 'abcdef' });
  });
  test('has no parent where the parent is all zeros', () => {
    expect(decode(encoding, sentSpan({ parentSpanId: '0000000000000000' })).items[0]?.parentId).toBe('');
  });
  test('shares one source among the spans of a scope', () => {
    const { items } = decode(encoding, sentSpan(), sentSpan());
    expect(items[0]?.source).toBe(items[1]?.source);
  });

  test.each([
    ['0', 0],
    ['999', 0],
    ['1000', 1],
    ['1999', 1],
    [startNano, startUs],
    ['4294967295999', 4_294_967_295],
    ['4294967296000', 4_294_967_296],
    ['8999999999999999999', 8_999_999_999_999_999],
  ])('reads %s ns as %d µs, rounded down', (nano, us) => {
    expect(decode(encoding, sentSpan({ startTimeUnixNano: nano })).items[0]?.startUs).toBe(us);
  });
  test.each([
    ['0', 0],
    ['127', 127],
    ['128', 128],
    ['-1', -1],
    ['4294967296', 4_294_967_296],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['-9007199254740991', Number.MIN_SAFE_INTEGER],
    ['9007199254740992', '9007199254740992'],
    ['9223372036854775807', '9223372036854775807'],
    ['-9223372036854775808', '-9223372036854775808'],
  ])('reads the integer %s as a number where that is exact, else as its digits', (intValue, expected) => {
    expect(attributesOf(encoding, [{ key: 'n', value: { intValue } }]).attributes).toEqual({ n: expected });
  });
  test.each([
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [1e300, 1e300],
    [-0, 0],
  ])('reads the number %d as %j', (sent, expected) => {
    const doubleValue = Number.isFinite(sent) ? sent : String(sent);
    expect(attributesOf(encoding, [{ key: 'n', value: { doubleValue } }]).attributes).toEqual({ n: expected });
  });

  test('keeps the first attributes of a million, and says how many it left out', () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, place) => ({ key: `k${place}`, value: { boolValue: true } }));
    const read = attributesOf(encoding, attributes);
    expect(Object.keys(read.attributes)).toEqual(attributes.slice(0, limits.attributes).map(({ key }) => key));
    expect(read.warnings).toEqual([expect.stringContaining(`${1_000_000 - limits.attributes} attributes were left out`)]);
  });
  const cutBytes = limits.textBytes - markBytes;
  test.each([
    ['a', limits.textBytes, cutBytes],
    ['€', limits.textBytes / 2, Math.floor(cutBytes / 3) * 3],
    ['👋', limits.textBytes / 4 + 1, Math.floor(cutBytes / 4) * 4],
  ])('cuts a text of %s at the limit, between characters, and marks the cut', (character, count, bytes) => {
    const sent = character.repeat(count) + (character === 'a' ? 'b' : '');
    const read = attributesOf(encoding, [keyValue('long', sent), keyValue('short', 'x')]);
    const marked = read.attributes['long'] as string;
    expect(Buffer.byteLength(marked)).toBeLessThanOrEqual(limits.textBytes);
    expect(marked.endsWith(cutMark(sent.length))).toBe(true);
    const kept = marked.slice(0, -cutMark(sent.length).length);
    expect(Buffer.byteLength(kept)).toBe(bytes);
    expect(sent.startsWith(kept)).toBe(true);
    expect(read.attributes['short']).toBe('x');
    expect(read.warnings).toEqual(['A text was cut at 1048576 bytes of UTF-8 ("long").']);
  });
  test('keeps a text of exactly the limit whole', () => {
    const read = attributesOf(encoding, [keyValue('long', 'a'.repeat(limits.textBytes))]);
    expect(read.attributes['long']).toHaveLength(limits.textBytes);
    expect(read.warnings).toEqual([]);
  });
  test('cuts 20 MB in one attribute, and keeps the span and those beside it', () => {
    const { items, warnings } = decode(
      encoding,
      sentSpan({ attributes: [keyValue('big', 'x'.repeat(20_000_000))] }),
      sentSpan({ name: 'next' }),
    );
    expect(items.map(({ name }) => name)).toEqual(['chat', 'next']);
    expect(items[0]?.attributes['big']).toHaveLength(cutBytes + cutMark(20_000_000).length);
    expect(warnings).toHaveLength(1);
  });
  test('cuts bytes where their base64 would be too long', () => {
    const sent = Buffer.alloc(limits.bytesBytes + 1, 7).toString('base64');
    const read = attributesOf(encoding, [{ key: 'b', value: { bytesValue: sent } }]);
    expect(read.attributes['b']).toBe(Buffer.alloc(limits.bytesBytes, 7).toString('base64'));
    expect(read.warnings).toHaveLength(1);
  });
  test('replaces U+0000, and says so', () => {
    const read = attributesOf(encoding, [keyValue('text', 'a\u0000b\u0000')]);
    expect(read.attributes).toEqual({ text: 'a\ufffdb\ufffd' });
    expect(read.warnings).toEqual([expect.stringContaining('U+0000')]);
  });
  test('says nothing of a U+FFFD that was sent', () => {
    expect(attributesOf(encoding, [keyValue('text', 'a\ufffdb')])).toEqual({ attributes: { text: 'a\ufffdb' }, warnings: [] });
  });
  test('leaves out what is nested deeper than the limit', () => {
    const nested = (depth: number): object => (depth === 0 ? { stringValue: 'core' } : { arrayValue: { values: [nested(depth - 1)] } });
    const depthOf = (value: unknown): number => (Array.isArray(value) ? 1 + depthOf(value[0]) : 0);
    const within = attributesOf(encoding, [{ key: 'n', value: nested(limits.depth) }]);
    expect([depthOf(within.attributes['n']), within.warnings]).toEqual([limits.depth, []]);
    const beyond = attributesOf(encoding, [{ key: 'n', value: nested(limits.depth + 1) }]);
    expect(beyond.attributes['n']).not.toEqual(within.attributes['n']);
    expect(JSON.stringify(beyond.attributes['n'])).not.toContain('core');
    expect(beyond.warnings).toHaveLength(1);
  });
  test('keeps the first events and links, and says how many it left out', () => {
    const events = Array.from({ length: limits.events + 3 }, (_, place) => ({ name: `e${place}` }));
    const { items, warnings } = decode(encoding, sentSpan({ events, links: events.map(() => ({ traceId, spanId })) }));
    expect(items[0]?.events.at(-1)?.name).toBe(`e${limits.events - 1}`);
    expect(items[0]?.links).toHaveLength(limits.events);
    expect(warnings).toEqual([expect.stringContaining('6 events or links were left out')]);
  });
  test('takes a key that is __proto__ for a key like any other', () => {
    const read = attributesOf(encoding, [
      { key: '__proto__', value: { kvlistValue: { values: [keyValue('polluted', 'yes')] } } },
    ]).attributes;
    expect(Object.keys(read)).toEqual(['__proto__']);
    expect((read as { polluted?: unknown }).polluted).toBeUndefined();
  });
  test('takes the first spans of too many, and counts the others', () => {
    const { items, beyondCount } = decode(encoding, ...Array.from({ length: limits.items + 7 }, () => ({ name: 'x' })));
    expect([items.length, beyondCount]).toEqual([limits.items, 7]);
  });
  test('takes the first spans of those with too many values', () => {
    const list = { arrayValue: { values: Array.from({ length: limits.values / 2 }, () => ({})) } };
    const { items, beyondCount, places } = decode(
      encoding,
      sentSpan(),
      sentSpan({ attributes: [{ key: 'a', value: list }] }),
      sentSpan({ attributes: [{ key: 'a', value: list }] }),
      sentSpan(),
    );
    expect([items.length, places, beyondCount]).toEqual([2, [0, 1], 2]);
  });
  test('may be empty', () => {
    expect(decodeSpans(bodyOf({ resourceSpans: [] }, encoding), encoding).items).toEqual([]);
  });
  test('gives log records with the name of their event, from its field or the attribute', () => {
    const body = { kvlistValue: { values: [keyValue('content', 'Hi')] } };
    const { items } = decodeLogs(
      bodyOf(
        logRequestOf(
          { traceId, spanId, timeUnixNano: startNano, eventName: 'gen_ai.user.message', body },
          { observedTimeUnixNano: startNano, body: { stringValue: 'plain' }, attributes: [keyValue('event.name', 'old')] },
          {},
        ),
        encoding,
      ),
      encoding,
    );
    expect(items).toEqual([
      {
        traceId,
        spanId,
        eventName: 'gen_ai.user.message',
        body: { content: 'Hi' },
        atUs: startUs,
        attributes: {},
        source: items[0]?.source,
      },
      {
        traceId: '',
        spanId: '',
        eventName: 'old',
        body: 'plain',
        atUs: startUs,
        attributes: { 'event.name': 'old' },
        source: items[0]?.source,
      },
      { traceId: '', spanId: '', eventName: '', body: null, atUs: 0, attributes: {}, source: items[0]?.source },
    ]);
    expect(items[0]?.source.resource).toEqual({ 'service.name': 'shop' });
  });
});

describe('protobuf', () => {
  const whole = bodyOf(requestOf(sentSpan({ attributes: [keyValue('a', 'b'.repeat(100))] })), 'protobuf');
  test('half a message is refused whole, wherever it is cut', () => {
    for (let length = 1; length < whole.length; length += 1)
      expect(() => decodeSpans(whole.subarray(0, length), 'protobuf'), String(length)).toThrow(Malformed);
  });
  test('no bytes are an empty request', () => {
    expect(decodeSpans(Buffer.alloc(0), 'protobuf').items).toEqual([]);
  });
  test.each([
    ['text', Buffer.from('hello, world')],
    ['JSON', Buffer.from('{"resourceSpans":[]}')],
    ['zeros', Buffer.alloc(10)],
    ['ones', Buffer.alloc(30, 255)],
    ['gzip', Buffer.from('1f8b0800000000000003', 'hex')],
  ])('%s is refused', (_name, body) => {
    expect(() => decodeSpans(body, 'protobuf')).toThrow(Malformed);
    expect(() => decodeLogs(body, 'protobuf')).toThrow(Malformed);
    expect(() => checkRequest(body, 'protobuf')).toThrow(Malformed);
  });
  test('no bytes make it fail otherwise than by Malformed', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }), (changes) => {
        const body = Buffer.from(whole);
        for (const [at, byte] of changes) body[at] = byte;
        try {
          decodeSpans(body, 'protobuf');
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { seed: 4, numRuns: 2_000 },
    );
  });
  test('text that is no UTF-8 is replaced, and a warning says so', () => {
    const body = Buffer.from(whole);
    body[body.indexOf('bbb')] = 0xed;
    const { items, warnings } = decodeSpans(body, 'protobuf');
    expect(items[0]?.attributes['a']).toBe(`\ufffd${'b'.repeat(99)}`);
    expect(warnings).toHaveLength(1);
  });
  test('a resource that comes after its spans is theirs all the same', () => {
    const resource = encodeProto('ExportTraceServiceRequest', {
      resourceSpans: [{ resource: { attributes: [keyValue('service.name', 'late')] } }],
    });
    const spans = encodeProto('ExportTraceServiceRequest', { resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'x' }] }] }] });
    const inner = Buffer.concat([spans.subarray(2), resource.subarray(2)]);
    const body = Buffer.concat([Buffer.from([0x0a, inner.length]), inner]);
    expect(decodeSpans(body, 'protobuf').items[0]?.source.resource).toEqual({ 'service.name': 'late' });
  });
});

describe('JSON', () => {
  const decodeText = (text: string) => decodeSpans(Buffer.from(text), 'json');
  test.each([
    '',
    '{',
    'null',
    '[]',
    '1',
    '"x"',
    '[{"resourceSpans":[]}]',
    '{"resourceSpans":{}}',
    '{"resourceSpans":[1]}',
    '{"resourceSpans":[{"scopeSpans":[{"spans":1}]}]}',
    '{"resourceSpans":[{"resource":{"attributes":{}}}]}',
  ])('%j is refused', (text) => {
    expect(() => decodeText(text)).toThrow(Malformed);
  });
  test('that is no UTF-8 is refused', () => {
    expect(() => decodeSpans(Buffer.from('7b2261223a22ff227d', 'hex'), 'json')).toThrow(Malformed);
  });
  test('that is nothing but brackets is refused before it is parsed', () => {
    const hold = createRequestMemory({ maxBytes: Infinity }).hold('a viewer');
    expect(() => holdJson(Buffer.from(`{"resourceSpans":[],"x":[${'[],'.repeat(4_000_000)}0]}`), hold, limits.jsonValues)).toThrow(
      /values/,
    );
  });
  test('half a surrogate pair is replaced, and a warning says so', () => {
    const read = decodeText(JSON.stringify(requestOf(sentSpan({ attributes: [keyValue('text', 'a\ud800b')] }))));
    expect(read.items[0]?.attributes).toEqual({ text: 'a\ufffdb' });
    expect(read.warnings).toHaveLength(1);
  });
  test('may name fields in snake_case, enums by name, integers as numbers, and hold fields that are unknown', () => {
    const text = JSON.stringify({
      resource_spans: [
        {
          scope_spans: [
            {
              schema_url: 'x',
              spans: [
                {
                  trace_id: traceId.toUpperCase(),
                  span_id: spanId,
                  parent_span_id: null,
                  name: 'x',
                  start_time_unix_nano: 1_760_000_000_123_456_800,
                  flags: 1,
                  new_field: { a: 1 },
                  status: { code: 'STATUS_CODE_ERROR' },
                  attributes: [{ key: 'n', value: { int_value: 5 } }],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(decodeText(text).items).toMatchObject([{ traceId, spanId, parentId: '', startUs, statusCode: 2, attributes: { n: 5 } }]);
  });
  test.each([
    ['name', { name: 5 }],
    ['startTimeUnixNano', { startTimeUnixNano: 'yesterday' }],
    ['traceId', { traceId: [1] }],
    ['attributes', { attributes: {} }],
    ['attributes.key', { attributes: [{ key: 1 }] }],
    ['n', { attributes: [{ key: 'n', value: { intValue: '1.5' } }] }],
    ['n', { attributes: [{ key: 'n', value: 'bare' }] }],
    ['events', { events: [1] }],
    ['status.code', { status: { code: 'BROKEN' } }],
  ])('a span whose %s is of a wrong type is refused by its place, and those beside it are kept', (field, fields) => {
    const read = decodeText(JSON.stringify(requestOf(sentSpan(), sentSpan(fields), sentSpan())));
    expect(read.places).toEqual([0, 2]);
    expect(read.rejected).toEqual([{ index: 1, field, reason: expect.any(String) }]);
  });
});

describe('the encodings', () => {
  const hex = (length: number) =>
    fc.uint8Array({ minLength: length, maxLength: length }).map((bytes) => Buffer.from(bytes).toString('hex'));
  const text = fc.string({ unit: 'grapheme', maxLength: 20 });
  const nano = fc.bigInt({ min: 0n, max: 4_000_000_000_000_000_000n }).map(String);
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constant({}),
      fc.record({ stringValue: text }),
      fc.record({ boolValue: fc.boolean() }),
      fc.record({ intValue: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String) }),
      fc.record({ doubleValue: fc.double().map((number) => (Number.isFinite(number) ? number : String(number))) }),
      fc.record({ bytesValue: fc.uint8Array().map((bytes) => Buffer.from(bytes).toString('base64')) }),
      fc.record({ arrayValue: fc.record({ values: fc.array(tie('value'), { maxLength: 3 }) }) }),
      fc.record({ kvlistValue: fc.record({ values: fc.array(fc.record({ key: text, value: tie('value') }), { maxLength: 3 }) }) }),
    ),
  }));
  const attributes = fc.array(fc.record({ key: text, value }), { maxLength: 5 });
  const span = fc.record({
    traceId: hex(16),
    spanId: hex(8),
    parentSpanId: fc.oneof(hex(8), fc.constant('')),
    name: text,
    kind: fc.nat(5),
    startTimeUnixNano: nano,
    endTimeUnixNano: nano,
    attributes,
    status: fc.record({ code: fc.nat(2), message: text }),
    events: fc.array(fc.record({ name: text, timeUnixNano: nano, attributes }), { maxLength: 2 }),
    links: fc.array(fc.record({ traceId: hex(16), spanId: hex(8), attributes }), { maxLength: 2 }),
  });
  const request = fc.record({
    resourceSpans: fc.array(
      fc.record({
        resource: fc.record({ attributes }),
        scopeSpans: fc.array(fc.record({ scope: fc.record({ name: text, version: text }), spans: fc.array(span, { maxLength: 3 }) }), {
          maxLength: 2,
        }),
      }),
      { maxLength: 2 },
    ),
  });

  test('of one request give the same spans', () => {
    fc.assert(
      fc.property(request, (sent) => {
        expect(decodeSpans(bodyOf(sent, 'protobuf'), 'protobuf')).toEqual(decodeSpans(bodyOf(sent, 'json'), 'json'));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
