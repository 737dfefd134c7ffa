import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { request } from 'node:http';
import type { Loose } from '../../../server.testing.ts';
import { maxRowBytes } from '../types.ts';
import { withDataset, type World } from './world.testing.ts';

export function testImport(world: World): void {
  /** Sends files as the page and the command do. */
  const importing = async (input: object = {}) => {
    const dataset = await withDataset(world, input);
    const send = async (
      files: readonly (readonly [string, string | Uint8Array])[],
      query = '',
    ): Promise<{ status: number; body: Loose }> => {
      const contents = files.map(([path, content]) => [path, Buffer.from(content)] as const);
      const named = contents.map(([path, content]) => `path=${encodeURIComponent(path)}&size=${content.length}`).join('&');
      const response = await fetch(`${world.server().url}/v1/datasets/${encodeURIComponent(dataset.id)}/import?${named}${query}`, {
        method: 'POST',
        body: Buffer.concat(contents.map(([, content]) => content)),
        headers: { authorization: `Bearer ${dataset.secret}` },
      });
      return { status: response.status, body: await response.json() };
    };
    const rows = async (id: string, selection: string): Promise<Loose[]> =>
      (await dataset.read(id, `rows(first: 100) { edges { node { ${selection} } } }`)).rows.edges.map(({ node }: Loose) => node);
    const fileCount = async (): Promise<number> =>
      (await readdir(join(world.folder(), 'artifacts', dataset.workspaceId, 'datasets', dataset.place.datasetId)).catch(() => [])).length;
    return { ...dataset, send, rowsOf: rows, fileCount };
  };
  const chat = (n: number): string =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `q ${n}` },
        { role: 'assistant', content: `ä ${n}` },
      ],
    });

  describe('files', () => {
    test('of one folder become one version, each with the split that its name has', async () => {
      const { send, rowsOf, whole } = await importing();
      const rows = [{ question: 'p', answer: 'q', at: new Date('2026-01-01T00:00:00Z'), n: 5n }];
      const parquet = new Uint8Array(
        parquetWriteBuffer({
          columnData: [
            { name: 'question', data: rows.map(({ question }) => question), type: 'STRING' },
            { name: 'answer', data: rows.map(({ answer }) => answer), type: 'STRING' },
            { name: 'n', data: rows.map(({ n }) => n), type: 'INT64' },
          ],
        }),
      );
      const { body } = await send(
        [
          ['README.md', '# about'],
          ['data/train-00000-of-00001.jsonl', `${chat(1)}\r\n\n${chat(2)}`],
          ['data/test.json', `[ ${chat(3)},\n {"instruction": "i", "output": "o"} ]`],
          ['validation.csv', 'prompt,completion,label\np,"c, d",true\n'],
          ['eval.parquet', parquet],
          ['packed.jsonl.gz', gzipSync(chat(4))],
        ],
        '&comment=all%20of%20it',
      );
      expect(body).toMatchObject({
        version: { number: 1, rowCount: 7 },
        acceptedCount: 7,
        rejectedCount: 0,
        rejected: [],
        skippedFiles: ['README.md'],
        formats: { OPENAI_CHAT: 4, ALPACA: 1, KTO: 1, QUESTION_ANSWER: 1 },
      });
      const read = await rowsOf(body.version.id, 'split kind messages input expectedOutput label metadata');
      expect(read.map(({ split, kind }) => [split, kind])).toEqual([
        ['train', 'CHAT'],
        ['train', 'CHAT'],
        ['test', 'CHAT'],
        ['test', 'INSTRUCTION'],
        ['validation', 'KTO'],
        ['test', 'PLAIN'],
        [null, 'CHAT'],
      ]);
      expect(read[0].messages[1].content).toBe('ä 1');
      expect(read[4]).toMatchObject({ input: 'p', expectedOutput: 'c, d', label: true });
      expect(read[5]).toMatchObject({ input: 'p', expectedOutput: 'q', metadata: { n: 5 } });
      expect(await whole('latestVersion { comment source createdBy }')).toMatchObject({
        latestVersion: { comment: 'all of it', source: { kind: 'IMPORT', rejectedCount: 0 }, createdBy: null },
      });
    });

    test('lose only the rows that are bad, each with its line, field and reason', async () => {
      const { send } = await importing({ expectedOutputSchema: { type: 'string' } });
      const lines = [
        chat(1),
        '{"messages": [',
        '{"messages": [{"role": "robot", "content": "x"}]}',
        Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
        '[1]',
        '{"a": 1}',
        '{"input": "x", "expectedOutput": 3}',
        '{"input": "a\\u0000b"}',
        `{"input": "${'x'.repeat(maxRowBytes)}"}`,
        chat(2),
      ];
      const { body } = await send([['rows.jsonl', Buffer.concat(lines.flatMap((line) => [Buffer.from(line), Buffer.from('\n')]))]]);
      expect(body).toMatchObject({ version: { rowCount: 2 }, acceptedCount: 2, rejectedCount: 8 });
      expect(body.rejected.map(({ line, field, reason }: Loose) => [line, field, reason.slice(0, 24)])).toEqual([
        [2, '', expect.stringMatching(/^is no JSON: /)],
        [3, 'messages[0].role', 'is "robot"; one of syste'],
        [4, '', 'is not valid UTF-8'],
        [5, '', 'is a list; an object is '],
        [6, '', 'has the fields a; known '],
        [7, 'expectedOutput', 'does not fit the schema '],
        [8, 'input', 'contains a NUL character'],
        [9, '', expect.stringMatching(/^has \d+ bytes; /)],
      ]);
    });

    test.each<[string, string, string | Uint8Array, RegExp]>([
      ['UTF-16', 'a.jsonl', Buffer.from('\ufeff{"input": 1}', 'utf16le'), /is in UTF-16; files in UTF-8 are taken/],
      ['an image', 'a.png', Buffer.from([0x89, 0x50, 0, 0, 0x0d]), /is no text file and no Parquet/],
      ['prose', 'a.txt', 'hello there', /begins with neither/],
      ['an array that is cut off', 'a.json', `[${chat(1)}, {"messa`, /ends before its array does; nothing of the file after this place/],
      ['a broken Parquet', 'a.parquet', 'PAR1 nothing', /nothing of the file after this place was read/],
    ])('that are %s say so, and cost no other file a row', async (_what, path, content, reason) => {
      const { send } = await importing();
      const { body } = await send([
        [path, content],
        ['b.jsonl', chat(5)],
      ]);
      expect(body.acceptedCount).toBe(path === 'a.json' ? 2 : 1);
      expect(body).toMatchObject({ rejectedCount: 1, rejected: [{ file: path, reason: expect.stringMatching(reason) }] });
    });

    test('without a good row make no version and leave no file', async () => {
      const { send, whole, fileCount } = await importing();
      expect((await send([['a.jsonl', '{}\n']])).body).toMatchObject({ version: null, acceptedCount: 0, rejectedCount: 1 });
      expect(await whole('versionCount')).toEqual({ versionCount: 0 });
      expect(await fileCount()).toBe(0);
    });

    test('that are no whole gzip, or break off, leave nothing', async () => {
      const { send, whole, fileCount, id, secret } = await importing();
      const packed = gzipSync(Array.from({ length: 3_000 }, (_, n) => chat(n)).join('\n'));
      const refused = await send([['a.jsonl.gz', packed.subarray(0, packed.length / 2)]]);
      expect(refused.body.errors[0]).toMatchObject({
        extensions: { code: 'BAD_DATASET', field: 'files' },
        message: expect.stringMatching(/no whole gzip/),
      });
      const broken = new Promise((resolve) => {
        const sent = request(`${world.server().url}/v1/datasets/${encodeURIComponent(id)}/import?path=a.jsonl`, {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}` },
        });
        sent.on('error', resolve);
        Readable.from(
          (async function* () {
            for (let n = 0; n < 30_000; n += 1) yield `${chat(n)}\n`;
            sent.destroy();
          })(),
        )
          .on('error', () => {})
          .pipe(sent);
      });
      await broken;
      await expect.poll(fileCount).toBe(0);
      expect(await whole('versionCount')).toEqual({ versionCount: 0 });
    });

    test('add to what is there, in chunks of their own', async () => {
      const { send, rowsOf, add } = await importing();
      await add([{ input: 'first' }]);
      const { body } = await send(
        [['a.jsonl', Array.from({ length: 20 }, (_, n) => JSON.stringify({ input: n, expectedOutput: 'x' })).join('\n')]],
        '&split=mine',
      );
      const rows = await rowsOf(body.version.id, 'id input split');
      expect(rows).toHaveLength(21);
      expect(rows[20]).toMatchObject({ id: expect.stringMatching(/^\d+-20$/), input: 19, split: 'mine' });
    });

    test('are refused without a name, a right size, a permission, a dataset', async () => {
      const { send, id, run } = await importing();
      const post = async (path: string, secret: string, body = chat(1)): Promise<Loose> =>
        (
          await (
            await fetch(`${world.server().url}${path}`, { method: 'POST', body, headers: { authorization: `Bearer ${secret}` } })
          ).json()
        ).errors[0].extensions;
      const { secret } = (await run('mutation { createApiKey(input: { name: "reader", scope: READ }) { secret } }')).data.createApiKey;
      const own = `/v1/datasets/${encodeURIComponent(id)}/import`;
      expect(await post(`${own}?path=a.jsonl`, secret)).toMatchObject({ code: 'FORBIDDEN' });
      expect(await post(`${own}?path=a.jsonl`, 'ftl_none')).toMatchObject({ code: 'UNAUTHENTICATED' });
      const { secret: full } = (await run('mutation { createApiKey(input: { name: "writer", scope: INGEST }) { secret } }')).data
        .createApiKey;
      expect(await post(own, full)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'path' });
      expect(await post(`${own}?path=a.jsonl&size=9999`, full)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'size' });
      expect(await post(`${own}?path=a&path=b`, full)).toMatchObject({ field: 'size' });
      expect(await post('/v1/datasets/made-up/import?path=a', full)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'id' });
      const none = Buffer.from('Dataset:00000000-0000-4000-8000-000000000000').toString('base64');
      expect(await post(`/v1/datasets/${encodeURIComponent(none)}/import?path=a`, full)).toMatchObject({ code: 'NOT_FOUND' });
      expect((await send([['a.jsonl', chat(1)]])).status).toBe(200);
    });
  });
}
