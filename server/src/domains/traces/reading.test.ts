import { afterAll, beforeAll } from 'vitest';
import { openTestServer, type TestServer } from '../../server.testing.ts';
import { testCalls } from './tests/calls.testing.ts';
import { Client } from './tests/client.testing.ts';
import { testMessages } from './tests/messages.testing.ts';
import { testReadings } from './tests/readings.testing.ts';

/** What unmodified clients send, reduced to what is read of it, sent by OTLP and asked by the API. */

let server: TestServer;
let other: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  other = await openTestServer({ stores: { ...server.stores } });
  await server.stores.prisma.price.create({
    data: {
      workspaceId: server.defaultWorkspaceId,
      scope: 'MODEL',
      model: 'claude-sonnet-4-6',
      inputRate: 3_000_000_000n,
      outputRate: 15_000_000_000n,
    },
  });
});
afterAll(async () => {
  await other?.close();
  await server?.close();
});

const client = new Client(() => [server, other]);
testCalls(client);
testReadings(client);
testMessages(client);
