import { describe, expect, test } from 'vitest';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import type { Viewer } from '../../../platform/graphql/context.ts';
import {
  createApiKey,
  deleteWorkspace,
  inviteMember,
  makeApiKey,
  makePersonalKey,
  renameWorkspace,
  revokeInvitation,
} from '../commands.ts';
import { makeSignInLink, requireSso } from '../commands/sign-in-policy.ts';
import { generateKey, holdsKey } from '../key.ts';

const bearer = (secret: string) => ({ headers: { authorization: `Bearer ${secret}` } });
const codeOf = (body: Loose): string | undefined => body.errors?.[0].extensions.code;

/** What a key is for, and what it may not. */
export function keyTests(serverOf: () => TestServer): void {
  const create = (input: object, options: Parameters<typeof ask>[2] = {}) =>
    ask(
      serverOf(),
      'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { secret apiKey { id scope role environment expiresAt requestsPerMinute isPersonal ownerName createdByName } } }',
      { ...options, variables: { input } },
    );
  const made = async (input: object): Promise<string> => (await create({ name: 'test', ...input })).body.data.createApiKey.secret;
  const message = (environment?: string) => ({
    externalId: `e ${Math.random()}`,
    conversationId: 'e',
    role: 'USER',
    content: 'x',
    environment,
  });
  const send = (secret: string, messages: object[]) =>
    ask(serverOf(), 'mutation ($m: [MessageInput!]!) { ingestMessages(messages: $m) { accepted rejected { index field reason } } }', {
      ...bearer(secret),
      variables: { m: messages },
    });
  const personWith = async (role: 'VIEWER' | 'ADMIN') => {
    const { prisma } = serverOf().stores;
    const person = await prisma.person.create({ data: { name: 'Ada', email: `ada${Math.random()}@example.com` } });
    await prisma.member.create({ data: { workspaceId: serverOf().defaultWorkspaceId, personId: person.id, role } });
    return person;
  };

  describe('a key has a scope', () => {
    test.each([
      ['INGEST', { sends: undefined, reads: 'FORBIDDEN', changes: 'FORBIDDEN' }],
      ['READ', { sends: 'FORBIDDEN', reads: undefined, changes: 'FORBIDDEN' }],
      ['FULL', { sends: undefined, reads: undefined, changes: undefined }],
    ] as const)('%s', async (scope, expected) => {
      const secret = await made({ scope, role: 'ADMIN' });
      expect({
        sends: codeOf((await send(secret, [message()])).body),
        reads: codeOf((await ask(serverOf(), '{ models { name } }', bearer(secret))).body),
        changes: codeOf((await ask(serverOf(), 'mutation { saveModel(input: { name: "m" }) { name } }', bearer(secret))).body),
      }).toEqual(expected);
    });
    test('and the refusal names the scope that has the permission', async () => {
      const { body } = await ask(serverOf(), '{ models { name } }', bearer(await made({ scope: 'INGEST' })));
      expect(body.errors[0].message).toContain('a key with the scope INGEST does not have it, one with FULL does');
    });
  });

  test('a key has the role that is given, and no more than the one who gives it', async () => {
    const admin = (await createApiKey(serverOf().stores, { workspaceId: serverOf().defaultWorkspaceId, name: 'admin', role: 'ADMIN' }))
      .secret;
    expect((await create({ name: 'x', role: 'VIEWER' }, bearer(admin))).body.data.createApiKey.apiKey).toEqual({
      id: expect.any(String),
      scope: 'FULL',
      role: 'VIEWER',
      environment: null,
      expiresAt: null,
      requestsPerMinute: null,
      isPersonal: false,
      ownerName: null,
      createdByName: null,
    });
    const { extensions } = (await create({ name: 'x', role: 'OWNER' }, bearer(admin))).body.errors[0];
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.role', reason: expect.stringContaining('your own, ADMIN') });
  });

  describe('a key of an environment', () => {
    test('sends messages of that one only, fills it in, and costs the others nothing', async () => {
      const secret = await made({ environment: 'staging' });
      const sent = [message('staging'), message(), message('production')];
      const { accepted, rejected } = (await send(secret, sent)).body.data.ingestMessages;
      expect(accepted).toBe(2);
      expect(rejected).toEqual([
        { index: 2, field: 'environment', reason: 'is "production"; the key sends to the environment "staging" only' },
      ]);
      const { rows } = await serverOf().stores.postgres.query('SELECT environment FROM messages WHERE external_id = $1', [
        (sent[1] as { externalId: string }).externalId,
      ]);
      expect(rows).toEqual([{ environment: 'staging' }]);
    });
    test('sends spans of that one only, by GraphQL, OpenTelemetry and Langfuse', async () => {
      const secret = await made({ environment: 'staging' });
      const span = {
        traceId: 'a1'.repeat(16),
        spanId: 'b1'.repeat(8),
        name: 'x',
        startedAt: new Date().toISOString(),
        environment: 'production',
      };
      const captured = await ask(serverOf(), 'mutation ($s: [SpanInput!]!) { captureSpans(spans: $s) { accepted rejected { field } } }', {
        ...bearer(secret),
        variables: { s: [span] },
      });
      expect(captured.body.data.captureSpans).toEqual({ accepted: 0, rejected: [{ field: 'environment' }] });
      const post = async (path: string, body: object) => {
        const response = await fetch(`${serverOf().url}${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...bearer(secret).headers },
          body: JSON.stringify(body),
        });
        return response.text();
      };
      const resource = { attributes: [{ key: 'deployment.environment.name', value: { stringValue: 'production' } }] };
      const sent = { traceId: span.traceId, spanId: span.spanId, name: 'x', startTimeUnixNano: `${Date.now()}000000` };
      expect(await post('/v1/traces', { resourceSpans: [{ resource, scopeSpans: [{ spans: [sent] }] }] })).toContain(
        'the environment \\"staging\\" only',
      );
      const event = {
        id: 'e',
        type: 'trace-create',
        timestamp: new Date().toISOString(),
        body: { id: 'foreign', environment: 'production' },
      };
      const { errors } = JSON.parse(await post('/api/public/ingestion', { batch: [event] }));
      expect(JSON.stringify(errors)).toContain('only');
    });
  });

  describe('a personal key', () => {
    test('acts as its person: it has no more than their role, and shows whose it is', async () => {
      const person = await personWith('VIEWER');
      const { stores, defaultWorkspaceId: workspaceId } = serverOf();
      const { secret } = await createApiKey(stores, { workspaceId, name: 'own', role: 'OWNER', personId: person.id });
      expect(secret).toMatch(/^ftp_/);
      expect(codeOf((await send(secret, [message()])).body)).toBe('FORBIDDEN');
      const { body } = await ask(serverOf(), '{ personalKeys { name isPersonal ownerName lastUsedFrom } }', bearer(secret));
      expect(body.data.personalKeys).toEqual([{ name: 'own', isPersonal: true, ownerName: 'Ada', lastUsedFrom: '127.0.0.1' }]);
    });
    test('can revoke itself, and no key of others', async () => {
      const person = await personWith('ADMIN');
      const { stores, defaultWorkspaceId: workspaceId } = serverOf();
      const { secret, apiKey } = await createApiKey(stores, { workspaceId, name: 'own', role: 'OWNER', personId: person.id });
      const { apiKey: theirs } = await createApiKey(stores, { workspaceId, name: 'theirs', role: 'VIEWER' });
      const revoke = (id: string) =>
        ask(serverOf(), 'mutation ($id: ID!) { revokePersonalKey(id: $id) { revokedAt } }', {
          ...bearer(secret),
          variables: { id: Buffer.from(`ApiKey:${id}`).toString('base64') },
        });
      expect(codeOf((await revoke(theirs.id)).body)).toBe('NOT_FOUND');
      expect((await revoke(apiKey.id)).body.data.revokePersonalKey.revokedAt).toEqual(expect.any(String));
      expect((await revoke(apiKey.id)).status).toBe(401);
    });
    test.each(['INGEST', 'READ'] as const)('of the scope %s revokes none', async (scope) => {
      const person = await personWith('ADMIN');
      const { stores, defaultWorkspaceId: workspaceId } = serverOf();
      const of = { workspaceId, role: 'OWNER', personId: person.id } as const;
      const { apiKey: other } = await createApiKey(stores, { ...of, name: 'other' });
      const { secret } = await createApiKey(stores, { ...of, name: 'narrow', scope });
      const { body } = await ask(serverOf(), 'mutation ($id: ID!) { revokePersonalKey(id: $id) { revokedAt } }', {
        ...bearer(secret),
        variables: { id: Buffer.from(`ApiKey:${other.id}`).toString('base64') },
      });
      expect(codeOf(body)).toBe('FORBIDDEN');
    });
    test('is made by a person who is signed in, not by a key of theirs', async () => {
      const person = await personWith('ADMIN');
      const { stores, defaultWorkspaceId: workspaceId } = serverOf();
      const { secret } = await createApiKey(stores, { workspaceId, name: 'own', role: 'OWNER', personId: person.id });
      const { body } = await ask(serverOf(), 'mutation { createPersonalKey(input: { name: "more" }) { secret } }', bearer(secret));
      expect(codeOf(body)).toBe('PERSON_NEEDED');
    });
  });

  describe('what a key made', () => {
    const ownerKey = async (): Promise<string> =>
      (await createApiKey(serverOf().stores, { workspaceId: serverOf().defaultWorkspaceId, name: 'owner', role: 'OWNER' })).secret;
    const invite = async (by: string, email: string) =>
      (
        await ask(serverOf(), 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { invitation { id } } }', {
          ...bearer(by),
          variables: { input: { email, role: 'ADMIN' } },
        })
      ).body.data.inviteMember.invitation.id as string;
    const stateOf = async (by: string, id: string) => {
      const { body } = await ask(serverOf(), '{ invitations { id state } }', bearer(by));
      return body.data.invitations.find((invitation: { id: string }) => invitation.id === id).state as string;
    };

    test('ends with it: keys, their keys and what they have invited, and nothing else', async () => {
      const owner = await ownerKey();
      const parent = await create({ name: 'parent', role: 'ADMIN' }, bearer(owner));
      const { secret, apiKey } = parent.body.data.createApiKey;
      const child = (await create({ name: 'child', role: 'ADMIN' }, bearer(secret))).body.data.createApiKey;
      const grandchild = (await create({ name: 'grandchild', role: 'ADMIN' }, bearer(child.secret))).body.data.createApiKey;
      const invitations = [await invite(secret, 'one@keys.example'), await invite(grandchild.secret, 'two@keys.example')];
      const kept = await invite(owner, 'three@keys.example');
      const { body } = await ask(serverOf(), '{ apiKeys { id createdByKeyName } }', bearer(owner));
      expect(body.data.apiKeys).toContainEqual({ id: child.apiKey.id, createdByKeyName: 'parent' });
      await ask(serverOf(), 'mutation ($id: ID!) { revokeApiKey(id: $id) { id } }', { variables: { id: apiKey.id }, ...bearer(owner) });
      for (const ended of [secret, child.secret, grandchild.secret])
        expect((await ask(serverOf(), '{ viewer { role } }', bearer(ended))).status).toBe(401);
      expect((await ask(serverOf(), '{ viewer { role } }', bearer(owner))).status).toBe(200);
      expect(await Promise.all(invitations.map((id) => stateOf(owner, id)))).toEqual(['REVOKED', 'REVOKED']);
      expect(await stateOf(owner, kept)).toBe('OPEN');
    });
    test('of its invitations, the open ones end with the membership of its maker', async () => {
      const { stores, defaultWorkspaceId: workspaceId } = serverOf();
      const owner = await ownerKey();
      const yve = await personWith('ADMIN');
      const { secret } = await createApiKey(stores, { workspaceId, name: 'yve', role: 'ADMIN', createdById: yve.id });
      const child = await create({ name: 'of yve', role: 'ADMIN' }, bearer(secret));
      const invitations = [
        await invite(secret, 'four@keys.example'),
        await invite(child.body.data.createApiKey.secret, 'five@keys.example'),
      ];
      const member = await stores.prisma.member.findFirstOrThrow({ where: { workspaceId, personId: yve.id } });
      const memberId = Buffer.from(`Member:${member.id}`).toString('base64');
      expect(
        (await ask(serverOf(), 'mutation ($id: ID!) { removeMember(id: $id) }', { variables: { id: memberId }, ...bearer(owner) })).body
          .errors,
      ).toBeUndefined();
      expect(await Promise.all(invitations.map((id) => stateOf(owner, id)))).toEqual(['REVOKED', 'REVOKED']);
    });
  });

  describe('rights that were lost while a request was under way', () => {
    const refused = { ok: false, failure: { code: 'FORBIDDEN' } };
    /** What changes who may do what, by a viewer who was an owner when the request began. */
    const changes = async (viewer: Viewer) => {
      const { stores, live } = serverOf();
      const scope = { stores, live, viewer };
      const now = new Date();
      return Promise.all([
        makeApiKey(stores, viewer, { name: 'late', role: 'ADMIN' }, now),
        revokeInvitation(scope, '00000000-0000-0000-0000-000000000001'),
        makeSignInLink(scope, '00000000-0000-0000-0000-000000000001'),
        requireSso(scope, false),
        renameWorkspace(scope, { name: 'Late' }),
        deleteWorkspace(scope, { confirmSlug: 'default' }, now),
      ]);
    };
    test('change nothing: a member who was removed, and a key that was revoked', async () => {
      const { stores, defaultWorkspaceId: workspaceId } = serverOf();
      const { id, email } = await personWith('ADMIN');
      await stores.prisma.member.deleteMany({ where: { workspaceId, personId: id } });
      const { apiKey } = await createApiKey(stores, { workspaceId, name: 'ended', role: 'OWNER' });
      await stores.prisma.apiKey.update({ where: { id: apiKey.id }, data: { revokedAt: new Date() } });
      const viewed = { workspaceId, role: 'OWNER', keyId: null, keyScope: null, sessionId: null, person: null } as const;
      const removed: Viewer = { ...viewed, sessionId: id, person: { id, email, name: 'Ada' } };
      const ended: Viewer = { ...viewed, keyId: apiKey.id, keyScope: 'FULL' };
      for (const viewer of [removed, ended]) for (const change of await changes(viewer)) expect(change).toMatchObject(refused);
      expect(await makePersonalKey(stores, removed, { name: 'late' }, new Date())).toMatchObject(refused);
      expect(await inviteMember({ stores, viewer: ended }, { email: 'late@keys.example', role: 'VIEWER' }, new Date())).toMatchObject({
        ok: false,
        failure: { code: 'ROLE_ABOVE_OWN' },
      });
      expect(await stores.prisma.apiKey.count({ where: { name: 'late' } })).toBe(0);
    });
  });

  test.each(['?key=', '?authorization=Bearer%20', '?x=1&access_token=', '?query={__typename}#'])(
    'a key in an address (%s) is refused on every path',
    async (before) => {
      for (const path of ['/graphql', '/v1/traces', '/api/public/scores', '/metrics', '/'])
        expect((await fetch(`${serverOf().url}${path}${before.replace('#', '&k=')}${generateKey()}`)).status, path).toBe(400);
    },
  );
  test('a key is found in a text by its form and checksum alone', () => {
    const [own, personal] = [generateKey(), generateKey('PERSONAL')];
    expect([`a=${own}`, `${personal}&b`, own].map(holdsKey)).toEqual([true, true, true]);
    expect(['', 'ftl_', `x${own}`, `${own}0`, own.slice(0, -1)].map(holdsKey)).toEqual([false, false, false, false, false]);
  });
}
