import { expect, test } from 'vitest';
import { mergedTurns, shownParts } from './turns.ts';
import type { Part, ShownTurn } from './turns.ts';

const turn = (id: string, change: Partial<ShownTurn> = {}): ShownTurn => ({
  id,
  conversation: { id: 'c' },
  asked: id,
  place: null,
  kind: 'MODEL',
  status: 'DONE',
  parts: [],
  model: null,
  modelReason: null,
  failureCode: null,
  failureMessage: null,
  inputTokens: 0,
  callCount: 0,
  outputTokens: 0,
  costUsd: null,
  traceId: null,
  rating: null,
  ...change,
});
const known = (...turns: readonly ShownTurn[]) => new Map(turns.map((one) => [one.id, one]));
const idsOf = (turns: readonly ShownTurn[]) => turns.map(({ id, status }) => `${id} ${status}`);

test('what came is newer than what was asked for, and stands at the end where that does not have it', () => {
  const held = [turn('a'), turn('b', { status: 'RUNNING' })];
  expect(idsOf(mergedTurns(held, known(turn('b'), turn('c', { status: 'RUNNING' })), [], 'c'))).toEqual(['a DONE', 'b DONE', 'c RUNNING']);
});

test('a turn that has ended does not run again, and one of another conversation is not shown', () => {
  const came = known(turn('a', { status: 'RUNNING' }), turn('x', { conversation: { id: 'other' } }));
  expect(idsOf(mergedTurns([turn('a')], came, [], 'c'))).toEqual(['a DONE']);
});

test('a turn that another was asked in place of is gone, with those that followed it', () => {
  expect(idsOf(mergedTurns([turn('a'), turn('b'), turn('c')], known(turn('d')), ['b', 'c'], 'c'))).toEqual(['a DONE', 'd DONE']);
});

const text: Part = {
  __typename: 'AssistantText',
  text: 'Why: 7.\n\n- Messages: 12',
  withheldCount: 0,
  numbers: [
    { start: 5, end: 6, handle: 'r1', cell: 'r1.facts.a' },
    { start: 21, end: 23, handle: 'r1', cell: 'r1.facts.b' },
  ],
};
const tool: Part = {
  __typename: 'AssistantToolUse',
  tool: 't',
  title: 'T',
  arguments: {},
  state: 'DONE',
  handle: 'r1',
  durationMs: 1,
  rowCount: null,
  totalCount: null,
};

test('of a program’s text stays why its tool was run; of a command’s nothing; of a model’s all', () => {
  const parts = [tool, text];
  expect(shownParts({ kind: 'PLAN', parts })).toEqual([{ ...text, text: 'Why: 7.', numbers: text.numbers.slice(0, 1) }, tool]);
  expect(shownParts({ kind: 'COMMAND', parts })).toEqual([tool]);
  expect(shownParts({ kind: 'MODEL', parts })).toEqual(parts);
  expect(shownParts({ kind: 'PLAN', parts: [text] })).toEqual([text]);
});
