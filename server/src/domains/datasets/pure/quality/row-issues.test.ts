import { expect, test } from 'vitest';
import type { DatasetRow } from '../../types.ts';
import { issuesOfRow, rowIssueKinds, type RowIssueKind } from './row-issues.ts';

const turn = (role: string, content: string, more: object = {}) => ({ role, content, ...more });
const row = (more: object): DatasetRow => ({ id: '1', kind: 'CHAT', ...more }) as DatasetRow;
const chat = (question: string, answer: string): DatasetRow => row({ messages: [turn('user', question), turn('assistant', answer)] });
const long = 'The parcel left our store on Monday and it should be with you by the end of the week, as the carrier has told us today';

test.each<[RowIssueKind, DatasetRow]>([
  ['EMPTY_PROMPT', chat(' ', 'An answer.')],
  ['EMPTY_ANSWER', chat('Where?', '')],
  ['PLACEHOLDER', chat('Where?', 'N/A')],
  ['PLACEHOLDER', chat('Where?', '[insert answer here]')],
  ['WRONG_ROLES', row({ messages: [turn('user', 'a'), turn('user', 'b'), turn('assistant', 'c')] })],
  ['WRONG_ROLES', row({ messages: [turn('assistant', 'a'), turn('user', 'b'), turn('assistant', 'c')] })],
  [
    'WRONG_ROLES',
    row({ messages: [turn('user', 'a'), turn('assistant', 'c'), turn('system', 'b'), turn('user', 'a'), turn('assistant', 'c')] }),
  ],
  ['WRONG_ROLES', row({ messages: [turn('user', 'a'), turn('tool', 'b'), turn('assistant', 'c')] })],
  ['TEMPLATE_LEAK', chat('<|im_start|>user', 'Here.')],
  ['TEMPLATE_LEAK', chat('Where?', '### Response:\nHere.')],
  ['BROKEN_TEXT', chat('Where?', 'Itâ€™s here.')],
  ['BROKEN_TEXT', chat('Wo?', 'In KÃ¶ln \ufffd.')],
  ['MARKUP', chat('Where?', '<div class="x">Here</div>')],
  ['REPETITION', chat('Where?', 'here here here here here here here here here')],
  ['TRUNCATED_ANSWER', chat('Where?', `${long}. ${long} and then we`)],
  ['REFUSAL', chat('Where?', "I'm sorry, but I can't help with that.")],
  ['EQUAL_PREFERENCE', row({ kind: 'PREFERENCE', input: 'p', chosen: 'Same.', rejected: ' Same. ' })],
  ['ECHO', chat('Where?', 'Where?')],
])('%s is found', (kind, one) => {
  expect(issuesOfRow(one)).toEqual([kind]);
});

test.each<DatasetRow>([
  chat('Where is my order?', 'It is at the door.'),
  chat('Where is my order?', `${long}. ${long}.`),
  chat('Wo ist die Tür?', 'Überall: „Öl“ & Ähre < 3.'),
  chat('Sorry, where?', 'Short answer without a sign'),
  row({
    messages: [
      turn('system', 'Be kind.'),
      turn('user', 'a'),
      turn('assistant', '', { tool_calls: [{}] }),
      turn('tool', '1'),
      turn('assistant', 'b'),
    ],
  }),
  row({ messages: [turn('user', 'A test has no answer?')] }),
  row({ kind: 'PLAIN', expectedOutput: 'Plain text.' }),
  row({ kind: 'KTO', input: 'p', expectedOutput: 'c', label: false }),
])('a good row has none: %j', (one) => {
  expect(issuesOfRow(one)).toEqual([]);
});

test('every kind has a case', () => {
  expect(rowIssueKinds).toHaveLength(12);
});
