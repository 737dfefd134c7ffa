import type { IncomingMessage, ServerResponse } from 'node:http';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { ToolContext } from '../../domains/assistant-tools/types.ts';
import type { Context, Viewer } from '../../platform/graphql/context.ts';
import { assertPermitted, type DomainError, type Result, unwrap } from '../../platform/graphql/errors.ts';
import type { RequestMemory } from '../../platform/graphql/limits/request-memory.ts';
import { answerJson } from '../../platform/http/answer.ts';
import { readBody } from '../../platform/http/body.ts';
import { answerInShell } from '../../platform/http/shell.ts';
import { inWorkspace } from '../../platform/store/scope.ts';
import { challengeFor, mcpPath } from './metadata.ts';
import { createMcpServer } from './server.ts';

export interface McpDeps {
  schema: GraphQLSchema;
  viewerOf: (request: IncomingMessage) => Promise<Result<Viewer, DomainError>>;
  contextOf: (viewer: Viewer, request: IncomingMessage) => Context;
  mask: (error: unknown) => GraphQLError;
  requestMemory: RequestMemory;
  /** Where the caller reaches this server. */
  originOf: (request: IncomingMessage) => string;
}

/** Of a request: names and arguments of one call. */
const maxBodyBytes = 1024 * 1024;

/**
 * `POST /mcp`: the Model Context Protocol over HTTP, without sessions: revision 2026-07-28, and the earlier ones that begin with
 * `initialize`. Who asks is known by a key or a session as on every path; Origin and Host were checked before (platform/http/gate.ts).
 * `?proposals=on` offers the tools that change something, too: they make proposals.
 */
export function createMcpHttpHandler({ schema, viewerOf, contextOf, mask, requestMemory, originOf }: McpDeps) {
  const handler = createMcpHandler(
    ({ authInfo, requestInfo }) => {
      if (authInfo === undefined) throw new Error('A request to MCP came without its viewer.');
      const { context } = authInfo.extra as { context: ToolContext };
      return createMcpServer(context, { proposes: new URL(requestInfo?.url ?? 'http://localhost').searchParams.get('proposals') === 'on' });
    },
    { maxRequestBodySize: maxBodyBytes },
  );
  return (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    answerInShell(request, response, {
      requestMemory,
      answer: async (hold) => {
        const viewer = unwrap(await viewerOf(request));
        assertPermitted(viewer, 'READ');
        const context: ToolContext = { ...contextOf(viewer, request), schema };
        const body = request.method === 'POST' ? await readBody(request, { maxBytes: maxBodyBytes, hold: hold(viewer) }) : null;
        const refused = body === null ? null : subscriptionIn(body);
        if (refused !== null) return answerJson(response, 404, refused);
        const asked = new Request(new URL(request.url ?? mcpPath, 'http://localhost'), {
          method: request.method ?? 'POST',
          headers: headersOf(request),
          ...(body !== null && { body: new Uint8Array(body) }),
        });
        const authInfo = { token: '', clientId: viewer.keyId ?? 'viewer', scopes: [], extra: { context } };
        await write(response, await inWorkspace(viewer.workspaceId, () => handler.fetch(asked, { authInfo })));
      },
      refuse: (error) => refuse(request, response, error, { mask, originOf }),
    });
}

/** A list does not change while a viewer keeps its role: there is nothing to subscribe to. Null: the message is another one. */
function subscriptionIn(body: Buffer): object | null {
  let message: unknown;
  try {
    message = JSON.parse(body.toString());
  } catch {
    return null; // the protocol answers it
  }
  const { id, method } = (message ?? {}) as { id?: unknown; method?: unknown };
  if (method !== 'subscriptions/listen') return null;
  return { jsonrpc: '2.0', id, error: { code: -32_601, message: 'subscriptions/listen is not served here.' } };
}

function headersOf({ headers }: IncomingMessage): Headers {
  const given = new Headers();
  for (const [name, value] of Object.entries(headers))
    // Who asks is known already, and lengths are those of the body that was read.
    if (
      typeof value === 'string' &&
      !['authorization', 'cookie', 'content-length', 'transfer-encoding', 'content-encoding', 'connection'].includes(name)
    )
      given.set(name, value);
  return given;
}

async function write(response: ServerResponse, answer: Response): Promise<void> {
  const text = await answer.text();
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    'cache-control': 'no-store',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** A refusal before the protocol begins: JSON-RPC without an id, with the code of the product in its data, and what a client has to show. */
function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  { mask, originOf }: Pick<McpDeps, 'mask' | 'originOf'>,
): void {
  const { message, extensions } = mask(error);
  const { code, http } = extensions as { code?: string; http?: { status?: number; headers?: Record<string, string> } };
  const status = code === 'FORBIDDEN' ? 403 : (http?.status ?? 400);
  const challenge = challengeFor(status, originOf(request), request.headers.authorization !== undefined);
  answerJson(
    response,
    status,
    { jsonrpc: '2.0', error: { code: -32_600, message, data: { code } } },
    { ...http?.headers, ...(challenge !== null && { 'www-authenticate': challenge }) },
  );
}
