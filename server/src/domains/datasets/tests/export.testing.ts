import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { plainRows, withDataset, type World } from './world.testing.ts';

export function testExport(world: World): void {
  const exporting = async () => {
    const dataset = await withDataset(world);
    const get = async (
      versionId: string,
      query = '',
    ): Promise<{ type: string | null; name: string; bytes: Uint8Array; status: number }> => {
      const { downloadUrl } = await dataset.read(versionId, 'downloadUrl');
      const response = await fetch(`${world.server().url}${downloadUrl}${query}`, {
        headers: { authorization: `Bearer ${dataset.secret}` },
      });
      return {
        status: response.status,
        type: response.headers.get('content-type'),
        name: response.headers.get('content-disposition') ?? '',
        bytes: new Uint8Array(await response.arrayBuffer()),
      };
    };
    return { ...dataset, get };
  };
  /** Files of an archive by their names, from its directory at the end. */
  const unzipped = (bytes: Uint8Array): Record<string, Buffer> => {
    const archive = Buffer.from(bytes);
    const files: Record<string, Buffer> = {};
    let at = archive.readUInt32LE(archive.lastIndexOf(Buffer.from('PK\u0005\u0006')) + 16);
    while (archive.readUInt32LE(at) === 0x02014b50) {
      const [size, nameLength, extraLength, commentLength] = [
        archive.readUInt32LE(at + 20),
        archive.readUInt16LE(at + 28),
        archive.readUInt16LE(at + 30),
        archive.readUInt16LE(at + 32),
      ];
      const local = archive.readUInt32LE(at + 42);
      const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      const packed = archive.subarray(start, start + size);
      files[archive.subarray(at + 46, at + 46 + nameLength).toString()] =
        archive.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
      at += 46 + nameLength + extraLength + commentLength;
    }
    return files;
  };
  const linesOf = (bytes: Uint8Array): unknown[] =>
    Buffer.from(bytes)
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  describe('an export', () => {
    test('of one split and shape is one file of lines', async () => {
      const { add, get } = await exporting();
      const { id } = await add([...plainRows(2, { split: 'train' }), ...plainRows(1, { split: 'test' })]);
      const own = await get(id, '?split=train');
      expect(own).toMatchObject({ status: 200, type: 'application/jsonl', name: 'attachment; filename="support-v1-train.jsonl"' });
      expect(linesOf(own.bytes)).toEqual([
        { id: '1-1', kind: 'PLAIN', split: 'train', input: { n: 0 }, expectedOutput: '0' },
        { id: '1-2', kind: 'PLAIN', split: 'train', input: { n: 1 }, expectedOutput: '1' },
      ]);
      const openai = await get(id, '?format=OPENAI&split=test');
      expect(linesOf(openai.bytes)).toEqual([
        {
          messages: [
            { role: 'user', content: '{"n":0}' },
            { role: 'assistant', content: '0' },
          ],
        },
      ]);
    });

    test('of several is an archive with a file for each, and what LLaMA-Factory reads', async () => {
      const { add, get } = await exporting();
      const { id } = await add([
        {
          messages: [
            { role: 'user', content: 'q' },
            { role: 'assistant', content: 'a' },
          ],
          split: 'train',
        },
        { input: 'p', chosen: 'c', rejected: 'r', split: 'train' },
        { input: 'p', expectedOutput: 'c', label: true },
      ]);
      const { bytes, type } = await get(id, '?format=LLAMA_FACTORY');
      expect(type).toBe('application/zip');
      const files = unzipped(bytes);
      expect(Object.keys(files).toSorted()).toEqual(['dataset_info.json', 'rest.jsonl', 'train-chat.jsonl', 'train-preference.jsonl']);
      const info = JSON.parse(Buffer.from(files['dataset_info.json'] as Uint8Array).toString());
      expect(
        Object.values<{ file_name: string }>(info)
          .map(({ file_name: name }) => name)
          .toSorted(),
      ).toEqual(['rest.jsonl', 'train-chat.jsonl', 'train-preference.jsonl']);
      expect(linesOf(files['rest.jsonl'] as Uint8Array)).toMatchObject([{ kto_tag: true }]);
      const trl = unzipped((await get(id, '?format=TRL')).bytes);
      expect(linesOf(trl['train-preference.jsonl'] as Uint8Array)).toEqual([
        {
          prompt: [{ role: 'user', content: 'p' }],
          chosen: [{ role: 'assistant', content: 'c' }],
          rejected: [{ role: 'assistant', content: 'r' }],
        },
      ]);
    });

    test('of no version, or in no known format, is refused', async () => {
      const { add, get, secret } = await exporting();
      const { id } = await add([{ input: 1 }]);
      const refused = await get(id, '?format=YAML');
      expect(refused.status).toBe(400);
      expect(Buffer.from(refused.bytes).toString()).toContain('one of ROWS, OPENAI, TRL, AXOLOTL, LLAMA_FACTORY is taken');
      const none = Buffer.from('DatasetVersion:00000000-0000-4000-8000-000000000000').toString('base64');
      expect(
        (await fetch(`${world.server().url}/v1/dataset-versions/${none}`, { headers: { authorization: `Bearer ${secret}` } })).status,
      ).toBe(404);
    });
  });
}
