import { expect, test } from 'vitest';
import type { Reading, Run, Trial } from './engine/types.ts';
import { problemWords, refusalOf, rejectedWords, remarkWords, runWords, trialWords } from './words.ts';

const none = { accepted: 0, updated: 0 };
const run = (change: Partial<Run>): Run => ({
  state: 'done',
  share: 1,
  counts: { message: none, evaluation: none, span: none, event: none, result: none },
  rejected: [],
  rejectedCount: 0,
  remarks: [],
  faultyLines: [],
  problem: null,
  ...change,
});
const trial = (change: Partial<Trial>): Trial => ({
  counts: { message: 0, evaluation: 0, span: 0, event: 0, result: 0 },
  rejected: [],
  rejectedCount: 0,
  remarks: [],
  faultyLines: [],
  isWhole: true,
  ...change,
});

test.each([
  [run({}), 'Imported: nothing.'],
  [
    run({
      counts: { message: { accepted: 2, updated: 1 }, evaluation: { accepted: 1, updated: 0 }, span: none, event: none, result: none },
      rejectedCount: 1,
    }),
    'Imported: 3 messages (2 new, 1 known), 1 evaluation. 1 row refused.',
  ],
  [run({ state: 'stopped', rejectedCount: 2 }), 'Stopped; imported before: nothing. 2 rows refused.'],
])('an import is counted: %#', (one, words) => expect(runWords(one, String)).toBe(words));

test.each([
  [trial({ counts: { message: 2, evaluation: 0, span: 0, event: 0, result: 0 } }), 'The file holds 2 messages.'],
  [trial({ rejectedCount: 1 }), 'The file holds nothing. 1 row cannot be read.'],
  [
    trial({ isWhole: false, counts: { message: 199, evaluation: 0, span: 0, event: 0, result: 0 }, rejectedCount: 1 }),
    'The first records of the file hold 199 messages. 1 row of them cannot be read.',
  ],
])('what the first records become is counted: %#', (one, words) => expect(trialWords(one, String)).toBe(words));

test('a refused row is named by its line, the file as a whole by its name', () => {
  expect(rejectedWords({ line: 3, field: '', reason: 'has no end' })).toBe('Line 3 has no end');
  expect(rejectedWords({ line: 3, field: 'role', reason: 'is missing' })).toBe('Line 3: role is missing');
  expect(rejectedWords({ line: 0, field: '', reason: 'was not read' })).toBe('The file was not read');
});

test('remarks are sentences, and name lines whose letters are damaged', () => {
  expect(remarkWords({ ...run({}), remarks: ['its column "x" is no field: it is left out'], faultyLines: [2, 5] }, 'UTF-8')).toEqual([
    'Its column "x" is no field: it is left out.',
    'Bytes that are not UTF-8 are read as \ufffd, in lines 2, 5.',
  ]);
});

test('what ended an import has no word for a terminal', () => {
  const words = (['UNANSWERED', 'KEY'] as const).map((kind) => problemWords({ kind, message: 'Set FTL_URL.' }));
  expect(words.join()).not.toContain('FTL_');
  expect(problemWords({ kind: 'REFUSED', message: 'The server answered 400: no.' })).toBe('The server answered 400: no.');
});

const reading: Reading = {
  name: 'notes.txt',
  sizeBytes: 1,
  isEmpty: false,
  encoding: { label: 'utf-8', name: 'UTF-8', isGuess: false },
  separator: null,
  format: null,
  ways: [],
  isPriceTable: false,
  names: [],
  rows: [],
  text: '',
};
test.each([
  [{ ways: ['COLUMNS'] }, null],
  [{}, 'The format of notes.txt is not known, and it has no rows with columns.'],
  [{ isEmpty: true }, 'notes.txt is empty.'],
  [{ name: 'calls.csv.gz' }, 'calls.csv.gz is compressed. Unpack it first.'],
  [{ isPriceTable: true }, 'notes.txt is a table of prices.'],
] as const)('a file that cannot be read says why: %#', (change, words) => expect(refusalOf({ ...reading, ...change })).toBe(words));
