import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createApiKey } from '../access/commands.ts';
import { makeTeam } from '../access/tests/members.testing.ts';
import { maxTiles, maxVersions } from './types.ts';

let server: TestServer;
/** Of a key, which is no person. */
let headers: Record<string, string>;
beforeAll(async () => {
  server = await openTestServer();
  const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: 'boards', role: 'EDITOR' });
  headers = { authorization: `Bearer ${secret}` };
});
afterAll(() => server?.close());

const panel = (key: string, x = 0, y = 0, change: object = {}) => ({
  key,
  kind: 'PANEL',
  panel: 'tokens',
  x,
  y,
  width: 6,
  height: 6,
  ...change,
});
const fields = 'id name version isShared isOwn isLeft ownerName search tiles { key kind panel title text x y width height }';

async function team() {
  const made = await makeTeam(server, ['VIEWER', 'ANALYST', 'EDITOR', 'ADMIN']);
  const as = (role: 'VIEWER' | 'ANALYST' | 'EDITOR' | 'ADMIN') => {
    const run = async (query: string, variables: object = {}): Promise<Loose> =>
      (await ask(server, query, { headers: made.of(role).headers, variables })).body;
    return {
      save: (input: object) => run(`mutation ($input: BoardInput!) { saveBoard(input: $input) { ${fields} } }`, { input }),
      restore: (input: object) => run(`mutation ($input: RestoreBoardInput!) { restoreBoard(input: $input) { ${fields} } }`, { input }),
      remove: (id: string) => run('mutation ($id: ID!) { deleteBoard(id: $id) }', { id }),
      read: async (id: string) => (await run(`query ($id: ID!) { board(id: $id) { ${fields} } }`, { id })).data.board,
      history: async (id: string) =>
        (await run('query ($id: ID!) { board(id: $id) { versions { version name savedBy restoredFrom tiles { key } } } }', { id })).data
          .board.versions,
      names: async () => (await run('{ boards { name } }')).data.boards.map(({ name }: Loose) => name),
    };
  };
  return { analyst: as('ANALYST'), editor: as('EDITOR'), viewer: as('VIEWER'), admin: as('ADMIN'), analystId: made.of('ANALYST').memberId };
}
const codeOf = (body: Loose) => body.errors?.[0].extensions.code;

test('a board is its person’s own until it is shared; then all see it, and the owner alone takes it back', async () => {
  const { analyst, editor, viewer } = await team();
  const own = (await analyst.save({ name: 'Costs', search: 'range=7d', tiles: [panel('a'), panel('b', 6)] })).data.saveBoard;
  expect(own).toMatchObject({ version: 1, isShared: false, isOwn: true, ownerName: 'ANALYST', search: 'range=7d' });
  expect(own.tiles[1]).toEqual({ ...panel('b', 6), title: null, text: null });
  expect([await editor.read(own.id), await editor.names()]).toEqual([null, []]);
  expect(codeOf(await editor.save({ id: own.id, version: 1, name: 'x', tiles: [] }))).toBe('NOT_FOUND');
  expect(codeOf(await editor.remove(own.id))).toBe('NOT_FOUND');
  expect(codeOf(await viewer.save({ name: 'x', tiles: [] }))).toBe('FORBIDDEN');
  await analyst.save({ id: own.id, version: 1, name: 'Costs', isShared: true, tiles: [panel('a')] });
  expect(await viewer.read(own.id)).toMatchObject({ version: 2, isOwn: false, isShared: true, search: '' });
  expect((await editor.save({ id: own.id, name: 'x', tiles: [] })).errors[0].extensions).toMatchObject({ field: 'input.version' });
  const taken = await editor.save({ id: own.id, version: 2, name: 'Costs', isShared: false, tiles: [] });
  expect(taken.errors[0].message).toMatch(/only the person who owns the board/);
  expect((await editor.remove(own.id)).data.deleteBoard).toBe(own.id);
  expect(await analyst.names()).toEqual([]);
});

test('a board that a removed member kept to itself is seen, shared and deleted by those who manage members, and by no one else', async () => {
  const { analyst, editor, admin, analystId } = await team();
  const [one, other] = [await analyst.save({ name: 'One', tiles: [] }), await analyst.save({ name: 'Other', tiles: [] })];
  const [first, second] = [one.data.saveBoard.id, other.data.saveBoard.id];
  expect(await admin.names()).toEqual([]);
  await server.stores.prisma.member.delete({ where: { id: analystId } });
  expect([await admin.names(), await editor.names()]).toEqual([['One', 'Other'], []]);
  expect(await admin.read(first)).toMatchObject({ isLeft: true, isOwn: false, ownerName: 'ANALYST' });
  await admin.save({ id: first, version: 1, name: 'One', isShared: true, tiles: [] });
  expect(await editor.read(first)).toMatchObject({ isShared: true, isLeft: false });
  expect((await admin.remove(second)).data.deleteBoard).toBe(second);
});

test('of two that save at once the later is refused, in words that name who and when', async () => {
  const { analyst, editor } = await team();
  const { id } = (await analyst.save({ name: 'Both', isShared: true, tiles: [] })).data.saveBoard;
  const [one, other] = await Promise.all([
    analyst.save({ id, version: 1, name: 'Of the analyst', tiles: [] }),
    editor.save({ id, version: 1, name: 'Of the editor', tiles: [] }),
  ]);
  const refused = [one, other].filter((body) => body.errors !== undefined);
  expect(refused.length).toBe(1);
  expect(codeOf(refused[0])).toBe('BOARD_CHANGED');
  expect(refused[0].errors[0].message).toMatch(/saved by (ANALYST|EDITOR) at \d{4}-.*as version 2/);
});

test('each change is a version; an earlier one is restored as a new one, and what stood before stays', async () => {
  const { analyst } = await team();
  const { id } = (await analyst.save({ name: 'One', tiles: [panel('a')] })).data.saveBoard;
  await analyst.save({ id, version: 1, name: 'Two', tiles: [panel('b')] });
  const restored = (await analyst.restore({ id, version: 2, restore: 1 })).data.restoreBoard;
  expect(restored).toMatchObject({ name: 'One', version: 3, tiles: [{ key: 'a' }] });
  expect((await analyst.history(id)).map(({ version, name, restoredFrom }: Loose) => [version, name, restoredFrom])).toEqual([
    [3, 'One', 1],
    [2, 'Two', null],
    [1, 'One', null],
  ]);
  expect((await analyst.restore({ id, version: 3, restore: 9 })).errors[0].message).toMatch(/versions 1 to 3 are kept/);
  expect(codeOf(await analyst.restore({ id, version: 1, restore: 1 }))).toBe('BOARD_CHANGED');
  const key = Buffer.from(id, 'base64').toString().split(':')[1] as string;
  const [held] = await server.stores.prisma.boardVersion.findMany({ where: { boardId: key } });
  await server.stores.prisma.board.update({ where: { id: key }, data: { version: maxVersions + 1 } });
  await analyst.save({ id, version: maxVersions + 1, name: 'Late', tiles: [] });
  expect((await analyst.history(id)).map(({ version }: Loose) => version)).toEqual([maxVersions + 2, 3]);
  expect(held).toBeDefined();
});

test.each([
  [
    'a panel that there is not',
    [panel('a', 0, 0, { panel: 'weather' })],
    'input.tiles[0].panel',
    /"weather" is no panel; one of numbers, .*activity, .*retention.* is taken/,
  ],
  ['tiles on one another', [panel('a'), panel('b', 5, 5)], 'input.tiles[1]', /lies on tiles\[0\]/],
  ['a tile beyond the edge', [panel('a', 7)], 'input.tiles[0].x', /0 to 6 is taken, on a grid of 12 columns/],
  ['a panel that is too small', [panel('a', 0, 0, { width: 1 })], 'input.tiles[0].width', /3 to 12/],
  ['two tiles of one key', [panel('a'), panel('a', 6)], 'input.tiles[1].key', /unique/],
  ['a text without a text', [panel('a', 0, 0, { kind: 'TEXT', panel: null })], 'input.tiles[0].text', /is missing/],
  ['a panel with a text', [panel('a', 0, 0, { text: 'x' })], 'input.tiles[0].text', /only a TEXT tile has it/],
  [
    'a section without a heading',
    [panel('a', 0, 0, { kind: 'SECTION', panel: null, width: 12, height: 1 })],
    'input.tiles[0].title',
    /heading/,
  ],
  ['too many tiles', Array.from({ length: maxTiles + 1 }, (_, n) => panel(`t${n}`, 0, n * 6)), 'input.tiles', /at most 100/],
])('%s is refused by its path', async (_name, tiles, field, message) => {
  const { body } = await ask(server, 'mutation ($input: BoardInput!) { saveBoard(input: $input) { id } }', {
    variables: { input: { name: 'x', tiles } },
    headers,
  });
  expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_BOARD', field });
  expect(body.errors[0].message).toMatch(message);
});

test('a board that no person makes is for all', async () => {
  const save = (isShared?: boolean) =>
    ask(server, `mutation ($input: BoardInput!) { saveBoard(input: $input) { ${fields} } }`, {
      variables: { input: { name: 'Local', isShared, tiles: [] } },
      headers,
    });
  expect((await save()).body.data.saveBoard).toMatchObject({ isShared: true, isOwn: false, ownerName: null });
  expect((await save(false)).body.errors[0].extensions).toMatchObject({ code: 'BAD_BOARD', field: 'input.isShared' });
});
