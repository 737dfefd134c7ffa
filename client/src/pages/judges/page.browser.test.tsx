import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { JudgesPage } from './page.tsx';

const estimate = { __typename: 'JudgeEstimate', value: 0.71, low: 0.55, high: 0.87 };
const rubric = {
  __typename: 'Rubric',
  id: 'r1',
  key: 'faithfulness',
  name: 'Faithfulness',
  description: 'Says nothing that is not supported.',
  criteria: 'Pass: all is supported.',
  scale: 'PASS_FAIL',
  categories: [],
  examples: [],
  usesReference: true,
  version: 1,
  isBuiltIn: true,
};
const judge = {
  __typename: 'Judge',
  id: 'j1',
  name: 'Strict one',
  kind: 'MODEL',
  version: 2,
  modelName: 'open/small',
  rubric: { __typename: 'Rubric', id: 'r1', key: 'faithfulness', name: 'Faithfulness', scale: 'PASS_FAIL' },
  rule: null,
  isEnabled: true,
  minimumAgreement: 0.8,
  isTrusted: false,
  agreement: { __typename: 'JudgeAgreement', n: 40, sameShare: 0.9, kappa: estimate, weightedKappa: null, alpha: estimate, spearman: null },
  sampleShare: 0.1,
  dailyCapUsd: 2,
  spentTodayUsd: 0.5,
};

const open = (judges: () => unknown, more: Answers = {}) =>
  render(
    <As>
      <JudgesPage />
    </As>,
    {
      path: '/judges',
      answers: {
        Judges: judges,
        JudgeChoices: () => ({
          rubrics: [{ __typename: 'Rubric', id: 'r1', key: 'faithfulness', name: 'Faithfulness', scale: 'PASS_FAIL' }],
          modelChoices: {
            __typename: 'ModelChoices',
            models: [{ __typename: 'ConnectedModel', ref: 'open/small' }],
            answering: { __typename: 'ConnectedModel', ref: 'open/small' },
          },
        }),
        ...more,
      },
    },
  );

test('a judge stands there with its agreement, its trust and what it spends; ready rubrics below', async () => {
  await open(() => ({ judges: [judge], rubrics: [rubric] }));
  const judges = page.getByRole('table', { name: 'Judges' });
  await expect.element(judges.getByText('Strict one')).toBeVisible();
  await expect.element(judges.getByText('untrusted')).toBeVisible();
  await expect.element(judges.getByText('kappa 0.71 (0.55 to 0.87), n = 40')).toBeVisible();
  await expect.element(judges.getByText(/of new answers/)).toBeVisible();
  await expect.element(page.getByRole('table', { name: 'Rubrics' }).getByText('built in')).toBeVisible();
});

test('without a judge the page says what one is; a refusal marks its field', async () => {
  const sent: unknown[] = [];
  await open(() => ({ judges: [], rubrics: [rubric] }), {
    SaveJudge: (variables) => {
      sent.push(variables);
      return new Refused('is the name of another judge; each has its own', 'input.name', 'BAD_JUDGE');
    },
  });
  await expect.element(page.getByText('No judge yet.')).toBeVisible();
  await userEvent.click(page.getByRole('button', { name: 'New judge' }).first());
  const dialog = page.getByRole('dialog');
  await userEvent.fill(dialog.getByRole('textbox', { name: 'Name' }), 'Short');
  await userEvent.click(dialog.getByRole('button', { name: 'Make judge' }));
  await expect.poll(() => sent).toEqual([{ input: { name: 'Short', minimumAgreement: 0.4, rubricId: 'r1', model: 'open/small' } }]);
  await expect.element(dialog.getByText(/Is the name of another judge/)).toBeVisible();
});

test('a failure can be tried again', async () => {
  await open(() => new Refused('The server does not answer.'));
  await expect.element(page.getByText('The server does not answer.').first()).toBeVisible();
});
