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
  expect(offendingWords('docs/a.md', `fine\n${line}\n`)).toEqual([
    expect.stringMatching(new RegExp(`^docs/a\\.md:2: "${word}"; write: .+`)),
  ]);
});

test.each([
  ['server/src/a.ts', '/** The time that a question is about. */', 'question'],
  ['server/src/a.ts', 'const a = 1; // nobody asks', 'nobody'],
  ['docs/a.md', 'Questions are answered all the time.', 'Questions'],
  ['clickhouse/migrations/0009_new.sql', '-- of which somebody asks', 'somebody'],
])('%s: %s is an offence of prose', (path, line, word) => {
  expect(offendingWords(path, line)).toEqual([expect.stringContaining(`${path}:1: "${word}"; write: `)]);
});

test.each([
  ['server/src/a.ts', "const question = 'nobody';"],
  ['docs/a.md', 'The address after the question mark names `trace-question.ts`.'],
  ['docs/ingest.md', 'A row is a question and its answer.'],
  ['clickhouse/migrations/0003_session_and_user_indexes.sql', '-- Questions about a session'],
  ['server/src/platform/store/postgres/owner.ts', '// The user nobody.'],
])('%s: %s is none', (path, line) => {
  expect(offendingWords(path, line)).toEqual([]);
});

test.each([
  ["test('what is said', () => {", 'said'],
  ["  test.each([\n    ['a', 1],\n  ])('%s is told', (name) => {", 'told'],
  ["describe.each(seeds)('whoever asks ($seed)', () => {", 'whoever'],
  ['test.each(rows)(\n  `a question of ${count}`,', 'question'],
])('a title is an offence: %s', (text, word) => {
  expect(offendingWords('server/src/a.test.ts', text)).toEqual([
    expect.stringContaining(`server/src/a.test.ts:${text.split('\n').length}: "${word}"; write: `),
  ]);
});

test('of a test its titles are looked at, not its data', () => {
  expect(offendingWords('server/src/a.test.ts', "test('a name', () => {\n  expect(said).toBe('told');\n});")).toEqual([]);
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
  ['server/src/domains/views/views.test.ts', true],
  ['e2e/places.test.ts', true],
  ['e2e/server.ts', false],
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
