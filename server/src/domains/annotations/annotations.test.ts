import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { createApiKey } from '../access/commands.ts';

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const day = (of: number): string => `2026-11-${String(of).padStart(2, '0')}T00:00:00.000Z`;

async function workspace() {
  const workspaceId = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'deploys', role: 'EDITOR', scope: 'INGEST' });
  const { secret: reader } = await createApiKey(server.stores, { workspaceId, name: 'reads', role: 'VIEWER' });
  const as =
    (key: string) =>
    async (query: string, variables: object = {}): Promise<Loose> =>
      (await ask(server, query, { headers: { authorization: `Bearer ${key}` }, variables })).body;
  const [write, read] = [as(secret), as(reader)];
  return {
    workspaceId,
    create: (input: object) =>
      write('mutation ($input: CreateAnnotationInput!) { createAnnotation(input: $input) { id kind at endAt } }', { input }),
    update: (input: object) =>
      write('mutation ($input: UpdateAnnotationInput!) { updateAnnotation(input: $input) { id kind label } }', { input }),
    remove: (id: string) => write('mutation ($id: ID!) { deleteAnnotation(id: $id) }', { id }),
    marks: async (range: object = {}): Promise<Loose[]> =>
      (
        await read(
          'query ($from: DateTime, $to: DateTime) { annotations(from: $from, to: $to) { id kind label at isAutomatic model } }',
          range,
        )
      ).data.annotations,
  };
}

test('a key that sends makes, changes and deletes marks; those that touch the range are found, latest first', async () => {
  const own = await workspace();
  const deployed = (await own.create({ kind: 'DEPLOYMENT', label: 'v2', at: day(3) })).data.createAnnotation;
  await own.create({ kind: 'INCIDENT', label: 'slow', at: day(1), endAt: day(5) });
  await own.create({ label: 'late', at: day(8) });
  expect((await own.marks({ from: day(2), to: day(8) })).map(({ kind, label }) => [kind, label])).toEqual([
    ['DEPLOYMENT', 'v2'],
    ['INCIDENT', 'slow'],
  ]);
  expect((await own.update({ id: deployed.id, label: 'v3', at: day(4) })).data.updateAnnotation).toMatchObject({
    kind: 'NOTE',
    label: 'v3',
  });
  expect((await own.remove(deployed.id)).data.deleteAnnotation).toBe(deployed.id);
  expect((await own.remove(deployed.id)).errors[0].extensions.code).toBe('NOT_FOUND');
  expect((await own.marks()).map(({ label }) => label)).toEqual(['late', 'slow']);
});

test('deployments, versions and dated prices of models are marks by themselves, and change with what they follow from', async () => {
  const own = await workspace();
  const { workspaceId } = own;
  const { prisma } = server.stores;
  const model = await prisma.model.create({ data: { workspaceId, name: 'support-7b', deployedAt: new Date(day(6)) } });
  await prisma.modelVersion.create({
    data: { workspaceId, modelId: model.id, version: 2, hyperparameters: {}, registeredAt: new Date(day(5)), madeAt: new Date(day(5)) },
  });
  const price = { workspaceId, scope: 'MODEL', inputRate: 1n, outputRate: 1n } as const;
  await prisma.price.createMany({
    data: [
      { ...price, model: 'support-7b', effectiveFrom: new Date(day(4)) },
      { ...price, model: 'support-7b' },
      { ...price, model: 'never-used', effectiveFrom: new Date(day(4)) },
    ],
  });
  const marks = await own.marks({ from: day(1), to: day(9) });
  expect(marks.map(({ kind, label, isAutomatic, model: of }) => [kind, label, isAutomatic, of])).toEqual([
    ['DEPLOYMENT', 'support-7b deployed', true, 'support-7b'],
    ['MODEL_VERSION', 'support-7b v2', true, 'support-7b'],
    ['PRICE_CHANGE', 'price of support-7b', true, 'support-7b'],
  ]);
  expect((await own.remove(marks[0]?.id)).errors[0]).toMatchObject({ extensions: { code: 'BAD_ANNOTATION', field: 'id' } });
  expect((await own.update({ id: marks[1]?.id, label: 'x', at: day(1) })).errors[0].extensions).toMatchObject({ field: 'input.id' });
});

test.each([
  ['no words', { label: ' ', at: day(1) }, 'input.label'],
  ['an end before its start', { label: 'x', at: day(2), endAt: day(1) }, 'input.endAt'],
  ['a time that charts do not have', { label: 'x', at: '1980-01-01T00:00:00Z' }, 'input.at'],
])('%s is refused by its path', async (_name, input, field) => {
  const own = await workspace();
  expect((await own.create(input)).errors[0].extensions).toMatchObject({ code: 'BAD_ANNOTATION', field });
});
