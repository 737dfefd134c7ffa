import { createApiKey } from '../../domains/access/commands.ts';
import { prefixOf } from '../../domains/access/key.ts';
import type { Loose, TestServer } from '../../server.testing.ts';
import { createTestWorkspace } from '../../platform/store/testing.ts';
import { keyOfSpan, storedSpans } from '../../domains/traces/load.ts';
import { traceIdOf } from '../../domains/messages/pure/trace-ids.ts';
import type { Span } from '../../domains/traces/types.ts';
import { spansOfTraces } from '../../domains/traces/load/keys.ts';

export interface LangfuseWorkspace {
  workspaceId: string;
  /** Its credentials. */
  headers: { authorization: string };
  call(
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Loose; headers: Headers }>;
  /** Sends events; those without an envelope get one. */
  send(...events: object[]): Promise<{ status: number; body: Loose }>;
  /** The spans of a trace as they are stored, by their name. */
  spans(traceId: string): Promise<Record<string, Span>>;
  /** The same, by their id. */
  spansById(traceId: string): Promise<Map<string, Span>>;
}

/** A workspace of its own on a test server, spoken to as Langfuse's SDKs do: Basic credentials, JSON. */
export async function openLangfuse(server: TestServer, slug: string): Promise<LangfuseWorkspace> {
  const workspaceId = await createTestWorkspace(server.stores, slug);
  const { secret } = await createApiKey(server.stores, { workspaceId, name: 'sdk', role: 'EDITOR' });
  const authorization = `Basic ${Buffer.from(`${prefixOf(secret)}:${secret}`).toString('base64')}`;
  let count = 0;
  const workspace: LangfuseWorkspace = {
    workspaceId,
    headers: { authorization },
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${server.url}/api/public/${path}`, {
        method,
        headers: { authorization, 'content-type': 'application/json', ...headers },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return { status: response.status, body: await response.json(), headers: response.headers };
    },
    send(...events) {
      const batch = events.map((event) => ({ id: `event-${(count += 1)}`, timestamp: '2026-11-20T12:00:00.000Z', ...event }));
      return workspace.call('POST', 'ingestion', {
        batch,
        metadata: { sdk_name: 'langfuse-js', sdk_version: '3.39.2', batch_size: batch.length },
      });
    },
    async spans(id) {
      return Object.fromEntries([...(await workspace.spansById(id)).values()].map((span) => [span.name, span]));
    },
    async spansById(id) {
      const keys = await spansOfTraces(server.stores, { workspaceId, traceIds: [traceIdOf(id)] });
      const stored = await storedSpans(server.stores, workspaceId, keys);
      return new Map(keys.map((key) => [key.spanId, stored.get(keyOfSpan(key)) as Span]));
    },
  };
  return workspace;
}
