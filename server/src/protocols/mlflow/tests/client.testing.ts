import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { createApiKey } from '../../../domains/access/commands.ts';
import { createTestWorkspace } from '../../../platform/store/testing.ts';
import type { Loose, TestServer } from '../../../server.testing.ts';

/** What the tests are served with. */
export interface Served {
  readonly server: TestServer;
  readonly folder: string;
}

export interface Answered {
  readonly status: number;
  readonly body: Loose;
  readonly headers: Headers;
}

export interface Client {
  readonly workspaceId: string;
  readonly slug: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly get: (path: string, query?: Record<string, string>) => Promise<Answered>;
  readonly post: (path: string, body?: unknown) => Promise<Answered>;
  readonly send: (method: string, path: string, body?: BodyInit | null, headers?: Record<string, string>) => Promise<Response>;
}

/** What the tests of MLflow do as a client in a workspace of its own. */
export function helpersOf(served: () => Served) {
  /** A workspace of its own, and how MLflow's client asks in it. */
  async function client(role: 'EDITOR' | 'VIEWER' = 'EDITOR', of?: Client): Promise<Client> {
    const slug = of?.slug ?? `w-${randomUUID()}`;
    const workspaceId = of?.workspaceId ?? (await createTestWorkspace(served().server.stores, slug));
    const { secret } = await createApiKey(served().server.stores, { workspaceId, name: 'test', role });
    const headers = { authorization: `Bearer ${secret}` };
    const send: Client['send'] = (method, path, body = null, more = {}) =>
      fetch(`${served().server.url}${path}`, {
        method,
        headers: { ...headers, ...more },
        body,
        ...(body !== null && { duplex: 'half' }),
      } as RequestInit);
    const answered = async (response: Response): Promise<Answered> => ({
      status: response.status,
      headers: response.headers,
      body: await response.json(),
    });
    return {
      workspaceId,
      slug,
      headers,
      send,
      get: async (path, query = {}) => answered(await send('GET', `/api/2.0/mlflow/${path}?${new URLSearchParams(query)}`)),
      post: async (path, body = {}) =>
        answered(await send('POST', `/api/2.0/mlflow/${path}`, JSON.stringify(body), { 'content-type': 'application/json' })),
    };
  }
  async function makeRun({ post }: Client, body: object = {}): Promise<string> {
    const { status, body: answer } = await post('runs/create', body);
    expect(status).toBe(200);
    return answer.run.info.run_id;
  }
  const refused = (status: number, code: string, message?: RegExp) => ({
    status,
    body: { error_code: code, message: message === undefined ? expect.any(String) : expect.stringMatching(message) },
  });
  const invalid = (message?: RegExp) => refused(400, 'INVALID_PARAMETER_VALUE', message);
  const metric = (key: string, value: unknown, step: unknown = 0, timestamp: unknown = 1_764_000_000_000) => ({
    key,
    value,
    timestamp,
    step,
  });
  return { client, makeRun, refused, invalid, metric };
}
