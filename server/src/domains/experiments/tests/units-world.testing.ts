import { expect } from 'vitest';
import { drainProjection } from '../../../background.ts';
import { createTestWorkspace } from '../../../platform/store/testing.ts';
import { ask, type Loose, type TestServer } from '../../../server.testing.ts';
import { createApiKey } from '../../access/commands.ts';

/** A workspace of its own, and what asks it. */
export async function openWorkspace(server: TestServer, name: string) {
  const workspaceId = await createTestWorkspace(server.stores, name);
  const { secret } = await createApiKey(server.stores, { workspaceId, name, role: 'EDITOR' });
  const headers = { authorization: `Bearer ${secret}` };
  const send = async (query: string, variables: object = {}): Promise<Loose> => (await ask(server, query, { headers, variables })).body;
  const run = async (query: string, variables: object = {}): Promise<Loose> => {
    const { data, errors } = await send(query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const accepted = async (mutation: string, argument: string, type: string, items: readonly object[]): Promise<void> => {
    const { [mutation]: result } = await run(
      `mutation ($items: [${type}!]!) { ${mutation}(${argument}: $items) { accepted rejected { index field reason } } }`,
      { items },
    );
    expect([result.accepted, result.rejected]).toEqual([items.length, []]);
  };
  return {
    run,
    send,
    messages: async (items: readonly object[]) => {
      await accepted('ingestMessages', 'messages', 'MessageInput', items);
      await drainProjection(server.stores);
    },
    evaluations: async (items: readonly object[]) => {
      await accepted('evaluateMessages', 'evaluations', 'EvaluationInput', items);
      await drainProjection(server.stores);
    },
    events: (items: readonly object[]) => accepted('recordEvents', 'events', 'EventInput', items),
    exposures: (items: readonly object[]) => accepted('recordExposures', 'exposures', 'ExposureInput', items),
  };
}
