import { randomUUID } from 'node:crypto';
import { createApiKey } from './domains/access/commands.ts';
import { createTestWorkspace } from './platform/store/testing.ts';
import { ask, type Loose, type TestServer } from './server.testing.ts';

export interface TestWorkspace {
  readonly id: string;
  /** Its owner's key. */
  readonly secret: string;
  readonly run: (query: string, variables?: object) => Promise<Loose>;
}

/** A workspace of a test's own, and how its owner asks in it: the body of the answer. */
export async function openTestWorkspace(server: TestServer): Promise<TestWorkspace> {
  const id = await createTestWorkspace(server.stores, randomUUID());
  const { secret } = await createApiKey(server.stores, { workspaceId: id, name: 'test', role: 'OWNER' });
  const headers = { authorization: `Bearer ${secret}` };
  return { id, secret, run: async (query, variables = {}) => (await ask(server, query, { variables, headers })).body };
}
