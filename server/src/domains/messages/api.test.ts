import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { maxTextBytes } from '../../platform/ingest/text.ts';
import { ask, openTestServer, type Answer, type TestServer } from '../../server.testing.ts';
import { checkEvaluation } from '../evaluations/ingest.ts';
import { checkMessage } from './ingest.ts';
import { messageOf } from './message.fixtures.ts';

let server: TestServer;
let messageCount = 0;

beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const mutation =
  'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted updated rejected { index field reason } } }';
const ingest = (messages: unknown): Promise<Answer> => ask(server, mutation, { variables: { messages } });
const good = (changes: object = {}): object => messageOf({ externalId: `good-${(messageCount += 1)}`, ...changes });

describe('a batch with one bad message keeps the others', () => {
  test.each([
    ['negative tokens', { inputTokens: -1 }, 'inputTokens', 'is -1; it must not be negative'],
    ['a negative latency', { latencyMs: -5 }, 'latencyMs', 'is -5; it must not be negative'],
    ['a date in the year 9999', { createdAt: '9999-12-31T23:59:59Z' }, 'createdAt', "more than one day ahead of the server's clock"],
    ['a date in 1999', { createdAt: '1999-12-31T23:59:59Z' }, 'createdAt', 'dates start at 2000-01-01'],
    ['a date that does not exist', { createdAt: '2026-02-30' }, 'createdAt', 'is not a date that exists'],
    ['a date that is a number', { createdAt: 1_700_000_000 }, 'createdAt', 'is 1700000000; a date in ISO 8601 is taken'],
    [
      'content above 1 MiB',
      { content: 'é'.repeat(maxTextBytes / 2 + 1) },
      'content',
      `is ${maxTextBytes + 2} bytes long in UTF-8; at most ${maxTextBytes} are taken`,
    ],
    ['5 MB of content', { content: 'x'.repeat(5_000_000) }, 'content', 'is 5000000 bytes long'],
    ['a NUL character', { content: 'a\u0000b' }, 'content', 'contains a NUL character (U+0000) at position 1, which cannot be stored'],
    ['a NUL character in an id', { externalId: 'a\u0000' }, 'externalId', 'NUL'],
    ['a NUL character deep in metadata', { metadata: { a: [{ 'k\u0000': 1 }] } }, 'metadata', 'NUL'],
    ['half a surrogate pair', { content: 'a🙂\ud83d' }, 'content', 'half a surrogate pair at position 3'],
    [
      'half a surrogate pair in a tool’s result',
      { toolCalls: [{ name: 't', result: ['\udc00'] }] },
      'toolCalls[0].result',
      'half a surrogate pair',
    ],
    ['an empty id', { externalId: '' }, 'externalId', 'must not be empty'],
    ['a blank conversation id', { conversationId: ' \n' }, 'conversationId', 'must not be empty'],
    ['an id of 513 characters', { externalId: 'x'.repeat(513) }, 'externalId', 'is 513 characters long; at most 512'],
    ['an unknown enum', { role: 'ROBOT' }, 'role', 'is "ROBOT"; one of USER, ASSISTANT, SYSTEM, TOOL is taken'],
    ['a word for a number', { inputTokens: 'many' }, 'inputTokens', 'is "many"; a whole number is taken'],
    ['a fraction', { inputTokens: 1.5 }, 'inputTokens', 'is 1.5; it must be a whole number'],
    ['a number beyond 2^31', { outputTokens: 3_000_000_000 }, 'outputTokens', 'is 3000000000; at most 2147483647 is taken'],
    ['a number for a text', { content: 5 }, 'content', 'is 5; a text is taken'],
    ['a word for a yes', { widget: 'yes' }, 'widget', 'is "yes"; true or false is taken'],
    ['a missing field', { content: undefined }, 'content', 'is missing'],
    ['null for a field that must be', { role: null }, 'role', 'is missing'],
    ['a field that is none', { tokens: 5 }, 'tokens', 'is not a field of MessageInput'],
    ['a tool call without a name', { toolCalls: [{ name: 'ok' }, { id: 'x' }] }, 'toolCalls[1].name', 'is missing'],
    ['a tool call with an empty name', { toolCalls: [{ name: '' }] }, 'toolCalls[0].name', 'must not be empty'],
    [
      'more cached than input tokens',
      { inputTokens: 10, cacheReadTokens: 8, cacheWriteTokens: 3 },
      'inputTokens',
      'is 10, less than cacheReadTokens and cacheWriteTokens together (11)',
    ],
    ['more reasoning than output tokens', { outputTokens: 1, reasoningTokens: 2 }, 'outputTokens', 'is 1, less than reasoningTokens (2)'],
    ['metadata nested too deeply', { metadata: JSON.parse('['.repeat(150) + ']'.repeat(150)) }, 'metadata', 'nested'],
    ['metadata above 1 MiB', { metadata: ['x'.repeat(maxTextBytes)] }, 'metadata', 'bytes of JSON'],
  ])('%s', async (_name, changes, field, reason) => {
    const messages = [good(), good(), { ...good(), ...changes }, good()];
    const { status, body } = await ingest(messages);
    expect(status).toBe(200);
    expect(body.errors).toBeUndefined();
    expect(body.data.ingestMessages).toMatchObject({
      accepted: 3,
      updated: 0,
      rejected: [{ index: 2, field, reason: expect.stringContaining(reason) }],
    });
  });

  test('of 1,000, the other 999 are stored', async () => {
    const messages = Array.from({ length: 1_000 }, () => good());
    messages[500] = { ...messages[500], inputTokens: -1 };
    expect((await ingest(messages)).body.data.ingestMessages).toMatchObject({
      accepted: 999,
      rejected: [{ index: 500, field: 'inputTokens' }],
    });
  });

  test.each(['inputTokens', 'externalId', 'role', 'createdAt', 'metadata', 'toolCalls', 'widget', 'nonsense'])(
    '%s nested a hundred thousand times deep',
    async (field) => {
      const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: `{"query":${JSON.stringify(mutation)},"variables":{"messages":[${JSON.stringify(good())},{"externalId":"deep","conversationId":"c","role":"USER","content":"x","${field}":${deep}}]}}`,
      });
      expect(response.status).toBe(200);
      expect(((await response.json()) as { data: { ingestMessages: unknown } }).data.ingestMessages).toMatchObject({
        accepted: 1,
        rejected: [{ index: 1 }],
      });
    },
  );

  test('items that are no objects are named, too', async () => {
    const { body } = await ingest([good(), null, 'text', 7, []]);
    expect(body.data.ingestMessages).toMatchObject({
      accepted: 1,
      rejected: [
        { index: 1, field: '' },
        { index: 2, field: '' },
        { index: 3, field: '' },
        { index: 4, field: '' },
      ],
    });
  });
});

describe('ingestMessages', () => {
  test('keeps a message of an unknown model, whose cost is null and says why', async () => {
    await ingest([messageOf({ externalId: 'unpriced', model: 'no-such-model', inputTokens: 5 })]);
    const { body } = await ask(server, '{ message(externalId: "unpriced") { model costUsd cost { totalUsd note price { id } } } }');
    expect(body.data.message).toEqual({
      model: 'no-such-model',
      costUsd: null,
      cost: { totalUsd: null, note: 'No price is known for model no-such-model.', price: null },
    });
  });

  test('counts a duplicate inside one batch as updated; the last one wins', async () => {
    const { body } = await ingest([
      messageOf({ externalId: 'twice', content: 'first' }),
      messageOf({ externalId: 'twice', content: 'last' }),
    ]);
    expect(body.data.ingestMessages).toEqual({ accepted: 1, updated: 1, rejected: [] });
    expect((await ask(server, '{ message(externalId: "twice") { content } }')).body.data.message.content).toBe('last');
  });

  test('takes the edges: 1 MiB of content, ids of 512 characters, 2^31 - 1 tokens, a date just within a day', async () => {
    const createdAt = new Date(Date.now() + 86_000_000).toISOString();
    const message = messageOf({
      externalId: 'i'.repeat(512),
      conversationId: '🙂'.repeat(256),
      content: 'x'.repeat(maxTextBytes),
      inputTokens: 2_147_483_647,
    });
    expect((await ingest([{ ...message, createdAt }])).body.data.ingestMessages).toEqual({ accepted: 1, updated: 0, rejected: [] });
  });

  test('refuses more than 5,000 at once, storing none, with 400', async () => {
    const { status, body } = await ingest(Array.from({ length: 5_001 }, () => good()));
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({
      extensions: { code: 'BATCH_TOO_LARGE' },
      message: expect.stringContaining('send at most 5000 at a time'),
    });
  });

  test.each([
    ['no list', { messages: 5 }],
    ['nothing', {}],
    ['null', { messages: null }],
  ])('refuses %s with 400', async (_name, variables) => {
    expect(await ask(server, mutation, { variables })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
  });

  test('takes an empty batch for what it is', async () => {
    expect((await ingest([])).body.data.ingestMessages).toEqual({ accepted: 0, updated: 0, rejected: [] });
  });

  test('answers whatever comes with 200 or 400, never 500, and what it accepts reads back the same', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 });
    const odd = fc.oneof(
      text,
      fc.double(),
      fc.boolean(),
      fc.constant(null),
      fc.jsonValue(),
      fc.constantFrom('\ud800', '\u0000', '', 'USER', '2026-01-01', '9999-01-01', -1, 1e20),
    );
    const fields = [
      'externalId',
      'conversationId',
      'role',
      'content',
      'createdAt',
      'model',
      'inputTokens',
      'outputTokens',
      'toolCalls',
      'sessionId',
      'widget',
      'userId',
      'metadata',
      'nonsense',
    ];
    const message = fc.dictionary(fc.constantFrom(...fields), odd).map((changes) => ({ ...good(), ...changes }));
    const before = server.logged.filter((line) => Number(line['level']) >= 50).length;
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 5 }), async (messages) => {
        const { status, body } = await ingest(messages);
        expect(status).toBe(200);
        const { accepted, updated, rejected } = body.data.ingestMessages;
        expect(accepted + updated + rejected.length).toBe(messages.length);
        const rejectedIndexes = new Set(rejected.map(({ index }: { index: number }) => index));
        const kept = new Map(messages.filter((_, index) => !rejectedIndexes.has(index)).map((sent) => [sent.externalId, sent]));
        for (const sent of kept.values()) {
          const read = await ask(server, 'query ($id: String!) { message(externalId: $id) { content role conversation { externalId } } }', {
            variables: { id: sent.externalId },
          });
          expect(read.body.data.message).toEqual({
            content: sent.content,
            role: sent.role,
            conversation: { externalId: sent.conversationId },
          });
        }
      }),
      { numRuns: 150 },
    );
    expect(server.logged.filter((line) => Number(line['level']) >= 50)).toHaveLength(before);
  });
});

describe('the checks take what the schema says', () => {
  test.each([
    ['MessageInput', (fields: object) => checkMessage({ ...messageOf(), ...fields }, new Date())],
    ['ToolCallInput', (fields: object) => checkMessage({ ...messageOf(), toolCalls: [{ name: 't', ...fields }] }, new Date())],
    [
      'EvaluationInput',
      (fields: object) => checkEvaluation({ messageExternalId: 'm', sessionId: 's', rating: 5, success: true, ...fields }, new Date()),
    ],
  ])('%s: every field of it, and no other', async (type, check) => {
    const { body } = await ask(server, `{ __type(name: "${type}") { inputFields { name type { kind } } } }`);
    for (const field of body.data.__type.inputFields)
      if (field.type.kind !== 'NON_NULL') expect(check({ [field.name]: null }), field.name).not.toHaveProperty('reason');
    expect(check({ another: null })).toMatchObject({ field: expect.stringContaining('another'), reason: `is not a field of ${type}` });
    const required = body.data.__type.inputFields.filter((field: { type: { kind: string } }) => field.type.kind === 'NON_NULL');
    for (const { name } of required)
      expect(check({ [name]: null }), name).toMatchObject({ field: expect.stringMatching(new RegExp(`${name}$`)), reason: 'is missing' });
  });

  test('a batch written into the document is stored like one in a variable, and one of a wrong type is refused with 400', async () => {
    const write = (fields: string) =>
      ask(
        server,
        `mutation { ingestMessages(messages: [{ externalId: "written", conversationId: "c", role: USER, content: "x", ${fields} }]) { accepted updated rejected { index field } } }`,
      );
    expect(
      (await write('createdAt: "2026-01-31T12:00:00+02:00", toolCalls: { name: "t" }, metadata: { a: 1 }')).body.data.ingestMessages,
    ).toMatchObject({ accepted: 1 });
    expect((await ask(server, '{ message(externalId: "written") { createdAt metadata toolCalls { name } } }')).body.data.message).toEqual({
      createdAt: '2026-01-31T10:00:00.000Z',
      metadata: { a: 1 },
      toolCalls: [{ name: 't' }],
    });
    expect((await write('inputTokens: -1')).body.data.ingestMessages).toMatchObject({ rejected: [{ index: 0, field: 'inputTokens' }] });
    for (const fields of ['inputTokens: "many"', 'createdAt: "soon"', 'nonsense: 1'])
      expect(await write(fields)).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] } });
  });

  test('two batches in one operation, and one item for a list of one', async () => {
    const twice =
      'mutation ($a: [MessageInput!]!, $b: [MessageInput!]!) { a: ingestMessages(messages: $a) { accepted } b: ingestMessages(messages: $b) { accepted rejected { index } } }';
    expect((await ask(server, twice, { variables: { a: [good()], b: [good(), { externalId: 'x' }] } })).body.data).toEqual({
      a: { accepted: 1 },
      b: { accepted: 1, rejected: [{ index: 1 }] },
    });
    expect((await ingest(good())).body.data.ingestMessages).toMatchObject({ accepted: 1 });
    const single = 'mutation ($message: MessageInput!) { ingestMessages(messages: [$message]) { accepted } }';
    expect((await ask(server, single, { variables: { message: good() } })).body.data.ingestMessages).toEqual({ accepted: 1 });
    expect(await ask(server, single, { variables: { message: { externalId: 'x' } } })).toMatchObject({ status: 400 });
  });
});

describe('evaluateMessages', () => {
  const judge = (evaluations: unknown): Promise<Answer> =>
    ask(
      server,
      'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted updated rejected { index field reason } } }',
      { variables: { evaluations } },
    );

  test('rejects what is bad on its own: rating 6, an unknown judge, no message, no judgment', async () => {
    const { status, body } = await judge([
      { messageExternalId: 'm', rating: 5 },
      { messageExternalId: 'm', rating: 6 },
      { messageExternalId: 'm', success: true, evaluatorKind: 'ROBOT' },
      { rating: 5 },
      { messageExternalId: 'm' },
      { messageExternalId: 'm', rating: 'five' },
      { messageExternalId: 'm', rating: 5, createdAt: 'soon' },
      { messageExternalId: 'm', failureTags: ['ok', 5] },
    ]);
    expect(status).toBe(200);
    expect(body.data.evaluateMessages).toMatchObject({
      accepted: 1,
      updated: 0,
      rejected: [
        { index: 1, field: 'rating', reason: 'is 6; a rating is a whole number from 1 to 5' },
        { index: 2, field: 'evaluatorKind', reason: 'is "ROBOT"; one of HUMAN, MODEL, RULE is taken' },
        { index: 3, field: 'messageExternalId', reason: 'is missing' },
        { index: 4, field: 'rating' },
        { index: 5, field: 'rating' },
        { index: 6, field: 'createdAt' },
        { index: 7, field: 'failureTags[1]' },
      ],
    });
  });

  test('keeps an evaluation that comes before its message', async () => {
    expect((await judge([{ messageExternalId: 'later', rating: 4, comment: 'early' }])).body.data.evaluateMessages).toMatchObject({
      accepted: 1,
    });
    await ingest([messageOf({ externalId: 'later' })]);
    const { body } = await ask(server, '{ message(externalId: "later") { evaluations { rating comment evaluatorKind } } }');
    expect(body.data.message.evaluations).toEqual([{ rating: 4, comment: 'early', evaluatorKind: 'HUMAN' }]);
  });
});
