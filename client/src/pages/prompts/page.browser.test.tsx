import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../../testing/render.tsx';
import { As } from '../../testing/viewer.tsx';
import { PromptsPage } from './page.tsx';

const prompt = {
  __typename: 'Prompt',
  id: 'p',
  name: 'support/answer',
  type: 'TEXT',
  tags: ['help'],
  labels: [
    { __typename: 'PromptLabel', label: 'production', version: 2 },
    { __typename: 'PromptLabel', label: 'latest', version: 3 },
  ],
  versionCount: 3,
  updatedAt: '2026-11-01T10:00:00.000Z',
};

test('prompts stand in a list with the versions that their labels have; without one the page says how they come', async () => {
  const answers = [{ prompts: [] }, { prompts: [prompt] }];
  const show = async (at: number) =>
    render(
      <As>
        <PromptsPage />
      </As>,
      { path: '/prompts', answers: { Prompts: () => answers[at]!, PromptsUse: () => ({ prompts: [] }) } },
    );
  await show(0);
  await expect.element(page.getByText('No prompt yet.')).toBeVisible();
  await show(1);
  await expect.element(page.getByText('production v2')).toBeVisible();
  expect(page.getByText('latest').elements()).toEqual([]);
});
