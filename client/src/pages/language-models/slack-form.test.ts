import { expect, test } from 'vitest';
import { readSlackDraft } from './slack-form.ts';

test('an id and a secret are taken without the blanks around them', () => {
  expect(readSlackDraft({ teamId: ' T0123ABCD ', signingSecret: ` ${'a1'.repeat(16)} ` })).toEqual({
    ok: true,
    value: { teamId: 'T0123ABCD', signingSecret: 'a1'.repeat(16) },
  });
});

test.each([
  [{ teamId: 'acme.slack.com', signingSecret: 'a1'.repeat(16) }, ['teamId']],
  [{ teamId: 'T0123ABCD', signingSecret: 'xoxb-1-2' }, ['signingSecret']],
  [{ teamId: '', signingSecret: '' }, ['teamId', 'signingSecret']],
])('%j is refused at its fields', (draft, fields) => {
  const read = readSlackDraft(draft);
  expect(read.ok ? [] : Object.keys(read.problems)).toEqual(fields);
});
