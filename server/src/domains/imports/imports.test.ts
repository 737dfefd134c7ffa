import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { maxMappings } from './commands.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const save = async (input: object): Promise<Loose> =>
  (
    await ask(
      server,
      'mutation ($input: ImportMappingInput!) { saveImportMapping(input: $input) { id name columns { field column } constants { field value } keepsUnknown } }',
      { variables: { input } },
    )
  ).body;
const names = async (): Promise<string[]> =>
  (await ask(server, '{ importMappings { name } }')).body.data.importMappings.map(({ name }: Loose) => name);

const columns = [
  { field: 'createdAt', column: 'TIMESTAMP' },
  { field: 'metadata.who', column: 'reviewer' },
];

test('a mapping is saved under its name, replaced under the same, listed by name, and deleted', async () => {
  const constants = [{ field: 'model', value: 'gpt-4' }];
  const first = (await save({ name: ' trace ', columns, constants, keepsUnknown: true })).data.saveImportMapping;
  expect(first).toMatchObject({ name: 'trace', columns, constants, keepsUnknown: true });
  await save({ name: 'log', columns: [{ field: 'content', column: 'answer.text' }] });
  expect((await save({ name: 'trace', columns: columns.slice(1) })).data.saveImportMapping).toMatchObject({
    id: first.id,
    columns: columns.slice(1),
    constants: [],
    keepsUnknown: false,
  });
  expect(await names()).toEqual(['log', 'trace']);
  const remove = () => ask(server, 'mutation ($id: ID!) { deleteImportMapping(id: $id) }', { variables: { id: first.id } });
  expect((await remove()).body.data).toEqual({ deleteImportMapping: first.id });
  expect((await remove()).body.errors[0].extensions.code).toBe('NOT_FOUND');
  expect(await names()).toEqual(['log']);
});

test('a workspace keeps so many, and one of them can still be replaced', async () => {
  await server.stores.prisma.importMapping.createMany({
    data: Array.from({ length: maxMappings }, (_, n) => ({
      workspaceId: server.defaultWorkspaceId,
      name: `m${n}`,
      columns,
      keepsUnknown: false,
    })),
  });
  expect((await save({ name: 'one more', columns })).errors[0]).toMatchObject({ extensions: { code: 'BAD_IMPORT_MAPPING' } });
  expect((await save({ name: 'm7', columns: columns.slice(0, 1) })).data.saveImportMapping.columns).toHaveLength(1);
});

test.each([
  [{ columns: [{ field: 'nosuchfield', column: 'a' }] }, 'columns[0].field'],
  [{ columns: [...columns, { field: '__proto__', column: 'a' }] }, 'columns[2].field'],
  [{ columns, constants: [{ field: 'metadata.x', value: '1' }] }, 'constants[0].field'],
])('a field that there is none of is refused: %j', async (input, field) => {
  const [error] = (await save({ name: 'odd', ...input })).errors;
  expect(error).toMatchObject({
    message: expect.stringContaining('no field'),
    extensions: { code: 'BAD_IMPORT_MAPPING', field: `input.${field}` },
  });
});
