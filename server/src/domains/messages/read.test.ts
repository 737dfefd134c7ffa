import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../background.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { checkedOf } from './message.fixtures.ts';
import { recordMessages } from './record.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
  const start = Date.parse('2026-03-01T10:00:00Z');
  const messages = Array.from({ length: 60 }, (_, index) =>
    checkedOf({
      externalId: `m-${index}`,
      conversationId: `c-${index % 3}`,
      role: index % 2 === 0 ? 'USER' : 'ASSISTANT',
      content: `message ${index} ${'x'.repeat(400)}`,
      createdAt: new Date(start + Math.floor(index / 6) * 1_000), // several of one instant
      ...(index % 2 === 1 ? { model: 'gpt-4o', provider: 'openai', inputTokens: 1_000, outputTokens: 500 } : {}),
      ...(index === 0 ? { sessionId: 's', userId: 'u', widget: true } : {}),
    }),
  );
  await recordMessages(server.stores, server.defaultWorkspaceId, messages);
});
afterAll(() => server?.close());

const query = async (text: string, variables: unknown = {}) => {
  const { status, body } = await ask(server, text, { variables });
  expect(body.errors, text).toBeUndefined();
  expect(status).toBe(200);
  return body.data;
};

/** The statements that PostgreSQL is asked while `work` runs. Whether there are accounts is kept for a moment, and asked again by the clock. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  server.stores.postgres.observe = (statement) => {
    if (statement !== 'people.any') asked.push(statement);
  };
  try {
    await work();
  } finally {
    server.stores.postgres.observe = () => {};
  }
  return asked;
}

describe('a conversation', () => {
  test('has its messages in the order of their times, of one instant in the order in which they came', async () => {
    const { conversation } = await query(
      '{ conversation(id: "c-0") { messageCount startedAt lastMessageAt sessionId userId widget messages(first: 50) { edges { node { externalId } } } } }',
    );
    expect(conversation.messages.edges.map(({ node }: { node: { externalId: string } }) => node.externalId)).toEqual(
      Array.from({ length: 20 }, (_, index) => `m-${index * 3}`),
    );
    expect(conversation).toMatchObject({
      messageCount: 20,
      startedAt: '2026-03-01T10:00:00.000Z',
      lastMessageAt: '2026-03-01T10:00:09.000Z',
      sessionId: 's',
      userId: 'u',
      widget: true,
    });
  });

  test('is paged forwards and backwards without a gap or a repeat', async () => {
    const page =
      'query ($first: Int, $last: Int, $after: String, $before: String) { conversation(id: "c-1") { messages(first: $first, last: $last, after: $after, before: $before) { edges { cursor node { externalId } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }';
    const walk = async (forwards: boolean): Promise<string[]> => {
      const ids: string[] = [];
      let cursor: string | null = null;
      for (;;) {
        const { edges, pageInfo }: { edges: { node: { externalId: string } }[]; pageInfo: Record<string, string> } = (
          await query(page, forwards ? { first: 7, after: cursor } : { last: 7, before: cursor })
        ).conversation.messages;
        const found = edges.map(({ node }) => node.externalId);
        if (forwards) ids.push(...found);
        else ids.unshift(...found);
        if (!(forwards ? pageInfo['hasNextPage'] : pageInfo['hasPreviousPage'])) return ids;
        cursor = (forwards ? pageInfo['endCursor'] : pageInfo['startCursor']) ?? null;
      }
    };
    const expected = Array.from({ length: 20 }, (_, index) => `m-${index * 3 + 1}`);
    expect(await walk(true)).toEqual(expected);
    expect(await walk(false)).toEqual(expected);
  });

  const forged = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  test.each([
    ['that is no text of ours', 'bm90IGEgY3Vyc29y'],
    ['of another list', forged('messages', 1_700_000_000_000, '2')],
    ['without a time', forged('conversation', 'soon', '2')],
    ['beyond all time', forged('conversation', 1e300, '2')],
    ['with an id below zero', forged('conversation', 1_700_000_000_000, '-1')],
  ])('refuses a cursor %s', async (_, after) => {
    const { body } = await ask(
      server,
      'query ($after: String!) { conversation(id: "c-0") { messages(first: 5, after: $after) { edges { cursor } } } }',
      { variables: { after } },
    );
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_CURSOR', field: 'after', reason: body.errors[0].message });
  });

  test('that is not there is null, whatever its name', async () => {
    for (const id of ['nobody', '', '\u0000', '\ud800'])
      expect(await query('query ($id: String!) { conversation(id: $id) { id } message(externalId: $id) { id } }', { id })).toEqual({
        conversation: null,
        message: null,
      });
  });

  test('answers with a fixed number of statements, however many messages it has', async () => {
    const text =
      '{ conversation(id: "c-0") { costUsd messageCount startedAt lastMessageAt messages(first: SIZE) { edges { node { externalId contentPreview costUsd cost { note } userId sessionId conversation { externalId messageCount costUsd userId } evaluations { rating } toolCalls { name } } } } } }';
    await query(text.replace('SIZE', '2')); // the price book is read, and kept
    const few = await statementsOf(() => query(text.replace('SIZE', '2')));
    const many = await statementsOf(() => query(text.replace('SIZE', '20')));
    expect(many.length).toBe(few.length);
    expect(many.length).toBeLessThanOrEqual(12);
  });
});

describe('a message', () => {
  test('takes from its conversation what it does not say itself', async () => {
    expect((await query('{ message(externalId: "m-3") { sessionId userId widget environment } }')).message).toEqual({
      sessionId: 's',
      userId: 'u',
      widget: true,
      environment: null,
    });
  });

  test('is previewed by its first characters', async () => {
    const { message } = await query('{ message(externalId: "m-3") { short: contentPreview(maxLength: 9) contentPreview } }');
    expect(message.short).toBe('message 3');
    expect(message.contentPreview).toHaveLength(240);
  });

  test('is fetched again by its id, and not by one made up', async () => {
    const { message } = await query('{ message(externalId: "m-3") { id } }');
    expect((await query('query ($id: ID!) { node(id: $id) { ... on Message { externalId } } }', { id: message.id })).node).toEqual({
      externalId: 'm-3',
    });
    for (const key of ['999999999', 'x', '-1', '99999999999999999999999', '1 OR 1=1']) {
      const { body, status } = await ask(server, 'query ($id: ID!) { node(id: $id) { id } }', {
        variables: { id: Buffer.from(`Message:${key}`).toString('base64') },
      });
      expect(status, key).toBe(200);
      expect(body.data.node).toBeNull();
    }
  });
});

describe('costs', () => {
  test('follow the prices: unknown first, then by the price set, with its parts and why', async () => {
    const ask = () =>
      query(
        '{ message(externalId: "m-1") { costUsd cost { totalUsd inputUsd outputUsd note price { scope model } } } conversation(id: "c-1") { costUsd } user: message(externalId: "m-0") { costUsd cost { note } } }',
      );
    expect(await ask()).toMatchObject({
      message: { costUsd: null, cost: { note: 'No price is known for model gpt-4o.', price: null } },
      conversation: { costUsd: null },
    });
    await query(
      'mutation { savePrice(price: { scope: MODEL, model: "gpt-4o", rates: { inputUsdPerMillion: 2.5, outputUsdPerMillion: 10 } }) { price { id } } }',
    );
    const { message, conversation, user } = await ask();
    expect(message).toEqual({
      costUsd: 0.0075,
      cost: {
        totalUsd: 0.0075,
        inputUsd: 0.0025,
        outputUsd: 0.005,
        note: 'Priced by the price of gpt-4o (set by hand).',
        price: { scope: 'MODEL', model: 'gpt-4o' },
      },
    });
    expect(conversation.costUsd).toBeCloseTo(10 * 0.0075, 12);
    expect(user).toEqual({ costUsd: null, cost: { note: expect.stringContaining("Only a model's reply has a cost") } });
  });
});

test('the workspace counts its messages', async () => {
  await drainProjection(server.stores);
  expect((await query('{ workspace { messageCount firstMessageAt } }')).workspace).toEqual({
    messageCount: 60,
    firstMessageAt: '2026-03-01T10:00:00.000Z',
  });
});
