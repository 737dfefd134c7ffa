import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Role } from '../../../platform/permissions.ts';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { createApiKey } from '../commands.ts';
import { acceptInvitation, inviteMember, leaveWorkspace, setMemberRole, transferOwnership } from '../commands.ts';
import { useInstallation } from '../load/installation.ts';

const codeOf = (body: Loose): string | undefined => body.errors?.[0].extensions.code;
const globalId = (type: string, id: string): string => Buffer.from(`${type}:${id}`).toString('base64');

interface Team {
  readonly workspaceId: string;
  /** A member with each role, its global id, and a key that acts as it. */
  readonly of: (role: Role) => { id: string; memberId: string; personId: string; email: string; headers: Record<string, string> };
}

/** A workspace of its own, with a person of each role. */
export async function makeTeam({ stores }: TestServer, roles: readonly Role[]): Promise<Team> {
  const { prisma } = stores;
  const slug = `team-${randomUUID().slice(0, 8)}`;
  const { id: workspaceId } = await prisma.workspace.create({ data: { slug, name: slug } });
  const people = new Map<Role, ReturnType<Team['of']>>();
  for (const role of roles) {
    const email = `${role.toLowerCase()}@${slug}.example`;
    const person = await prisma.person.create({ data: { name: role, email } });
    const member = await prisma.member.create({ data: { workspaceId, personId: person.id, role } });
    const { secret } = await createApiKey(stores, { workspaceId, name: role, role, personId: person.id });
    people.set(role, {
      id: globalId('Member', member.id),
      memberId: member.id,
      personId: person.id,
      email,
      headers: { authorization: `Bearer ${secret}` },
    });
  }
  return { workspaceId, of: (role) => people.get(role) as ReturnType<Team['of']> };
}

/** Who belongs to a workspace, and who may change it. */
export function memberTests(serverOf: () => TestServer): void {
  const team = (...roles: Role[]): Promise<Team> => makeTeam(serverOf(), roles);
  const setRole = (by: { headers: Record<string, string> }, id: string, role: Role) =>
    ask(serverOf(), 'mutation ($input: SetMemberRoleInput!) { setMemberRole(input: $input) { role } }', {
      ...by,
      variables: { input: { id, role } },
    });
  const remove = (by: { headers: Record<string, string> }, id: string) =>
    ask(serverOf(), 'mutation ($id: ID!) { removeMember(id: $id) }', { ...by, variables: { id } });
  const session = (workspaceId: string, person: { personId: string; email: string }, role: Role | null) => ({
    workspaceId,
    role,
    keyId: null,
    keyScope: null,
    sessionId: randomUUID(),
    person: { id: person.personId, email: person.email, name: '' },
  });

  describe('members', () => {
    test('are listed by pages, the longest there first', async () => {
      const { of } = await team('OWNER', 'ADMIN', 'VIEWER');
      const query =
        'query ($after: String) { members(first: 2, after: $after) { edges { node { email role isViewer } } pageInfo { endCursor hasNextPage } } }';
      const first = (await ask(serverOf(), query, of('VIEWER'))).body.data.members;
      expect(first.edges.map(({ node }: Loose) => node.role)).toEqual(['OWNER', 'ADMIN']);
      const { edges, pageInfo } = (await ask(serverOf(), query, { ...of('VIEWER'), variables: { after: first.pageInfo.endCursor } })).body
        .data.members;
      expect(edges).toEqual([{ node: { email: of('VIEWER').email, role: 'VIEWER', isViewer: true } }]);
      expect(pageInfo.hasNextPage).toBe(false);
      expect(codeOf((await ask(serverOf(), query, { ...of('VIEWER'), variables: { after: 'x' } })).body)).toBe('BAD_CURSOR');
    });
    test('are managed by admins, who touch no owner and make none', async () => {
      const { of } = await team('OWNER', 'ADMIN', 'VIEWER');
      expect(codeOf((await setRole(of('VIEWER'), of('ADMIN').id, 'VIEWER')).body)).toBe('FORBIDDEN');
      expect((await setRole(of('ADMIN'), of('VIEWER').id, 'EDITOR')).body.data).toEqual({ setMemberRole: { role: 'EDITOR' } });
      expect((await setRole(of('ADMIN'), of('VIEWER').id, 'OWNER')).body.errors[0].extensions).toMatchObject({
        code: 'BAD_MEMBER',
        field: 'input.role',
      });
      expect(codeOf((await setRole(of('ADMIN'), of('OWNER').id, 'VIEWER')).body)).toBe('ROLE_ABOVE_OWN');
      expect(codeOf((await remove(of('ADMIN'), of('OWNER').id)).body)).toBe('ROLE_ABOVE_OWN');
    });
    test('of another workspace do not exist', async () => {
      const [one, other] = [await team('OWNER'), await team('OWNER', 'VIEWER')];
      expect(codeOf((await setRole(one.of('OWNER'), other.of('VIEWER').id, 'EDITOR')).body)).toBe('NOT_FOUND');
      expect(codeOf((await remove(one.of('OWNER'), other.of('VIEWER').id)).body)).toBe('NOT_FOUND');
    });
    test('leave keys of the workspace that they made, which are named, and revoked where that is wanted', async () => {
      const { of, workspaceId } = await team('OWNER', 'ADMIN', 'EDITOR');
      const { id, personId } = of('ADMIN');
      const make = (name: string, change = {}) =>
        createApiKey(serverOf().stores, { workspaceId, name, role: 'ADMIN', createdById: personId, ...change });
      const [{ secret }] = await Promise.all([make('deploy'), make('over', { expiresAt: new Date(0) })]);
      const madeKeys = async () =>
        (await ask(serverOf(), `{ node(id: "${id}") { ... on Member { madeKeys { name role } } } }`, of('OWNER'))).body.data.node.madeKeys;
      expect(await madeKeys()).toEqual([{ name: 'deploy', role: 'ADMIN' }]);
      const works = async (): Promise<boolean> =>
        (await ask(serverOf(), '{ workspace { slug } }', { headers: { authorization: `Bearer ${secret}` } })).status === 200;
      await setRole(of('OWNER'), id, 'EDITOR');
      expect(await works(), 'nothing was chosen').toBe(true);
      const revoking = (by: Parameters<typeof remove>[0]) =>
        ask(serverOf(), 'mutation ($id: ID!) { removeMember(id: $id, revokeKeys: true) }', { ...by, variables: { id } });
      expect(codeOf((await revoking(of('EDITOR'))).body)).toBe('FORBIDDEN');
      expect((await revoking(of('OWNER'))).body.data.removeMember).toBe(id);
      expect(await works()).toBe(false);
    });
    test('a member who is removed is out at once, and with them their personal keys, also when they come back', async () => {
      const { of, workspaceId } = await team('OWNER', 'EDITOR');
      const { id, personId, headers } = of('EDITOR');
      expect((await remove(of('OWNER'), id)).body.data.removeMember).toBe(id);
      expect((await ask(serverOf(), '{ workspace { slug } }', { headers })).status).toBe(401);
      await serverOf().stores.prisma.member.create({ data: { workspaceId, personId, role: 'EDITOR' } });
      expect((await ask(serverOf(), '{ workspace { slug } }', { headers })).status).toBe(401);
    });
  });

  describe('the last owner', () => {
    test('is neither demoted nor removed, and does not leave', async () => {
      const { of, workspaceId } = await team('OWNER', 'ADMIN');
      const owner = of('OWNER');
      expect(codeOf((await setRole(owner, owner.id, 'ADMIN')).body)).toBe('LAST_OWNER');
      expect(codeOf((await remove(owner, owner.id)).body)).toBe('LAST_OWNER');
      const left = await leaveWorkspace({ ...serverOf(), viewer: session(workspaceId, owner, 'OWNER') });
      expect(left).toMatchObject({ ok: false, failure: { code: 'LAST_OWNER' } });
    });
    test('stays when two owners demote each other at once', async () => {
      const { stores, live } = serverOf();
      for (let round = 0; round < 5; round += 1) {
        const { of, workspaceId } = await team('OWNER', 'ADMIN');
        const [one, other] = [of('OWNER'), of('ADMIN')];
        await stores.prisma.member.update({ where: { id: other.memberId }, data: { role: 'OWNER' } });
        const demote = (by: typeof one, whom: typeof one) =>
          setMemberRole({ stores, live, viewer: session(workspaceId, by, 'OWNER') }, { id: whom.memberId, role: 'VIEWER' });
        const results = await Promise.all([demote(one, other), demote(other, one)]);
        expect(results.filter(({ ok }) => ok)).toHaveLength(1);
        expect(await stores.prisma.member.count({ where: { workspaceId, role: 'OWNER' } })).toBe(1);
      }
    });
    test('hands the workspace over, and is an admin then', async () => {
      const { of, workspaceId } = await team('OWNER', 'EDITOR');
      const transfer = 'mutation ($id: ID!) { transferOwnership(id: $id) { role } }';
      const asked = { variables: { id: of('EDITOR').id } };
      expect(codeOf((await ask(serverOf(), transfer, { ...asked, ...of('EDITOR') })).body)).toBe('FORBIDDEN');
      expect((await ask(serverOf(), transfer, { ...asked, ...of('OWNER') })).body.data).toEqual({ transferOwnership: { role: 'OWNER' } });
      const members = await serverOf().stores.prisma.member.findMany({ where: { workspaceId }, orderBy: { createdAt: 'asc' } });
      expect(members.map(({ role }) => role)).toEqual(['ADMIN', 'OWNER']);
    });
    test('goes to one person, also when the owner hands it to several at once', async () => {
      const { of, workspaceId } = await team('OWNER', 'EDITOR', 'VIEWER', 'ANALYST');
      const transfer = 'mutation ($id: ID!) { transferOwnership(id: $id) { role } }';
      const answers = await Promise.all(
        (['EDITOR', 'VIEWER', 'ANALYST'] as const).map((role) =>
          ask(serverOf(), transfer, { variables: { id: of(role).id }, ...of('OWNER') }),
        ),
      );
      expect(answers.filter(({ body }) => body.errors === undefined)).toHaveLength(1);
      expect(await serverOf().stores.prisma.member.count({ where: { workspaceId, role: 'OWNER' } })).toBe(1);
    });
  });

  describe('who loses rights', () => {
    test('hands the workspace over as a person, not by a key of the workspace', async () => {
      const { of, workspaceId } = await team('OWNER', 'EDITOR');
      const { secret } = await createApiKey(serverOf().stores, { workspaceId, name: 'x', role: 'OWNER' });
      const { body } = await ask(serverOf(), 'mutation ($id: ID!) { transferOwnership(id: $id) { role } }', {
        headers: { authorization: `Bearer ${secret}` },
        variables: { id: of('EDITOR').id },
      });
      expect(codeOf(body)).toBe('PERSON_NEEDED');
    });
    test('hands the workspace over once, also to three members at once', async () => {
      const { stores, live } = serverOf();
      const { of, workspaceId } = await team('OWNER', 'ADMIN', 'EDITOR', 'VIEWER');
      const viewer = session(workspaceId, of('OWNER'), 'OWNER');
      const roles = ['ADMIN', 'EDITOR', 'VIEWER'] as const;
      const results = await Promise.all(roles.map((role) => transferOwnership({ stores, live, viewer }, of(role).memberId)));
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(results.find(({ ok }) => !ok)).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
      expect(await stores.prisma.member.count({ where: { workspaceId, role: 'OWNER' } })).toBe(1);
    });
    test('and is no member any more, changes none, and the answer names no role of theirs', async () => {
      const { stores, live } = serverOf();
      const { of, workspaceId } = await team('OWNER', 'ADMIN', 'REVIEWER');
      const viewer = session(workspaceId, of('ADMIN'), 'ADMIN');
      await remove(of('OWNER'), of('ADMIN').id);
      const late = await setMemberRole({ stores, live, viewer }, { id: of('REVIEWER').memberId, role: 'REVIEWER' });
      expect(late).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN', message: expect.stringContaining('no member of it') } });
      const invited = await inviteMember({ stores, viewer }, { email: 'eve@example.com', role: 'ADMIN' }, new Date());
      expect(invited).toMatchObject({ ok: false, failure: { code: 'ROLE_ABOVE_OWN', message: expect.stringContaining('none any more') } });
    });
    test('leaves no open invitation that they could not give any more', async () => {
      const { stores } = serverOf();
      for (const [end, left] of [
        ['removed', []],
        ['made an editor', []],
        ['made an admin', ['VIEWER']],
      ] as const) {
        const { of, workspaceId } = await team('OWNER', 'ADMIN');
        const { id, memberId } = of('ADMIN');
        await stores.prisma.member.update({ where: { id: memberId }, data: { role: 'OWNER' } });
        const viewer = session(workspaceId, of('ADMIN'), 'OWNER');
        for (const role of ['OWNER', 'VIEWER'] as const)
          await inviteMember({ stores, viewer }, { email: `${role}@example.com`, role }, new Date());
        if (end === 'removed') await remove(of('OWNER'), id);
        else await setRole(of('OWNER'), id, end === 'made an editor' ? 'EDITOR' : 'ADMIN');
        const open = await stores.prisma.invitation.findMany({ where: { workspaceId, revokedAt: null } });
        expect(
          open.map(({ role }) => role),
          end,
        ).toEqual(left);
      }
    });
  });

  describe('an invitation', () => {
    const invite = (by: { headers: Record<string, string> }, email: string, role: Role = 'EDITOR') =>
      ask(
        serverOf(),
        'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { link invitation { id email role state invitedByName } } }',
        { ...by, variables: { input: { email, role } } },
      );
    const secretIn = (body: Loose): string => new URL(body.data.inviteMember.link, 'http://localhost').searchParams.get('secret') as string;
    const stranger = async (email: string) => {
      const { id } = await serverOf().stores.prisma.person.create({ data: { name: '', email } });
      return { personId: id, email };
    };
    const accept = (person: { personId: string; email: string }, secret: string, now = new Date()) =>
      acceptInvitation({ ...serverOf(), viewer: session(randomUUID(), person, null) }, { secret }, now);
    const refused = (code: string) => ({ ok: false, failure: { code } });

    test('ends with the rights of the one who made it', async () => {
      const { of } = await team('OWNER', 'ADMIN');
      const secretOf = async (role: Role): Promise<{ secret: string; email: string }> => {
        const email = `new-${randomUUID()}@example.com`;
        return { email, secret: secretIn((await invite(of('ADMIN'), email, role)).body) };
      };
      const [kept, byRemoved] = [await secretOf('EDITOR'), await secretOf('ADMIN')];
      const removed = await ask(serverOf(), 'mutation ($id: ID!) { removeMember(id: $id) }', {
        variables: { id: of('ADMIN').id },
        ...of('OWNER'),
      });
      expect(removed.body.errors).toBeUndefined();
      for (const { email, secret } of [kept, byRemoved])
        expect(await accept(await stranger(email), secret)).toMatchObject(refused('INVITATION_REVOKED'));
    });
    test('to a role that its maker may not give any more ends when the maker is demoted, and others stay', async () => {
      const { of } = await team('OWNER', 'ADMIN');
      const email = `new-${randomUUID()}@example.com`;
      const byOwner = { email, secret: secretIn((await invite(of('OWNER'), email, 'ADMIN')).body) };
      const other = `new-${randomUUID()}@example.com`;
      const byAdmin = { email: other, secret: secretIn((await invite(of('ADMIN'), other)).body) };
      const set = 'mutation ($input: SetMemberRoleInput!) { setMemberRole(input: $input) { role } }';
      const demoted = await ask(serverOf(), set, { variables: { input: { id: of('ADMIN').id, role: 'EDITOR' } }, ...of('OWNER') });
      expect(demoted.body.errors).toBeUndefined();
      expect(await accept(await stranger(byAdmin.email), byAdmin.secret)).toMatchObject(refused('INVITATION_REVOKED'));
      expect(await accept(await stranger(byOwner.email), byOwner.secret)).toMatchObject({ ok: true });
    });

    test('to a role above the own is neither taken back nor replaced', async () => {
      const { of } = await team('OWNER', 'ADMIN');
      const email = `new-${randomUUID()}@example.com`;
      const { id } = (await invite(of('OWNER'), email, 'OWNER')).body.data.inviteMember.invitation;
      const revoke = (by: { headers: Record<string, string> }) =>
        ask(serverOf(), `mutation { revokeInvitation(id: "${id}") { state } }`, by);
      expect(codeOf((await revoke(of('ADMIN'))).body)).toBe('ROLE_ABOVE_OWN');
      expect(codeOf((await invite(of('ADMIN'), email, 'VIEWER')).body)).toBe('ROLE_ABOVE_OWN');
      expect((await revoke(of('OWNER'))).body.data.revokeInvitation.state).toBe('REVOKED');
    });
    test('admits the address that it is for, once, with its role', async () => {
      const { of, workspaceId } = await team('OWNER');
      const email = `new-${randomUUID()}@example.com`;
      const { body } = await invite(of('OWNER'), email.toUpperCase());
      expect(body.data.inviteMember.invitation).toMatchObject({ email, role: 'EDITOR', state: 'OPEN', invitedByName: 'OWNER' });
      const secret = secretIn(body);
      expect(await accept(await stranger(`other-${email}`), secret)).toMatchObject(refused('INVITATION_FOR_ANOTHER'));
      const person = await stranger(email);
      const twice = await Promise.all([accept(person, secret), accept(person, secret)]);
      expect(twice.filter(({ ok }) => ok)).toHaveLength(1);
      expect(twice.find(({ ok }) => !ok)).toMatchObject(refused('INVITATION_USED'));
      expect(await serverOf().stores.prisma.member.findFirst({ where: { workspaceId, personId: person.personId } })).toMatchObject({
        role: 'EDITOR',
      });
      const { rows } = await serverOf().stores.postgres.query('SELECT * FROM invitations WHERE workspace_id = $1', [workspaceId]);
      expect(JSON.stringify(rows)).not.toContain(secret);
    });
    test('does not admit when it was revoked, has expired, gave way to another, or the workspace is archived', async () => {
      const { of, workspaceId } = await team('OWNER');
      const person = await stranger(`late-${randomUUID()}@example.com`);
      const first = secretIn((await invite(of('OWNER'), person.email)).body);
      const again = await invite(of('OWNER'), person.email);
      expect(await accept(person, first)).toMatchObject(refused('INVITATION_REVOKED'));
      const second = secretIn(again.body);
      expect(await accept(person, second, new Date(Date.now() + 8 * 86_400_000))).toMatchObject(refused('INVITATION_EXPIRED'));
      await serverOf().stores.prisma.workspace.update({ where: { id: workspaceId }, data: { archivedAt: new Date() } });
      expect(await accept(person, second)).toMatchObject(refused('WORKSPACE_ARCHIVED'));
      const { id } = again.body.data.inviteMember.invitation;
      const revoked = await ask(serverOf(), 'mutation ($id: ID!) { revokeInvitation(id: $id) { state } }', {
        ...of('OWNER'),
        variables: { id },
      });
      expect(revoked.body.data.revokeInvitation.state).toBe('REVOKED');
      expect(await accept(person, 'made up')).toMatchObject(refused('INVITATION_UNKNOWN'));
    });
    test('is for no member, above no own role, and not for an address that is none', async () => {
      const { of } = await team('OWNER', 'ADMIN');
      for (const [email, role, field] of [
        [of('OWNER').email, 'VIEWER', 'input.email'],
        ['ada@example.com', 'OWNER', 'input.role'],
        ['ada@example.com\r\nBcc: all@example.com', 'VIEWER', 'input.email'],
        ['ada', 'VIEWER', 'input.email'],
      ] as const)
        expect((await invite(of('ADMIN'), email, role)).body.errors[0].extensions).toMatchObject({ code: 'BAD_MEMBER', field });
    });
    test('goes out by mail where mail is configured; its link is shown, with the reason, where none went out', async () => {
      const { of, workspaceId } = await team('OWNER');
      const sent: { to: string; subject: string; text: string }[] = [];
      const { stores } = serverOf();
      let takes = true;
      const mailer = { isOn: true, deliver: async (mail: (typeof sent)[number]) => takes && sent.push(mail) > 0 };
      const viewer = session(workspaceId, of('OWNER'), 'OWNER');
      const inviteAda = () => inviteMember({ stores, viewer }, { email: 'ada@example.com', role: 'VIEWER' }, new Date());
      const link = expect.stringMatching(/\/invitation\?secret=[\w-]{43}$/);
      try {
        expect(await inviteAda()).toMatchObject({ ok: true, value: { mail: 'OFF', link } });
        useInstallation(stores, { origin: null, mailer });
        expect(await inviteAda()).toMatchObject({ ok: true, value: { mail: 'UNADDRESSED', link } });
        useInstallation(stores, { origin: 'https://lab.example.com', mailer });
        expect(await inviteAda()).toMatchObject({ ok: true, value: { mail: 'SENT', link: null } });
        takes = false;
        expect(await inviteAda()).toMatchObject({ ok: true, value: { mail: 'FAILED', link } });
        expect(sent).toMatchObject([
          { to: 'ada@example.com', text: expect.stringMatching(/https:\/\/lab\.example\.com\/invitation\?secret=[\w-]{43}\n/) },
        ]);
      } finally {
        useInstallation(stores, { origin: null, mailer: null });
      }
    });
  });
}
