import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiKey } from '../access/commands.ts';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { maskingKinds } from './types.ts';

let server: TestServer;

beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server?.close());

const fields = 'maskingMode maskingKinds traceRetentionDays messageRetentionDays traceSampleShare updatedAt';
const set = (args: string, options: object = {}) => ask(server, `mutation { setDataPolicy(${args}) { ${fields} } }`, options);
const nothing = 'maskingMode: OFF, maskingKinds: [], traceSampleShare: 1';

test('a workspace without a policy keeps everything as it comes', async () => {
  expect((await ask(server, `{ dataPolicy { ${fields} } }`)).body.data.dataPolicy).toEqual({
    maskingMode: 'OFF',
    maskingKinds: [...maskingKinds],
    traceRetentionDays: null,
    messageRetentionDays: null,
    traceSampleShare: 1,
    updatedAt: null,
  });
});

test('a policy that is set reads back, and days that are not given mean no limit', async () => {
  const said = await set(
    'maskingMode: HASH, maskingKinds: ["IP", "EMAIL"], traceRetentionDays: 3650, messageRetentionDays: 1, traceSampleShare: 0.25',
  );
  expect(said.body.data.setDataPolicy).toMatchObject({
    maskingMode: 'HASH',
    maskingKinds: ['EMAIL', 'IP'],
    traceRetentionDays: 3650,
    messageRetentionDays: 1,
    traceSampleShare: 0.25,
    updatedAt: expect.any(String),
  });
  expect((await set(nothing)).body.data.setDataPolicy).toMatchObject({
    maskingMode: 'OFF',
    traceRetentionDays: null,
    messageRetentionDays: null,
    traceSampleShare: 1,
  });
});

test.each([
  ['maskingMode: MASK, maskingKinds: ["SSN"], traceSampleShare: 1', 'maskingKinds: has "SSN"; known are EMAIL, PHONE'],
  [`${nothing}, traceRetentionDays: 0`, 'traceRetentionDays: is 0'],
  [`${nothing}, messageRetentionDays: 3651`, 'messageRetentionDays: is 3651'],
  ['maskingMode: OFF, maskingKinds: [], traceSampleShare: 1.01', 'traceSampleShare: is 1.01'],
  ['maskingMode: OFF, maskingKinds: [], traceSampleShare: -0.1', 'traceSampleShare: is -0.1'],
])('%s is refused with the reason', async (args, reason) => {
  const { body } = await set(args);
  expect(body.errors[0]).toMatchObject({ message: expect.stringContaining(reason), extensions: { code: 'BAD_USER_INPUT' } });
});

test('a preview shows what would be stored, by the form’s own mode and kinds, and with the hashes that storing would give', async () => {
  const preview = async (mode: string, kinds: string[]) =>
    (
      await ask(
        server,
        'query ($text: String!, $mode: MaskingMode!, $kinds: [String!]!) { maskingPreview(text: $text, mode: $mode, kinds: $kinds) }',
        { variables: { text: 'ada@example.org, 10.1.2.3', mode, kinds } },
      )
    ).body.data.maskingPreview;
  expect(await preview('OFF', [])).toBe('ada@example.org, 10.1.2.3');
  expect(await preview('MASK', [])).toBe('[email], [ip]');
  expect(await preview('DROP', ['IP'])).toBe('ada@example.org, ');
  await set('maskingMode: HASH, maskingKinds: [], traceSampleShare: 1');
  const ingest =
    'mutation { ingestMessages(messages: [{ externalId: "m", conversationId: "c", role: USER, content: "ada@example.org, 10.1.2.3" }]) { accepted } }';
  expect((await ask(server, ingest)).body.data.ingestMessages.accepted).toBe(1);
  const stored = await server.stores.prisma.message.findFirstOrThrow({ where: { externalId: 'm' } });
  expect(await preview('HASH', [])).toBe(stored.content);
});

test.each(['VIEWER', 'EDITOR'] as const)('a %s may not change it', async (role) => {
  const { secret } = await createApiKey(server.stores, { workspaceId: server.defaultWorkspaceId, name: role, role });
  const { body } = await set(nothing, { headers: { authorization: `Bearer ${secret}` } });
  expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
});
