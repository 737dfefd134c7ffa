import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { Refused, render } from '../../testing/render.tsx';
import type { Answers } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { CohortDialog } from './cohort-dialog.tsx';
import { CompareCohortsPage } from './compare-page.tsx';
import { readCompareSearch } from './compare-search.ts';
import { CohortsPage } from './page.tsx';

const size = (day: string, userCount: number) => ({ __typename: 'CohortSize', day, userCount });
const pro = {
  __typename: 'UserCohort',
  id: 'c1',
  name: 'Members who pay',
  description: '',
  rule: { property: { name: 'plan', test: 'IS', values: ['plus', 'gold'] } },
  version: 1,
  updatedAt: '2026-11-29T10:00:00Z',
  lastSize: { __typename: 'CohortSize', userCount: 420, countedAt: '2026-11-30T10:00:00Z' },
  sizes: [size('2026-11-30', 420), size('2026-11-29', 400)],
};
const busy = {
  ...pro,
  id: 'c2',
  name: 'Busy '.repeat(30).trim(),
  rule: { activity: { measure: 'CONVERSATIONS', test: 'ABOVE', number: 3, days: 30 } },
  lastSize: null,
  sizes: [],
};
const choices = {
  userProperties: [
    {
      __typename: 'UserProperty',
      name: 'plan',
      userCount: 9,
      textCount: 9,
      numberCount: 0,
      dateCount: 0,
      listCount: 0,
      frequentValues: ['free', 'plus'],
    },
  ],
  eventNames: [],
  experiments: [],
  metrics: [{ __typename: 'Metric', key: 'success_share' }],
};

const list = (cohorts: () => unknown, more: Answers = {}) =>
  render(
    <As>
      <CohortsPage />
    </As>,
    {
      path: '/cohorts',
      others: ['/cohorts/$cohortId', '/cohorts/compare'],
      answers: { Cohorts: cohorts, RuleChoices: () => choices, ...more },
    },
  );

test('cohorts stand with their rule in words, their size and where it goes; without one, or an answer, the page shows that', async () => {
  await list(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.')).toBeVisible();
  await list(() => ({ cohorts: [] }));
  await expect.element(page.getByText('No cohort yet.')).toBeVisible();
  await list(() => ({ cohorts: [pro, busy] }));
  await expect.element(page.getByText('plan is one of plus, gold')).toBeVisible();
  await expect.element(page.getByText('more than 3 conversations in 30 days')).toBeVisible();
  await expect.element(page.getByRole('cell', { name: '420', exact: true })).toBeVisible();
  await expect.element(page.getByRole('img', { name: '400 users on 2026-11-29, 420 on 2026-11-30' })).toBeVisible();
  await expect.element(page.getByText('from tomorrow on')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'Members who pay' })).toHaveAttribute('href', '/cohorts/c1');
  await expect.element(page.getByRole('link', { name: 'Compare' })).toBeVisible();
});

test('a rule is counted while it is typed, completed by what is known, and sent as the API takes it', async () => {
  const counted: unknown[] = [];
  const sent: unknown[] = [];
  const shown = await list(() => ({ cohorts: [] }), {
    CohortPreview: ({ rule }) => {
      counted.push(rule);
      return { cohortPreview: { __typename: 'CohortPreview', userCount: 28, totalUserCount: 112 } };
    },
    CreateCohort: ({ input }) => {
      sent.push(input);
      if (sent.length === 1) return new Refused('is that of another cohort; each has a name of its own', 'input.name', 'BAD_COHORT');
      return { createCohort: { ...pro, id: 'new' } };
    },
  });
  await page.getByRole('button', { name: 'New cohort' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Make cohort' }).click();
  await expect.element(dialog.getByText('Give it a name.')).toBeVisible();
  await expect.element(dialog.getByText('Name a property.')).toBeVisible();
  expect(sent).toEqual([]);
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Pays');
  await dialog.getByRole('combobox', { name: 'Property' }).fill('plan');
  await dialog.getByRole('textbox', { name: 'Value' }).fill('plus, "3"');
  await expect.element(dialog.getByRole('status').getByText('28')).toBeVisible();
  await expect.element(dialog.getByText('of 112, 25.0 %')).toBeVisible();
  const rule = { all: [{ property: { name: 'plan', test: 'IS', value: ['plus', '3'] } }] };
  expect(counted.at(-1)).toEqual(rule);
  await dialog.getByRole('button', { name: 'Make cohort' }).click();
  await expect.element(dialog.getByText('Is that of another cohort; each has a name of its own.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill('Pays more');
  await userEvent.keyboard('{Enter}');
  await expect.poll(shown.path).toBe('/cohorts/new');
  expect(sent).toEqual(['Pays', 'Pays more'].map((name) => ({ name, description: '', rule })));
});

test('typing on after Escape keeps what was typed, and the form can be saved again', async () => {
  await list(() => ({ cohorts: [] }));
  await page.getByRole('button', { name: 'New cohort' }).first().click();
  const name = page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Pays');
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByText('What you typed is not saved.')).toBeVisible();
  await name.fill('Pays more');
  await expect.element(page.getByRole('button', { name: 'Make cohort' })).toBeVisible();
  await expect.element(name).toHaveValue('Pays more');
});

test('what another has saved meanwhile is saved over, of what was changed alone, or gone on with', async () => {
  const sent: Record<string, unknown>[] = [];
  let stored = { ...pro, version: 4, name: 'By Ben' };
  const open = () =>
    render(
      <As>
        <CohortDialog cohort={pro} onSaved={() => undefined} onClose={() => undefined} />
      </As>,
      {
        path: '/cohorts',
        answers: {
          RuleChoices: () => choices,
          CohortPage: () => ({ cohort: { ...stored, userCount: 1, createdAt: pro.updatedAt, experiments: [] } }),
          UpdateCohort: ({ input }) => {
            const change = input as Record<string, unknown>;
            sent.push(change);
            if (change['version'] !== stored.version) return new Refused('Read it and save on top of it.', undefined, 'COHORT_CHANGED');
            return { updateCohort: { ...stored, version: stored.version + 1 } };
          },
        },
      },
    );
  await open();
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Those who pay');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect.element(page.getByRole('dialog', { name: 'Changed meanwhile' })).toBeVisible();
  await page.getByRole('button', { name: 'Save over it' }).click();
  await expect.poll(() => sent).toEqual([1, 4].map((version) => ({ id: 'c1', version, description: 'Those who pay' })));

  sent.length = 0;
  stored = { ...stored, version: 6 };
  await open();
  await page.getByRole('textbox', { name: 'What it is for' }).last().fill('Mine');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.element(page.getByRole('textbox', { name: 'Name', exact: true }).last()).toHaveValue('By Ben');
  await page.getByRole('textbox', { name: 'What it is for' }).last().fill('Theirs and mine');
  await page.getByRole('button', { name: 'Save', exact: true }).last().click();
  await expect.poll(() => sent.at(-1)).toEqual({ id: 'c1', version: 6, description: 'Theirs and mine' });
});

const compared = (id: string, value: number, verdict: string | null) => ({
  __typename: 'CohortComparison',
  cohort: { __typename: 'UserCohort', id, name: id === 'c1' ? pro.name : busy.name },
  userCount: 40,
  otherCount: 60,
  bothCount: 0,
  metrics: [
    {
      __typename: 'CohortMetric',
      metric: 'success_share',
      name: 'Success',
      unit: 'share',
      goal: 'UP',
      value,
      otherValue: 0.5,
      difference: value - 0.5,
      differenceLow: value - 0.55,
      differenceHigh: value - 0.45,
      lift: (value - 0.5) / 0.5,
      pValue: 0.01,
      alpha: 0.05,
      verdict,
      problem: null,
    },
  ],
});

test('several cohorts are compared on one scale; which ones stands in the address, and what they are beside is chosen', async () => {
  const asked: Record<string, unknown>[] = [];
  const shown = await render(
    <As>
      <CompareCohortsPage />
    </As>,
    {
      path: '/cohorts/compare',
      others: ['/cohorts'],
      readSearch: readCompareSearch,
      answers: {
        Cohorts: () => ({
          cohorts: [{ ...pro, id: 'c0', name: 'Empty', lastSize: size('2026-11-30', 0) }, pro, busy, { ...pro, id: 'c3', name: 'Others' }],
        }),
        RuleChoices: () => choices,
        CohortComparison: ({ input }) => {
          asked.push(input as Record<string, unknown>);
          const ids = (input as { cohortIds: string[] }).cohortIds;
          return { compareCohorts: ids.map((id) => compared(id, id === 'c1' ? 0.6 : 0.4, id === 'c1' ? 'WON' : 'LOST')) };
        },
      },
    },
  );
  await expect.element(page.getByRole('table', { name: 'Numbers by metric and cohort' })).toBeVisible();
  expect(asked.at(-1)).toMatchObject({ cohortIds: ['c1', 'c2', 'c3'], metrics: ['success_share'] });
  await expect.element(page.getByText('better', { exact: true })).toBeVisible();
  await expect.element(page.getByText('+10.0 %').first()).toBeVisible();
  await page.getByRole('button', { name: /^Cohorts is/ }).click();
  await page.getByRole('menuitemcheckbox', { name: /Others/ }).click();
  await expect.poll(shown.search).toContain('cohorts=');
  await expect.poll(() => asked.at(-1)?.['cohortIds']).toEqual(['c1', 'c2']);
  await userEvent.keyboard('{Escape}');
  await page.getByRole('combobox', { name: 'Compared with' }).click();
  await page.getByRole('option', { name: 'Others' }).click();
  await expect.poll(() => asked.at(-1)?.['againstId']).toBe('c3');
});

test('without cohorts, or an answer, there is nothing to compare', async () => {
  const open = (answer: () => unknown) =>
    render(
      <As>
        <CompareCohortsPage />
      </As>,
      { path: '/cohorts/compare', others: ['/cohorts'], readSearch: readCompareSearch, answers: { Cohorts: answer } },
    );
  await open(() => new Refused('The store does not answer.'));
  await expect.element(page.getByText('The store does not answer.').first()).toBeVisible();
  await open(() => ({ cohorts: [] }));
  await expect.element(page.getByText('No cohort yet.')).toBeVisible();
});
