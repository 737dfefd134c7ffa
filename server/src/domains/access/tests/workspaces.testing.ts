import { describe, expect, test } from 'vitest';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { createApiKey } from '../commands.ts';
import { makeTeam } from './members.testing.ts';

const codeOf = (body: Loose): string | undefined => body.errors?.[0].extensions.code;

/** Workspaces: made, named, archived, deleted. */
export function workspaceTests(serverOf: () => TestServer): void {
  const create = (input: object, options: Parameters<typeof ask>[2] = {}) =>
    ask(serverOf(), 'mutation ($input: CreateWorkspaceInput!) { createWorkspace(input: $input) { slug name role memberCount } }', {
      ...options,
      variables: { input },
    });
  const inWorkspace = (slug: string) => ({ headers: { 'x-workspace': slug } });

  describe('a workspace', () => {
    test('is created by the local owner, who goes there by its slug', async () => {
      const made = (await create({ name: 'Team Ärger & Co' })).body.data.createWorkspace;
      expect(made).toEqual({ slug: 'team-arger-co', name: 'Team Ärger & Co', role: 'OWNER', memberCount: 0 });
      expect((await create({ name: 'Team Ärger & Co' })).body.data.createWorkspace.slug).toBe('team-arger-co-2');
      expect((await ask(serverOf(), '{ workspace { slug } }', inWorkspace(made.slug))).body.data.workspace.slug).toBe(made.slug);
      const listed = (await ask(serverOf(), '{ workspaces { slug isCurrent } }', inWorkspace(made.slug))).body.data.workspaces;
      expect(listed.filter(({ isCurrent }: Loose) => isCurrent)).toEqual([{ slug: made.slug, isCurrent: true }]);
      expect(listed).toContainEqual({ slug: 'default', isCurrent: false });
    });
    test('that does not exist admits to nothing', async () => {
      const { body } = await ask(serverOf(), '{ workspace { slug } }', inWorkspace('nothing'));
      expect(codeOf(body)).toBe('FORBIDDEN');
    });
    test.each([
      [{ name: '' }, ['input.name']],
      [{ name: 'Lab\r\nBcc: eve@example.com' }, ['input.name']],
      [{ name: 'x', slug: 'Upper' }, ['input.slug']],
      [{ name: 'x', slug: '-a' }, ['input.slug']],
      [{ name: 'x', slug: 'default' }, ['input.slug']],
    ])('%j is refused', async (input, fields) => {
      const { extensions } = (await create(input)).body.errors[0];
      expect([extensions.code, extensions.field]).toEqual(['BAD_WORKSPACE', fields[0]]);
    });
    test('is created by no key, a personal one included, and a key is of its own workspace only', async () => {
      const { of, workspaceId } = await makeTeam(serverOf(), ['OWNER']);
      expect(codeOf((await create({ name: 'x' }, of('OWNER'))).body)).toBe('FORBIDDEN');
      const { secret } = await createApiKey(serverOf().stores, { workspaceId, name: 'x', role: 'OWNER' });
      const headers = { authorization: `Bearer ${secret}` };
      expect((await ask(serverOf(), '{ workspaces { slug } }', { headers })).body.data.workspaces).toHaveLength(1);
      expect(codeOf((await ask(serverOf(), '{ workspace { slug } }', { headers: { ...headers, 'x-workspace': 'default' } })).body)).toBe(
        'NOT_FOUND',
      );
    });
    test('is renamed by an admin, and keeps its slug', async () => {
      const { of } = await makeTeam(serverOf(), ['ADMIN', 'EDITOR']);
      const rename = 'mutation { renameWorkspace(input: { name: "Other" }) { name slug } }';
      expect(codeOf((await ask(serverOf(), rename, of('EDITOR'))).body)).toBe('FORBIDDEN');
      expect((await ask(serverOf(), rename, of('ADMIN'))).body.data.renameWorkspace).toMatchObject({
        name: 'Other',
        slug: expect.stringMatching(/^team-/),
      });
    });
  });

  describe('an archived workspace', () => {
    test('is read, and takes nothing in on any protocol; restored, it does', async () => {
      const { of } = await makeTeam(serverOf(), ['ADMIN']);
      const { headers } = of('ADMIN');
      const post = async (path: string, body: object) =>
        (
          await fetch(`${serverOf().url}${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...headers },
            body: JSON.stringify(body),
          })
        ).status;
      const writes = async () => ({
        graphql: codeOf((await ask(serverOf(), 'mutation { saveModel(input: { name: "m" }) { name } }', { headers })).body),
        key: codeOf((await ask(serverOf(), 'mutation { createApiKey(input: { name: "k" }) { secret } }', { headers })).body),
        otlp: await post('/v1/traces', {}),
        langfuse: await post('/api/public/ingestion', { batch: [] }),
        mlflow: await post('/api/2.0/mlflow/experiments/create', { name: 'e' }),
        trackio: await post('/api/bulk_log', { kwargs: {} }),
      });
      const { archivedAt } = (await ask(serverOf(), 'mutation { archiveWorkspace { archivedAt } }', { headers })).body.data
        .archiveWorkspace;
      expect(archivedAt).toEqual(expect.any(String));
      expect(
        (await ask(serverOf(), 'mutation { archiveWorkspace { archivedAt } }', { headers })).body.data.archiveWorkspace.archivedAt,
      ).toBe(archivedAt);
      expect(await writes()).toEqual({
        graphql: 'WORKSPACE_ARCHIVED',
        key: 'WORKSPACE_ARCHIVED',
        otlp: 409,
        langfuse: 409,
        mlflow: 409,
        trackio: 409,
      });
      expect((await ask(serverOf(), '{ models { name } workspace { archivedAt } }', { headers })).body.errors).toBeUndefined();
      expect(
        (await ask(serverOf(), 'mutation { restoreWorkspace { archivedAt } }', { headers })).body.data.restoreWorkspace.archivedAt,
      ).toBeNull();
      expect(await writes()).toMatchObject({ graphql: undefined, key: undefined, otlp: 200, langfuse: 207, mlflow: 200 });
    });
    test('is never the one that the server begins in', async () => {
      const { stores, defaultWorkspaceId: workspaceId } = serverOf();
      const { secret } = await createApiKey(stores, { workspaceId, name: 'x', role: 'OWNER' });
      const headers = { authorization: `Bearer ${secret}` };
      for (const mutation of ['archiveWorkspace { slug }', 'deleteWorkspace(input: { confirmSlug: "default" }) { slug }'])
        expect(codeOf((await ask(serverOf(), `mutation { ${mutation} }`, { headers })).body)).toBe('DEFAULT_WORKSPACE');
    });
  });

  test('a deletion takes an owner and the slug, has a period of grace, and is undone', async () => {
    const { of } = await makeTeam(serverOf(), ['OWNER', 'ADMIN']);
    const slug = (await ask(serverOf(), '{ workspace { slug } }', of('OWNER'))).body.data.workspace.slug;
    const remove = (confirmSlug: string, by = of('OWNER')) =>
      ask(serverOf(), 'mutation ($slug: String!) { deleteWorkspace(input: { confirmSlug: $slug }) { archivedAt deleteAfter } }', {
        ...by,
        variables: { slug: confirmSlug },
      });
    expect(codeOf((await remove(slug, of('ADMIN'))).body)).toBe('FORBIDDEN');
    expect((await remove('other')).body.errors[0].extensions).toMatchObject({ code: 'BAD_WORKSPACE', field: 'input.confirmSlug' });
    const { archivedAt, deleteAfter } = (await remove(slug)).body.data.deleteWorkspace;
    expect(Date.parse(deleteAfter) - Date.parse(archivedAt)).toBe(7 * 86_400_000);
    expect((await remove(slug)).body.data.deleteWorkspace.deleteAfter).toBe(deleteAfter);
    const restored = await ask(serverOf(), 'mutation { restoreWorkspace { archivedAt deleteAfter } }', of('OWNER'));
    expect(restored.body.data.restoreWorkspace).toEqual({ archivedAt: null, deleteAfter: null });
  });
}
