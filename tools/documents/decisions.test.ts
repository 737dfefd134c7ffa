import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../run.ts';
import { decisionIndex, readDecision } from './decisions.ts';

const page = (number: number, title = 'A title'): string => `# ${number}. ${title}\n\n**Context.** Some problem\nof two lines. More.\n\n**Choice.** This.\n`;

async function folderOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ftl-decisions-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
  return folder;
}

test('a decision has a line with its title, its problem and its successor', async () => {
  const superseded = page(1).replace('**Context', '**Superseded by [decision 2](0002-b.md).**\n\n**Context');
  const index = await decisionIndex(await folderOf({ '0001-a.md': superseded, '0002-b.md': page(2, 'Better'), 'README.md': 'the last index' }));
  expect(index).toContain('| 1 | [A title](0001-a.md) (superseded by 2) | Some problem of two lines. |');
  expect(index).toContain('| 2 | [Better](0002-b.md) | Some problem of two lines. |');
});

test.each([
  ['has no number in its name', 'notes.md', page(1)],
  ['has another number in its heading', '0002-b.md', page(1)],
  ['has no context', '0001-a.md', '# 1. A title\n\n**Choice.** This.\n'],
])('a decision that %s is refused', (_claim, file, text) => {
  expect(() => readDecision(file, text)).toThrow(file);
});

test('one number for two decisions is refused', async () => {
  await expect(decisionIndex(await folderOf({ '0001-a.md': page(1), '0001-b.md': page(1) }))).rejects.toThrow('number 1');
});

test('each decision stands in the index of the project', async () => {
  const folder = join(ROOT, 'docs/decisions');
  const index = await decisionIndex(folder);
  for (const file of await readdir(folder)) if (file !== 'README.md') expect(index).toContain(`](${file})`);
});
