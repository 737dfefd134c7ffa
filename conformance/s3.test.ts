import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../e2e/ask.ts';
import { keepsTheContract } from '../server/src/domains/artifacts/store/contract.testing.ts';
import { s3Address, s3Store } from '../server/src/domains/artifacts/store/s3.ts';
import { findPackages } from './python.ts';

const python = await findPackages({
  name: 's3',
  variable: 'S3_PYTHON',
  packages: ['moto[server]'],
  modules: ['moto.server'],
});

if ('missing' in python) {
  const why = `a store that speaks S3: skipped, its packages cannot be had here (${python.missing})`;
  console.warn(why);
  test.skip(why);
} else {
  describe('files in a bucket of a store that speaks S3', () => proveIt(python.program));
}

function proveIt(program: string): void {
  let child: ChildProcess;
  let address = '';

  beforeAll(async () => {
    const port = await freePort();
    child = spawn(program, ['-m', 'moto.server', '--host', '127.0.0.1', '--port', String(port)], { stdio: 'ignore' });
    address = `http://127.0.0.1:${port}`;
    // Its buckets are made by anybody.
    await until(
      () =>
        fetch(`${address}/files`, { method: 'PUT' }).then(
          ({ ok }) => ok,
          () => false,
        ),
      (isMade) => isMade,
      60_000,
    );
  }, 90_000);

  afterAll(async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  });

  const open = (bucket = 'files') =>
    s3Store(s3Address(`${address.replace('://', '://key:se%2Fcret@')}/${bucket}/some/prefix?region=eu-west-1`));
  keepsTheContract(() => open());

  test('a bucket that is not there is a store that is not available, by its name for it', async () => {
    const owner = { workspaceId: 'w', kind: 'jobs', id: 'i' } as const;
    const refusal = { code: 'ARTIFACT_STORE_UNAVAILABLE', message: expect.stringContaining('NoSuchBucket') };
    await expect(open('nothing').list(owner, [])).rejects.toMatchObject(refusal);
  });

  test('a folder of more than a page of objects is listed whole', async () => {
    const owner = { workspaceId: 'w', kind: 'jobs', id: 'many' } as const;
    const store = open();
    const content = async function* () {
      yield Buffer.from('x');
    };
    for (let from = 0; from < 1_010; from += 101)
      await Promise.all(
        Array.from({ length: 101 }, (_, index) =>
          store.put(owner, [`f${from + index}`], { content: content(), sizeBytes: 1, maxBytes: 10 }),
        ),
      );
    expect(await store.list(owner, [])).toHaveLength(1_010);
  });
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
