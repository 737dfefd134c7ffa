import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, openTestServer, type TestServer } from '../../server.testing.ts';
import { StoreDiskFull } from '../store/disk/errors.ts';
import type { DiskState } from '../store/disk/room.ts';
import type { Disk } from '../store/disk/watch.ts';

let state: DiskState = 'ROOMY';
const disk: Disk = {
  room: { freeBytes: 1, sizeBytes: 2 },
  get state() {
    return state;
  },
  assertRoom() {
    if (state !== 'ROOMY') throw new StoreDiskFull();
  },
};
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ disk });
});
afterAll(() => server.close());

const store = 'ingestMessages(messages: [{externalId: "1", conversationId: "c", role: USER, content: "x"}]) { accepted }';
const remove = 'deleteView(id: "dmlld3M6MQ==")';

describe.each<DiskState>(['TIGHT', 'FULL'])('on a disk that is %s', (now) => {
  beforeAll(() => {
    state = now;
  });
  afterAll(() => {
    state = 'ROOMY';
  });
  test.each([
    ['that stores', `mutation { ${store} }`],
    ['that deletes and stores', `mutation { ${remove} ${store} }`],
    ['that stores in a fragment', `mutation { ...F } fragment F on Mutation { ${store} }`],
    ['of several operations the one asked for', `query Ask { workspace { slug } } mutation Tell { ${store} }`, 'Tell'],
  ])('a mutation %s is refused as a whole, whatever is accepted', async (_name, query, operationName?: string) => {
    for (const accept of ['application/graphql-response+json', 'application/json']) {
      const { status, headers, body } = await ask(server, query, {
        headers: { accept },
        ...(operationName !== undefined && { operationName }),
      });
      expect([status, headers.get('retry-after'), body.errors?.[0]?.extensions, body.data]).toEqual([
        503,
        '30',
        { code: 'DISK_FULL' },
        undefined,
      ]);
    }
  });
  test('a mutation that makes room is accepted, and every query is answered', async () => {
    expect((await ask(server, `mutation { ${remove} }`)).body.errors?.[0]?.extensions.code).not.toBe('DISK_FULL');
    expect(await ask(server, '{ workspace { slug } }')).toMatchObject({ status: 200, body: { data: { workspace: { slug: 'default' } } } });
  });
  test('readiness names it', async () => {
    expect(await (await fetch(`${server.url}/readyz`)).json()).toMatchObject({ ready: true, disk: now });
  });
});

test('with room the same is taken', async () => {
  expect(await ask(server, `mutation { ${store} }`)).toMatchObject({ status: 200, body: { data: { ingestMessages: { accepted: 1 } } } });
});
