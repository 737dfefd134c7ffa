import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { ask, openTestServer, type TestServer } from '../../../server.testing.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

interface Sent {
  externalId: string;
  content?: string;
  conversationId?: string;
  role?: string;
  createdAt?: string;
  model?: string;
  sessionId?: string;
}

async function send(messages: readonly Sent[]): Promise<void> {
  const complete = messages.map((message) => ({
    conversationId: 'c',
    role: 'USER',
    content: 'x',
    createdAt: '2026-03-01T00:00:00Z',
    ...message,
  }));
  const { body } = await ask(
    server,
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { rejected { reason } } }',
    { variables: { messages: complete } },
  );
  expect(body).toMatchObject({ data: { ingestMessages: { rejected: [] } } });
  await drainProjection(server.stores);
}

interface Asked {
  filter?: unknown;
  search?: string;
  roles?: string[];
  first?: number;
  after?: string;
  last?: number;
  before?: string;
}

async function page(variables: Asked = {}) {
  const { body } = await ask(
    server,
    `query ($filter: AnalyticsFilter, $search: String, $roles: [MessageRole!], $first: Int, $after: String, $last: Int, $before: String) {
      messages(filter: $filter, search: $search, roles: $roles, first: $first, after: $after, last: $last, before: $before) {
        edges { cursor node { externalId } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }`,
    { variables },
  );
  if (body.errors !== undefined) throw new Error(JSON.stringify(body.errors));
  return body.data.messages as {
    edges: { cursor: string; node: { externalId: string } }[];
    pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  };
}

const idsOf = async (asked: Asked): Promise<string[]> => (await page(asked)).edges.map(({ node }) => node.externalId);

describe('search', () => {
  beforeAll(() =>
    send([
      { externalId: 's-1', content: 'My refund is late; please help.', conversationId: 'order-77' },
      { externalId: 's-2', content: 'REFUNDED yesterday, says the mail', conversationId: 'order-77', createdAt: '2026-03-01T00:00:01Z' },
      { externalId: 's-3', content: 'a late parcel — “where is it?”', createdAt: '2026-03-01T00:00:02Z' },
      { externalId: 's-4', content: 'Grüße aus Zürich, ÜBERMORGEN', createdAt: '2026-03-01T00:00:03Z' },
      { externalId: 's-5', content: '退款还没有到账', createdAt: '2026-03-01T00:00:04Z' },
      { externalId: 's-6', content: 'order A-100%_x \\ "quoted" it\'s', createdAt: '2026-03-01T00:00:05Z' },
      { externalId: 's-7', content: '', createdAt: '2026-03-01T00:00:06Z' },
    ]),
  );

  test.each<[string, string, string[]]>([
    ['a word, whatever its case, and words it is part of', 'refund', ['s-2', 's-1']],
    ['capitals', 'REFUND', ['s-2', 's-1']],
    ['part of a word', 'efunde', ['s-2']],
    ['all of several words, in any order', 'late refund', ['s-1']],
    ['a phrase only as it stands', '"late refund"', []],
    ['a phrase with its blanks', '"refund is late"', ['s-1']],
    ['a word beside other punctuation than ASCII', 'where', ['s-3']],
    ['letters beyond ASCII, whatever their case', 'übermorgen', ['s-4']],
    ['letters beyond ASCII in capitals', 'ZÜRICH', ['s-4']],
    ['letters in parts', 'Zu\u0308rich', ['s-4']],
    ['letters that become two in capitals', 'GRÜSSE', ['s-4']],
    ['a script without blanks', '还没有', ['s-5']],
    ['two letters', '退款', ['s-5']],
    ['one letter', '—', ['s-3']],
    ['characters that mean something in SQL', '100%_x', ['s-6']],
    ['a wildcard as itself', '100%x', []],
    ['a backslash', '\\', ['s-6']],
    ['an apostrophe', "it's", ['s-6']],
    ['a word that is nowhere', 'zebra', []],
    ['a long phrase that is nowhere', `"${'My refund is late; please help. '.repeat(8)}"`, []],
    ['the id of a message', 's-7', ['s-7']],
    ['the id of a conversation', 'order-77', ['s-2', 's-1']],
    ['part of an id', 'order-7', []],
    ['what cannot be stored', 'a\u0000b', []],
  ])('finds %s', async (_claim, search, expected) => expect(await idsOf({ search })).toEqual(expected));

  test('of blanks alone is no search', async () =>
    expect(await idsOf({ search: '  ' })).toEqual(['s-7', 's-6', 's-5', 's-4', 's-3', 's-2', 's-1']));

  test('too long a search is refused', async () => {
    const { body } = await ask(server, '{ messages(search: "' + 'x'.repeat(513) + '") { edges { cursor } } }');
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a message that was changed is found by what it says now', async () => {
    await send([{ externalId: 's-8', content: 'an albatross', createdAt: '2026-03-01T00:00:07Z' }]);
    expect(await idsOf({ search: 'albatross' })).toEqual(['s-8']);
    await send([{ externalId: 's-8', content: 'a pelican', createdAt: '2026-03-01T00:00:07Z' }]);
    expect(await idsOf({ search: 'albatross' })).toEqual([]);
    expect(await idsOf({ search: 'pelican' })).toEqual(['s-8']);
  });

  test('a message that was moved in time is found once, where it is', async () => {
    await send([{ externalId: 's-8', content: 'a pelican', createdAt: '2026-02-01T00:00:00Z' }]);
    expect(await idsOf({ search: 'pelican' })).toEqual(['s-8']);
    expect((await idsOf({})).at(-1)).toBe('s-8');
    expect(await idsOf({ search: 'pelican', filter: { from: '2026-03-01T00:00:00Z' } })).toEqual([]);
  });

  test('a message that was evaluated is found once', async () => {
    await ask(server, 'mutation { evaluateMessages(evaluations: [{ messageExternalId: "s-1", rating: 2, success: false }]) { accepted } }');
    await drainProjection(server.stores);
    expect(await idsOf({ search: 'refund' })).toEqual(['s-2', 's-1']);
    expect(await idsOf({ search: 'refund', filter: { ratings: [2] } })).toEqual(['s-1']);
    expect(await idsOf({ filter: { success: false } })).toEqual(['s-1']);
  });
});

describe('pages', () => {
  const count = 23;
  const inOrder = Array.from({ length: count }, (_, index) => `p-${count - index}`);
  const filter = { sessions: ['paged'] };

  beforeAll(() =>
    // Several messages share each millisecond.
    send(
      Array.from({ length: count }, (_, index) => ({
        externalId: `p-${index + 1}`,
        content: index % 2 === 0 ? 'even pages' : 'odd pages',
        sessionId: 'paged',
        conversationId: `paged-${index}`,
        createdAt: new Date(Date.UTC(2026, 3, 1) + Math.floor(index / 4)).toISOString(),
        role: index % 3 === 0 ? 'ASSISTANT' : 'USER',
        ...(index % 3 === 0 ? { model: 'paged-model' } : {}),
      })),
    ),
  );

  test.each([1, 2, 5, 22, 23, 24])('of %i hold every message once, newest first, forwards and backwards', async (size) => {
    for (const search of [undefined, 'pages']) {
      const asked = { filter, ...(search === undefined ? {} : { search }) };
      const forwards: string[] = [];
      let after: string | undefined;
      for (let guard = 0; guard <= count; guard += 1) {
        const { edges, pageInfo } = await page({ ...asked, first: size, ...(after === undefined ? {} : { after }) });
        forwards.push(...edges.map(({ node }) => node.externalId));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      expect(forwards).toEqual(inOrder);
      const backwards: string[] = [];
      let before: string | undefined;
      for (let guard = 0; guard <= count; guard += 1) {
        const { edges, pageInfo } = await page({ ...asked, last: size, ...(before === undefined ? {} : { before }) });
        backwards.unshift(...edges.map(({ node }) => node.externalId));
        if (!pageInfo.hasPreviousPage) break;
        before = pageInfo.startCursor;
      }
      expect(backwards).toEqual(inOrder);
    }
  });

  test('a message that arrives between two pages moves nothing', async () => {
    const first = await page({ filter, first: 5 });
    await send([{ externalId: 'p-new', sessionId: 'paged', createdAt: '2026-05-01T00:00:00Z', conversationId: 'paged-new' }]);
    const second = await page({ filter, first: 5, after: first.pageInfo.endCursor });
    expect(second.edges.map(({ node }) => node.externalId)).toEqual(inOrder.slice(5, 10));
  });

  test('the filter, the roles and the search narrow together', async () => {
    const assistants = await idsOf({ filter, roles: ['ASSISTANT'] });
    expect(assistants).toEqual(inOrder.filter((id) => (Number(id.slice(2)) - 1) % 3 === 0));
    expect(await idsOf({ filter: { ...filter, models: ['paged-model'] } })).toEqual(assistants);
    expect(await idsOf({ filter, roles: ['ASSISTANT'], search: 'odd' })).toEqual(assistants.filter((id) => Number(id.slice(2)) % 2 === 0));
    expect(await idsOf({ filter, search: 'odd', first: 3 })).toEqual(inOrder.filter((id) => Number(id.slice(2)) % 2 === 0).slice(0, 3));
  });

  test('a filter that leaves few of many finds is followed to its end', async () => {
    await send(
      Array.from({ length: 300 }, (_, index) => ({
        externalId: `many-${index}`,
        content: 'needle in hay',
        conversationId: `many-${index}`,
        createdAt: new Date(Date.UTC(2026, 4, 2) + index).toISOString(),
        ...(index === 0 || index === 150 ? { sessionId: 'needle' } : {}),
      })),
    );
    expect(await idsOf({ search: 'needle', filter: { sessions: ['needle'] }, first: 2 })).toEqual(['many-150', 'many-0']);
    expect(await idsOf({ search: 'needle hay', filter: { sessions: ['needle'] }, last: 1 })).toEqual(['many-0']);
  });

  const forged = (...parts: unknown[]): string => Buffer.from(JSON.stringify(parts)).toString('base64url');
  test.each([
    ['of another list', forged('conversation', 1, '2')],
    ['without a time', forged('messages', 'soon', '2')],
    ['beyond all time', forged('messages', 1e300, '2')],
    ['with an id below zero', forged('messages', 1_700_000_000_000, '-1')],
    ['with an id that is none', forged('messages', 1_700_000_000_000, "1' OR '1")],
    ['that is no cursor', 'x'],
  ])('a cursor %s is refused', async (_name, after) => {
    for (const field of ['after', 'before']) {
      const query = `query ($cursor: String) { messages(${field}: $cursor) { edges { cursor } } }`;
      const { body } = await ask(server, query, { variables: { cursor: after } });
      expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_CURSOR', field });
    }
  });
});
