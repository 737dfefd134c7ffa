import {
  Client,
  discoverOAuthProtectedResourceMetadata,
  extractWWWAuthenticateParams,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '../../domains/access/commands.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { ask, openTestServer, type Loose, type TestServer } from '../../server.testing.ts';

let server: TestServer;
let secrets: Record<'editor' | 'reader' | 'ingest' | 'other', string>;
beforeAll(async () => {
  server = await openTestServer();
  const workspaceId = server.defaultWorkspaceId;
  const other = await createTestWorkspace(server.stores, 'other');
  const key = async (of: string, more: object): Promise<string> =>
    (await createApiKey(server.stores, { workspaceId: of, name: 'test', role: 'EDITOR', scope: 'FULL', ...more } as Loose)).secret;
  secrets = {
    editor: await key(workspaceId, {}),
    reader: await key(workspaceId, { scope: 'READ' }),
    ingest: await key(workspaceId, { scope: 'INGEST' }),
    other: await key(other, {}),
  };
  await ask(server, 'mutation { saveTrainingConfiguration(input: { name: "nightly", command: "train" }) { id } }');
  await ask(server, 'mutation { createTrainingJob(input: { name: "ours", externalId: "ours-1" }) { id } }');
});
afterAll(() => server?.close());

/** The official client, of the stateless revision, or of those before. */
async function connect(
  secret: string,
  { era = 'auto', query = '', url = server.url }: { era?: 'auto' | 'legacy'; query?: string; url?: string } = {},
): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' }, era === 'auto' ? { versionNegotiation: { mode: 'auto' } } : {});
  const transport = new StreamableHTTPClientTransport(new URL(`${url}/mcp${query}`), {
    requestInit: { headers: { authorization: `Bearer ${secret}` } },
  });
  await client.connect(transport);
  return client;
}

describe.each(['auto', 'legacy'] as const)('the official client (%s)', (era) => {
  test('lists tools, calls them, and reads resources and prompts', async () => {
    const client = await connect(secrets.reader, { era });
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['training_metrics', 'production_metrics', 'calculator', 'graphql']));
    expect(names).not.toContain('evaluate_messages');
    const computed = (await client.callTool({ name: 'calculator', arguments: { expression: '6 * 7' } })) as Loose;
    expect(computed.isError).toBe(false);
    expect(computed.content[0].text).toContain('r1.facts.result = 42');
    expect(computed.structuredContent.facts[0].value).toBe(42);
    const failed = (await client.callTool({
      name: 'training_metrics',
      arguments: { operation: 'get_job_status', jobId: 'our-1' },
    })) as Loose;
    expect(failed.isError).toBe(true);
    expect(failed.content[0].text).toContain('spelled alike: ours');
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.length).toBeGreaterThan(2);
    const read = (await client.readResource({ uri: 'ftl://training-jobs/ours-1' })) as Loose;
    expect(read.contents[0].text).toContain('r1.facts.name = ours');
    const prompt = (await client.getPrompt({ name: 'training_review', arguments: { job: 'ours' } })) as Loose;
    expect(prompt.messages[0].content.text).toContain('"ours"');
    await client.close();
  });
});

test('a key of another workspace finds nothing of this one', async () => {
  const client = await connect(secrets.other);
  const listed = (await client.callTool({ name: 'training_metrics', arguments: { operation: 'list_jobs' } })) as Loose;
  expect(listed.structuredContent.table.total).toBe(0);
  await expect(client.readResource({ uri: 'ftl://training-jobs/ours-1' })).rejects.toThrow('No resource');
  await client.close();
});

test('calls that are none, or reach for more, are refused one by one, and change nothing', async () => {
  const client = await connect(secrets.editor, { query: '?proposals=on' });
  const calls: readonly (readonly [string, Record<string, unknown>])[] = [
    ['__proto__', {}],
    ['constructor', {}],
    ['training_metrics', { operation: '__proto__' }],
    ['training_metrics', { operation: 'list_jobs', constructor: { prototype: { isAdmin: true } } }],
    ['training_metrics', { operation: 'list_jobs', workspaceId: 'other' }],
    ['training_metrics', { operation: 'get_job_status', jobId: { $ne: null } }],
    ['training_metrics', { operation: 'list_jobs', limit: 1e308 }],
    ['production_metrics', { from: "yesterday'; DROP TABLE messages; --" }],
    ['graphql', { operation: 'run', query: 'mutation { createApiKey(input: { name: "evil" }) { secret } }' }],
    ['graphql', { operation: 'run', query: 'subscription { trainingJobChanged { id } }' }],
    ['calculator', { expression: 'process.exit(1)' }],
    ['calculator', { expression: `${'('.repeat(5_000)}1` }],
  ];
  for (const [name, args] of calls) {
    const refused = await client.callTool({ name, arguments: args }).then(
      (result) => (result as Loose).isError,
      () => true,
    );
    expect([name, JSON.stringify(args).slice(0, 60), refused]).toEqual([name, JSON.stringify(args).slice(0, 60), true]);
  }
  const uris = ['ftl://training-jobs/../../etc/passwd', 'ftl://training-jobs/%00', 'file:///etc/passwd', `${server.url}/graphql`];
  for (const uri of uris) await expect(client.readResource({ uri }), uri).rejects.toThrow();
  await expect(client.getPrompt({ name: '__proto__' })).rejects.toThrow();
  expect(({} as Loose).isAdmin).toBeUndefined();
  // The same connection answers on.
  const listed = (await client.callTool({ name: 'training_metrics', arguments: { operation: 'list_jobs' } })) as Loose;
  expect(listed.structuredContent.table.total).toBe(1);
  expect(JSON.stringify((await ask(server, '{ apiKeys { name } }')).body.data)).not.toContain('evil');
  await client.close();
});

test('changes are offered only where they are asked for, and as proposals', async () => {
  const reading = await connect(secrets.editor);
  const start = { name: 'training_control', arguments: { operation: 'start_training', configId: 'nightly' } };
  expect(((await reading.callTool(start)) as Loose).isError).toBe(true);
  await reading.close();
  const proposing = await connect(secrets.editor, { query: '?proposals=on' });
  const result = (await proposing.callTool(start)) as Loose;
  expect(result.content[0].text).toContain('Nothing has changed');
  expect((await ask(server, '{ trainingJobCount }')).body.data.trainingJobCount).toBe(1);
  const { proposal } = result.structuredContent;
  const { body } = await ask(server, 'mutation ($id: String!) { runAssistantAction(input: { proposalId: $id }) { title } }', {
    variables: { id: proposal.id },
    headers: { authorization: `Bearer ${secrets.editor}` },
  });
  expect(body.errors).toBeUndefined();
  await proposing.close();
  const reader = await connect(secrets.reader, { query: '?proposals=on' });
  expect(((await reader.callTool(start)) as Loose).isError).toBe(true);
  await reader.close();
});

const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${server.url}/mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

test.each([
  ['a wrong key', { authorization: 'Bearer ftl_wrong' }, 401],
  ['a key that only sends', { authorization: 'ingest' }, 403],
  ['a page of another origin', { origin: 'https://evil.example' }, 403],
  ['a page that names another origin beside a key', { authorization: 'reader', origin: 'https://evil.example' }, 403],
])('%s is refused', async (_name, headers, status) => {
  const { authorization, ...rest } = headers as { authorization?: string };
  const given =
    authorization === undefined
      ? {}
      : { authorization: authorization in secrets ? `Bearer ${secrets[authorization as 'reader']}` : authorization };
  const answer = await post(list, { ...rest, ...given });
  expect(answer.status).toBe(status);
  if (status === 401) expect(answer.headers.get('www-authenticate')).toContain('Bearer');
});

test('a refusal names the metadata of the resource, which says what a key needs, to everyone', async () => {
  const metadata = `${server.url}/.well-known/oauth-protected-resource/mcp`;
  const challengeOf = async (authorization: string): Promise<string | null> =>
    (await post(list, { authorization })).headers.get('www-authenticate');
  expect(await challengeOf('Bearer ftl_wrong')).toBe(
    `Bearer realm="fine-tune-lab", error="invalid_token", resource_metadata="${metadata}", scope="READ"`,
  );
  expect(await challengeOf(`Bearer ${secrets.ingest}`)).toBe(
    `Bearer realm="fine-tune-lab", error="insufficient_scope", resource_metadata="${metadata}", scope="READ"`,
  );
  for (const address of [metadata, `${server.url}/.well-known/oauth-protected-resource`]) {
    const answer = await fetch(address);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringContaining('application/json')]);
    expect(await answer.json()).toEqual({
      resource: `${server.url}/mcp`,
      resource_name: 'Fine Tune Lab',
      bearer_methods_supported: ['header'],
      scopes_supported: ['READ', 'FULL'],
      resource_documentation: `${server.url}/keys`,
    });
  }
  expect((await fetch(metadata, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${server.url}/.well-known/oauth-protected-resource/graphql`)).headers.get('content-type')).not.toContain('json');
});

test('the official client reads the metadata, and finds its address in the refusal', async () => {
  const refused = await post(list, { authorization: 'Bearer ftl_wrong' });
  const { resourceMetadataUrl, scope } = extractWWWAuthenticateParams(refused);
  expect(scope).toBe('READ');
  const found = await discoverOAuthProtectedResourceMetadata(`${server.url}/mcp`, { resourceMetadataUrl: resourceMetadataUrl as URL });
  expect(found).toMatchObject({ resource: `${server.url}/mcp`, bearer_methods_supported: ['header'] });
  expect(found.authorization_servers).toBeUndefined();
  expect(await discoverOAuthProtectedResourceMetadata(`${server.url}/mcp`)).toEqual(found);
  await expect(connect('ftl_wrong')).rejects.toThrow(/401|unauthorized/i);
});

test('a Host that is none of the server is refused', async () => {
  const { sendRaw } = await import('../../server.testing.ts');
  const body = JSON.stringify(list);
  const answer = await sendRaw(
    server.port,
    `POST /mcp HTTP/1.1\r\nHost: evil.example\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
  );
  expect(answer).toContain('403');
});

test.each([
  ['text that is no JSON', '{', 400],
  ['a body that is too large', JSON.stringify({ ...list, params: { pad: 'x'.repeat(1_100_000) } }), 413],
])('%s is refused', async (_name, body, status) => {
  expect((await post(body, { authorization: `Bearer ${secrets.reader}` })).status).toBe(status);
});

test('a subscription is refused at once, and its words inside an argument are not one', async () => {
  const authorization = `Bearer ${secrets.reader}`;
  const listen = await post({ jsonrpc: '2.0', id: 5, method: 'subscriptions/listen', params: {} }, { authorization });
  expect([listen.status, await listen.json()]).toMatchObject([404, { id: 5, error: { code: -32_601 } }]);
  const call = {
    jsonrpc: '2.0',
    id: 6,
    method: 'tools/call',
    params: { name: 'calculator', arguments: { expression: '"method":"subscriptions/listen"' } },
  };
  expect((await post(call, { authorization })).status).toBe(200);
});

test('GET is not allowed', async () => {
  expect(
    (await fetch(`${server.url}/mcp`, { headers: { authorization: `Bearer ${secrets.reader}`, accept: 'text/event-stream' } })).status,
  ).toBe(405);
});

test('a header that differs from the body, and an unknown version, are answered with their codes', async () => {
  const meta = { 'io.modelcontextprotocol/protocolVersion': '2026-07-28', 'io.modelcontextprotocol/clientCapabilities': {} };
  const modern = { ...list, params: { _meta: meta } };
  const authorization = `Bearer ${secrets.reader}`;
  const right = await post(modern, { authorization, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' });
  expect(right.status).toBe(200);
  const { result } = (await right.json()) as Loose;
  expect(result).toMatchObject({ resultType: 'complete', cacheScope: 'private' });
  const mismatch = await post(modern, { authorization, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/call' });
  expect([mismatch.status, ((await mismatch.json()) as Loose).error.code]).toEqual([400, -32_020]);
  const unknown = await post(
    { ...list, params: { _meta: { ...meta, 'io.modelcontextprotocol/protocolVersion': '2030-01-01' } } },
    { authorization, 'mcp-protocol-version': '2030-01-01', 'mcp-method': 'tools/list' },
  );
  expect([unknown.status, ((await unknown.json()) as Loose).error.code]).toEqual([400, -32_022]);
});

test('a server that answers its own documents only runs the tools, and no query of a client', async () => {
  const { TrustedDocuments } = await import('../../platform/graphql/trusted.ts');
  const strict = await openTestServer({ stores: server.stores, documents: { only: new TrustedDocuments({}), introspection: false } });
  const client = await connect(secrets.reader, { url: strict.url });
  const listed = (await client.callTool({ name: 'training_metrics', arguments: { operation: 'list_jobs' } })) as Loose;
  expect(listed.isError).toBe(false);
  for (const args of [
    { operation: 'run', query: '{ trainingJobCount }' },
    { operation: 'describe_type', name: 'Query' },
  ]) {
    const refused = (await client.callTool({ name: 'graphql', arguments: args })) as Loose;
    expect(refused.structuredContent.error.code).toBe('DOCUMENT_NOT_TRUSTED');
  }
  await client.close();
  await strict.close();
});
