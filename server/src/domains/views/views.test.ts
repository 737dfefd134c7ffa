import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { maxViews } from './commands.ts';
import { maxSearchLength } from './ingest.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const save = async (page: string, name: string, search: string): Promise<Loose> =>
  (
    await ask(
      server,
      'mutation ($page: String!, $name: String!, $search: String!) { saveView(page: $page, name: $name, search: $search) { id page name search } }',
      { variables: { page, name, search } },
    )
  ).body;
const views = async (page: string): Promise<Loose[]> =>
  (await ask(server, 'query ($page: String!) { savedViews(page: $page) { id name search } }', { variables: { page } })).body.data
    .savedViews;

test('a view is saved under its name, replaced under the same, listed by name, and deleted', async () => {
  const first = (await save('traces', ' slow ones ', 'order=DURATION')).data.saveView;
  expect(first).toMatchObject({ page: 'traces', name: 'slow ones', search: 'order=DURATION' });
  await save('traces', 'dear ones', 'order=COST');
  await save('messages', 'slow ones', 'latency');
  expect((await save('traces', 'slow ones', '')).data.saveView).toMatchObject({ id: first.id, search: '' });
  expect((await views('traces')).map(({ name, search }) => [name, search])).toEqual([
    ['dear ones', 'order=COST'],
    ['slow ones', ''],
  ]);
  const remove = () => ask(server, 'mutation ($id: ID!) { deleteView(id: $id) }', { variables: { id: first.id } });
  expect((await remove()).body.data).toEqual({ deleteView: first.id });
  expect((await remove()).body.errors[0].extensions.code).toBe('NOT_FOUND');
  expect((await views('traces')).map(({ name }) => name)).toEqual(['dear ones']);
  expect((await views('messages')).length).toBe(1);
});

test('what cannot be kept is refused in words', async () => {
  expect((await save('traces', 'long', 'x'.repeat(maxSearchLength + 1))).errors[0]).toMatchObject({ extensions: { code: 'BAD_VIEW' } });
  expect((await save('traces', 'nul', 'a\u0000b')).errors[0]).toMatchObject({ extensions: { code: 'BAD_VIEW' } });
  expect((await save('traces', '  ', 'a')).errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  await server.stores.prisma.savedView.createMany({
    data: Array.from({ length: maxViews }, (_, n) => ({
      workspaceId: server.defaultWorkspaceId,
      page: 'full',
      name: `view ${n}`,
      search: '',
    })),
  });
  expect((await save('full', 'one more', '')).errors[0].message).toMatch(/delete one first/);
  expect((await save('full', 'view 7', 'changed')).data.saveView.search).toBe('changed');
});

test('a page has one default view at most, which is set, replaced and taken back', async () => {
  const page = 'analytics';
  const [one, other] = [(await save(page, 'one', 'a=1')).data.saveView, (await save(page, 'other', 'b=2')).data.saveView];
  const setDefault = async (id: string | null): Promise<(readonly [string, boolean])[]> => {
    const query = 'mutation ($page: String!, $id: ID) { setDefaultView(input: { page: $page, id: $id }) { name isDefault } }';
    const { body } = await ask(server, query, { variables: { page, id } });
    return body.data.setDefaultView.map(({ name, isDefault }: { name: string; isDefault: boolean }) => [name, isDefault]);
  };
  expect(await setDefault(one.id)).toEqual([
    ['one', true],
    ['other', false],
  ]);
  expect(await setDefault(other.id)).toEqual([
    ['one', false],
    ['other', true],
  ]);
  await save(page, 'other', 'c=3');
  expect(await setDefault(null)).toEqual([
    ['one', false],
    ['other', false],
  ]);
});
