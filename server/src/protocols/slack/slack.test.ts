import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openFakeModels, type FakeModels } from '../../domains/model-connections/tests/fake-models.testing.ts';
import { accountMade } from '../../domains/people/load/accounts.ts';
import { connectSlack, linkAccount } from '../../domains/slack/commands.ts';
import { signatureOf } from '../../domains/slack/pure/signature.ts';
import type { Viewer } from '../../platform/graphql/context.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { openTestServer, type Loose, type TestServer } from '../../server.testing.ts';
import { openTestWorkspace, type TestWorkspace } from '../../workspace.testing.ts';

let server: TestServer;
let slack: Server;
const sentLater: Loose[] = [];
let answerOrigin: string;
beforeAll(async () => {
  slack = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      sentLater.push(JSON.parse(text));
      response.end('ok');
    });
  }).listen(0, '127.0.0.1');
  await once(slack, 'listening');
  answerOrigin = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  // So patient that no answer comes later, however busy the machine is.
  server = await openTestServer({ slack: { answerOrigins: [answerOrigin], patienceMs: 50_000 } });
});
afterAll(async () => {
  slack?.close();
  await server?.close();
});

const secret = '8f742231b10e888800000000aaaa85a5';
let workspace: TestWorkspace;
let person: { id: string; name: string; email: string };
let teamId: string;
let count = 0;

beforeEach(() => connected());

/** A workspace with a member who has connected Slack. */
async function connected(): Promise<void> {
  workspace = await openTestWorkspace(server);
  const { prisma } = server.stores;
  count += 1;
  teamId = `T0TEAM${count}`;
  person = await prisma.person.create({ data: { name: 'Ada', email: `ada${count}@example.com` } });
  accountMade(server.stores);
  await memberAs('ADMIN');
  unwrap(await inWorkspace(workspace.id, () => connectSlack(server.stores, viewer(), { teamId, signingSecret: secret })));
}

const viewer = (): Viewer => ({ workspaceId: workspace.id, role: 'ADMIN', person, keyId: null, keyScope: null, sessionId: 'x' });
const memberAs = (role: 'ADMIN' | 'REVIEWER'): Promise<unknown> =>
  server.stores.prisma.member.upsert({
    where: { workspaceId_personId: { workspaceId: workspace.id, personId: person.id } },
    create: { workspaceId: workspace.id, personId: person.id, role },
    update: { role },
  });

interface Sending {
  readonly fields?: Readonly<Record<string, string>>;
  readonly signedWith?: string;
  readonly ageS?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

async function send(
  text: string,
  { fields = {}, signedWith = secret, ageS = 0, headers = {} }: Sending = {},
): Promise<{ status: number; body: Loose }> {
  const form = new URLSearchParams({
    team_id: teamId,
    command: '/lab',
    user_name: 'jo',
    text,
    response_url: `${answerOrigin}/commands/1`,
    trigger_id: crypto.randomUUID(),
    ...fields,
  });
  const timestamp = String(Math.floor(Date.now() / 1_000) - ageS);
  const signature = signatureOf(signedWith, { timestamp, body: Buffer.from(form.toString()) });
  const response = await fetch(`${server.url}/api/slack/command`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
      ...headers,
    },
    body: form.toString(),
  });
  return { status: response.status, body: await response.json() };
}

describe('a command that Slack signed', () => {
  test('is answered to its sender alone, and leads to the conversation of the person as whom it reads', async () => {
    const { status, body } = await send('calculator 6 * 7');
    expect([status, body.response_type, body.unfurl_links]).toEqual([200, 'ephemeral', false]);
    expect(body.text).toMatch(/42/);
    const link = /<(http\S+)\|/.exec(body.text)?.[1] as string;
    const conversation = await server.stores.prisma.assistantConversation.findFirstOrThrow({ where: { workspaceId: workspace.id } });
    expect(conversation).toMatchObject({ owner: person.id, ownerName: 'Ada', title: 'Slack, jo: /calculator 6 * 7', isShared: false });
    expect(Buffer.from(new URL(link).searchParams.get('conversation') ?? '', 'base64').toString()).toBe(
      `AssistantConversation:${conversation.id}`,
    );
  });

  test('that names a tool or asks in words reads the workspace, with its table', async () => {
    await workspace.run('mutation { createTrainingJob(input: { name: "nightly <!channel>", externalId: "n-1" }) { id } }');
    for (const text of ['training list_jobs', '/training list_jobs', 'Show me my training jobs']) {
      const { body } = await send(text);
      expect(body.text).toContain('nightly &lt;!channel&gt;');
      expect(body.text).not.toContain('<!channel>');
    }
  });

  test('that is empty says how to ask, and one that can be answered by nothing says so', async () => {
    expect((await send('')).body.text).toMatch(/Ask about the workspace/);
    expect((await send('Tell me a joke about penguins')).body.text).toMatch(/can't answer/);
  });

  test('changes nothing: what proposes changes is not offered', async () => {
    await workspace.run('mutation { createTrainingJob(input: { name: "nightly", externalId: "n-1" }) { id } }');
    const { body } = await send('training_control cancel_training jobId=n-1');
    expect(body.text).not.toMatch(/proposed/);
    expect(await server.stores.prisma.assistantProposal.count({ where: { workspaceId: workspace.id } })).toBe(0);
  });

  test('that takes longer is answered at once, and sent later to the address of Slack, and to no other', async () => {
    const patient = server;
    const fake: FakeModels = await openFakeModels({ api: 'openai' });
    // A server that waits for no answer of a model.
    server = await openTestServer({ stores: patient.stores, slack: { answerOrigins: [answerOrigin], patienceMs: 0 } });
    try {
      await connected();
      await workspace.run('mutation ($input: CreateModelConnectionInput!) { createModelConnection(input: $input) { id } }', {
        input: { name: 'fake', kind: 'OPENAI_COMPATIBLE', baseUrl: fake.url, allowedModels: ['small'] },
      });
      /** Asks, and has the model answer once that is answered. */
      const sendEarly = async (text: string, sending: Sending = {}): Promise<string> => {
        let goOn = (): void => {};
        const answered = new Promise<void>((resolve) => (goOn = resolve));
        fake.answer(() => [{ until: answered }, { text: `${text}, **but** [here](/traces).` }]);
        const { body } = await send('How are you?', sending);
        goOn();
        return body.text;
      };
      const endedCount = (): Promise<number> =>
        server.stores.prisma.assistantTurn.count({ where: { workspaceId: workspace.id, status: 'DONE' } });
      const { slug } = await server.stores.prisma.workspace.findUniqueOrThrow({ where: { id: workspace.id } });

      expect(await sendEarly('Late')).toBe('Working on it …');
      await expect.poll(() => sentLater.at(-1)?.text, { timeout: 20_000 }).toContain(`Late, *but* <${server.url}/w/${slug}/traces|here>.`);
      const before = sentLater.length;
      expect(await sendEarly('Unsent', { fields: { response_url: 'http://127.0.0.1:1/commands' } })).toContain(
        `It takes longer: the answer is on <${server.url}/w/${slug}/assistant|`,
      );
      await expect.poll(endedCount, { timeout: 20_000 }).toBe(2);
      expect(await sendEarly('Later')).toBe('Working on it …');
      await expect.poll(() => sentLater.length, { timeout: 20_000 }).toBeGreaterThan(before);
      expect(sentLater.slice(before).map(({ text }) => /^\w+/.exec(text)?.[0])).toEqual(['Later']);
    } finally {
      await server.close();
      server = patient;
      await fake.close();
    }
  });
});

describe('a request is refused', () => {
  test.each([
    ['that is signed with another secret', { signedWith: 'f'.repeat(32) }, /signing secret/],
    ['that was signed over five minutes ago', { ageS: 301 }, /signed 30\d s ago/],
    ['of the future', { ageS: -310 }, /ahead/],
    ['without a signature', { headers: { 'x-slack-signature': '' } }, /x-slack-signature/],
    ['of a Slack workspace that is not connected', { fields: { team_id: 'T0UNKNOWN' } }, /No connection/],
  ] as const)('%s', async (_what, sending, message) => {
    const { status, body } = await send('calculator 1 + 1', sending);
    expect([status, body.code, body.error]).toEqual([401, 'SLACK_REFUSED', expect.stringMatching(message)]);
    expect(await server.stores.prisma.assistantConversation.count({ where: { workspaceId: workspace.id } })).toBe(0);
  });

  test('that comes a second time', async () => {
    const fields = { trigger_id: 'the same' };
    const first = await send('calculator 1 + 1', { fields });
    expect(first.status).toBe(200);
    // Within the second of its signature, or one later with the same header.
    const again = await send('calculator 1 + 1', { fields });
    const third = again.status === 401 ? again : await send('calculator 1 + 1', { fields });
    expect([third.status, third.body.code]).toEqual([401, 'SLACK_REFUSED']);
  });

  test('whose body was changed under way', async () => {
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = signatureOf(secret, { timestamp, body: Buffer.from(`team_id=${teamId}&command=/lab&text=a`) });
    const response = await fetch(`${server.url}/api/slack/command`, {
      method: 'POST',
      headers: { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': signature },
      body: `team_id=${teamId}&command=/lab&text=b`,
    });
    expect(response.status).toBe(401);
  });

  test.each([
    ['GET', undefined, 405],
    ['POST', 'text=a', 400],
    ['POST', `team_id=T1&command=/lab&text=${'x'.repeat(70_000)}`, 413],
  ])('that is %s with %s', async (method, body, status) => {
    expect((await fetch(`${server.url}/api/slack/command`, { method, ...(body !== undefined && { body }) })).status).toBe(status);
  });
});

describe('as whom a command reads', () => {
  test('a person who has left the workspace, or may not ask any more, asks nothing', async () => {
    await memberAs('REVIEWER');
    const reviewer = await send('calculator 1 + 1');
    expect([reviewer.status, reviewer.body.text]).toEqual([200, expect.stringMatching(/ASK_ASSISTANT/)]);
    await server.stores.prisma.member.deleteMany({ where: { personId: person.id } });
    expect((await send('calculator 1 + 1')).body.text).toMatch(/no member of the workspace any more/);
    expect(await server.stores.prisma.assistantConversation.count({ where: { workspaceId: workspace.id } })).toBe(0);
  });

  test('a sender links an own account by a link that works once, reads as that person, and takes the link away', async () => {
    const { prisma } = server.stores;
    const jo = await prisma.person.create({ data: { name: 'Jo', email: `jo${count}@example.com` } });
    await prisma.member.create({ data: { workspaceId: workspace.id, personId: jo.id, role: 'VIEWER' } });
    const { slug } = await prisma.workspace.findUniqueOrThrow({ where: { id: workspace.id } });
    const asJo: Viewer = { workspaceId: workspace.id, role: 'VIEWER', person: jo, keyId: null, keyScope: null, sessionId: 'y' };
    const from = (userId: string) => ({ fields: { user_id: userId } });
    const link = (as: Viewer, token: string) => inWorkspace(workspace.id, () => linkAccount(server.stores, as, token, new Date()));
    const tokenFor = async (userId: string): Promise<string> => {
      const { body } = await send('link', from(userId));
      expect(body.response_type).toBe('ephemeral');
      const [, address] = /<(http\S+)\|Link your account>/.exec(body.text) ?? [];
      expect(new URL(address as string).pathname).toBe(`/w/${slug}/slack-link`);
      return new URL(address as string).searchParams.get('token') as string;
    };
    const ownerOfLatest = async (): Promise<string | undefined> =>
      (await prisma.assistantConversation.findFirst({ where: { workspaceId: workspace.id }, orderBy: { createdAt: 'desc' } }))?.owner;

    // A second link ends the first; what was used, is over, or comes from another place links nothing.
    const first = await tokenFor('U0JO');
    const second = await tokenFor('U0JO');
    expect(await link(asJo, first)).toMatchObject({ ok: false, failure: { code: 'BAD_SLACK_LINK' } });
    expect(await link({ ...asJo, sessionId: null, keyId: 'k' }, second)).toMatchObject({ ok: false });
    const elsewhere = await openTestWorkspace(server);
    expect(
      await inWorkspace(elsewhere.id, () => linkAccount(server.stores, { ...asJo, workspaceId: elsewhere.id }, second, new Date())),
    ).toMatchObject({ ok: false });
    expect(await inWorkspace(workspace.id, () => linkAccount(server.stores, asJo, second, new Date(Date.now() + 600_001)))).toMatchObject({
      ok: false,
    });
    const answers = await Promise.all([link(asJo, second), link(asJo, second)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(JSON.stringify(await prisma.slackLinkOffer.findMany())).not.toContain(second);

    await send('calculator 1 + 1', from('U0JO'));
    expect(await ownerOfLatest()).toBe(jo.id);
    // Others read as the person of the connection.
    await send('calculator 1 + 1', from('U0OTHER'));
    expect(await ownerOfLatest()).toBe(person.id);
    // Reading alone, with the role of the moment; and no other person stands in for one who has left.
    await prisma.member.updateMany({ where: { personId: jo.id }, data: { role: 'REVIEWER' } });
    expect((await send('calculator 1 + 1', from('U0JO'))).body.text).toMatch(/ASK_ASSISTANT/);
    await prisma.member.deleteMany({ where: { personId: jo.id } });
    expect((await send('calculator 1 + 1', from('U0JO'))).body.text).toMatch(/linked is no member/);

    expect((await send('unlink', from('U0JO'))).body.text).toMatch(/not linked any more/);
    expect((await send('unlink', from('U0JO'))).body.text).toMatch(/No account is linked/);
    await send('calculator 1 + 1', from('U0JO'));
    expect(await ownerOfLatest()).toBe(person.id);
    // Slack has to name the sender.
    expect((await send('link')).body.text).toMatch(/did not say who you are/);
  });

  test('two workspaces with one app are not guessed between', async () => {
    const first = workspace;
    const other = await openTestWorkspace(server);
    workspace = other;
    await memberAs('ADMIN');
    unwrap(await inWorkspace(other.id, () => connectSlack(server.stores, viewer(), { teamId, signingSecret: secret })));
    expect((await send('calculator 1 + 1')).body.text).toMatch(/Two workspaces/);
    workspace = first;
  });

  test('a key of the workspace connects nothing, since no one stands behind it', async () => {
    const { errors } = await workspace.run(
      `mutation { createSlackConnection(input: { teamId: "T0OTHER1", signingSecret: "${secret}" }) { id } }`,
    );
    expect(errors[0].extensions).toMatchObject({ code: 'BAD_SLACK_CONNECTION', field: 'input.teamId' });
    expect(errors[0].message).toMatch(/by a person alone/);
  });

  test('the secret is nowhere to be read, and gone with its connection', async () => {
    const rows = await server.stores.prisma.slackConnection.findMany({ where: { workspaceId: workspace.id } });
    expect(JSON.stringify(rows)).not.toContain(secret);
    const { data } = await workspace.run(
      '{ slackConnections { id teamId runsAs } auditLog(first: 20) { edges { node { changes { field before after } } } } }',
    );
    expect(JSON.stringify(data)).not.toContain(secret);
    expect(data.slackConnections).toMatchObject([{ teamId, runsAs: 'Ada' }]);
    const deleted = await workspace.run('mutation ($id: ID!) { deleteSlackConnection(id: $id) }', { id: data.slackConnections[0].id });
    expect(deleted.data.deleteSlackConnection).toBe(data.slackConnections[0].id);
    expect((await send('calculator 1 + 1')).status).toBe(401);
  });
});
