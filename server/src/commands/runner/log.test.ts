import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { LogStream } from './log.ts';

test('a million lines are stored in their order, and no more than 8 MB wait for a server that is slow', async () => {
  const count = 1_000_000;
  let [written, stored, storedLines, mostAhead] = [0, 0, 0, 0];
  const source = Readable.from(
    (function* () {
      for (let line = 1; line <= count;) {
        let text = '';
        for (const end = Math.min(count, line + 999); line <= end; line += 1) text += `line ${line}\n`;
        written += text.length;
        yield Buffer.from(text);
      }
    })(),
    { objectMode: false },
  );
  const log = new LogStream(async (firstLine, lines) => {
    expect(firstLine).toBe(storedLines + 1);
    expect([lines[0], lines.at(-1)]).toEqual([`line ${firstLine}`, `line ${firstLine + lines.length - 1}`]);
    await setImmediate();
    mostAhead = Math.max(mostAhead, written - stored);
    storedLines += lines.length;
    for (const line of lines) stored += line.length + 1;
  });
  log.read(source);
  await new Promise((resolve) => source.once('end', resolve));
  await log.end();
  expect([storedLines, stored]).toEqual([count, written]);
  expect(mostAhead).toBeGreaterThan(1_000_000);
  expect(mostAhead).toBeLessThan(9_000_000);
});

test('a line without an end is stored in parts; characters that two reads divide are whole; CR LF ends a line, too', async () => {
  const stored: string[] = [];
  const log = new LogStream(async (_firstLine, lines) => void stored.push(...lines));
  const bytes = Buffer.from(`größe\r\n\n${'ä'.repeat(150_000)}`);
  const source = Readable.from([bytes.subarray(0, 3), bytes.subarray(3, 20_001), bytes.subarray(20_001)], { objectMode: false });
  log.read(source);
  await new Promise((resolve) => source.once('end', resolve));
  await log.end();
  expect(stored.map((line) => line.length)).toEqual([5, 0, 60_000, 60_000, 30_000]);
  expect([stored[0], stored.slice(2).join('')]).toEqual(['größe', 'ä'.repeat(150_000)]);
});

test('where lines cannot be stored the command is not held up: what it writes is read to its end', async () => {
  const log = new LogStream(() => Promise.reject(new Error('refused')));
  const source = Readable.from(
    (function* () {
      for (let part = 0; part < 300; part += 1) yield Buffer.from(`${'x'.repeat(99)}\n`.repeat(1_000));
    })(),
    { objectMode: false },
  );
  log.read(source);
  expect(await log.failed).toMatchObject({ message: 'refused' });
  if (!source.readableEnded) await new Promise((resolve) => source.once('end', resolve));
  await expect(log.end()).rejects.toThrow('refused');
  expect(log.tail.split('\n')).toHaveLength(30);
});
