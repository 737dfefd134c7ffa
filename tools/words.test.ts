import { expect, test } from 'vitest';
import { isCovered, offendingWords, wordOffences } from './words.ts';

test.each([
  ['// A failure is told once', 'told'],
  ['const told = 1;', 'told'],
  ['* Said again it counts once.', 'Said'],
  ['`Every fact is written anew.`', 'anew'],
  ['Everything but for the last one', 'but for'],
  ['null: for ever.', 'for ever'],
  ['Whoever asks', 'Whoever'],
  ['what is of another form', 'what is of'],
  ['the rest lets be', 'lets be'],
  ['metadata is laid over key by key', 'laid over'],
])('%s is an offence', (line, word) => {
  expect(offendingWords('docs/a.md', `fine\n${line}\n`)).toEqual([expect.stringMatching(new RegExp(`^docs/a\\.md:2: "${word}"; write: .+`))]);
});

test.each(['for everything', 'this letter', 'laid out as a tree', 'an untold story', 'reported, sent, again'])('"%s" is none', (line) => {
  expect(offendingWords('docs/a.md', line)).toEqual([]);
});

test.each([
  ['README.md', true],
  ['docs/api.md', true],
  ['server/src/domains/views/commands.ts', true],
  ['ui-kit/src/charts/lines/line-chart.stories.tsx', true],
  ['clickhouse/migrations/0004_spans.sql', true],
  ['server/src/domains/views/views.test.ts', false],
  ['server/src/platform/store/testing.ts', false],
  ['server/src/platform/store/prisma/generated/client.ts', false],
  ['server/src/commands/demo/scripts/intents.ts', false],
  ['docs/pictures/overview-light.png', false],
])('%s is covered: %s', (path, covered) => {
  expect(isCovered(path)).toBe(covered);
});

test('the documents, comments and messages of the project have none', async () => {
  expect(await wordOffences()).toEqual([]);
});
