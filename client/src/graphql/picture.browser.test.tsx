import { useState } from 'react';
import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from '../testing/render.tsx';
import { FilterChoicesDocument, UnpricedDocument } from './generated/graphql.ts';
import { loadOf, usePicture } from './picture.ts';

function Asking() {
  const [model, setModel] = useState('first');
  const picture = usePicture(UnpricedDocument, { filter: { models: [model] } });
  const load = loadOf(picture, (data) => data.analytics.byModel);
  return (
    <>
      <output>{load.state === 'ready' ? `${load.refreshing ? 'dimmed' : 'whole'} ${load.value[0]?.model ?? ''}` : load.state}</output>
      <p>{picture.failure ?? 'all is well'}</p>
      <button type="button" onClick={() => setModel('second')}>second</button>
      <button type="button" onClick={() => setModel('broken')}>broken</button>
      <button type="button" onClick={picture.askAgain}>again</button>
    </>
  );
}

const shown = () => page.getByRole('status').element().textContent;

/** Answers about each model when its gate is opened. */
function gated() {
  const gates = new Map<string, () => void>();
  const asked: string[] = [];
  const answers = {
    Unpriced: (variables: Record<string, unknown>) => {
      const [model = ''] = (variables as { filter: { models: string[] } }).filter.models;
      asked.push(model);
      return new Promise((resolve, reject) => gates.set(model, () => (model === 'broken' ? reject(new Error('no')) : resolve({ analytics: { byModel: [{ model, provider: null, messageCount: 1, pricedCount: 0 }] } }))));
    },
  };
  const open = async (model: string) => {
    await expect.poll(() => gates.has(model)).toBe(true);
    gates.get(model)?.();
    gates.delete(model);
  };
  return { answers, asked, open };
}

test('the last picture stays, dimmed, until the new question is answered; asking again does not dim it', async () => {
  const { answers, asked, open } = gated();
  await render(<Asking />, { answers });
  await expect.poll(shown).toBe('loading');
  await open('first');
  await expect.poll(shown).toBe('whole first');
  await page.getByRole('button', { name: 'second' }).click();
  await expect.poll(shown).toBe('dimmed first');
  await open('second');
  await expect.poll(shown).toBe('whole second');
  await page.getByRole('button', { name: 'again' }).click();
  await expect.poll(() => asked.length).toBe(3);
  expect(shown()).toBe('whole second');
});

test('when the new question fails, the last picture stays dimmed and the failure is told', async () => {
  const { answers, open } = gated();
  await render(<Asking />, { answers });
  await open('first');
  await expect.poll(shown).toBe('whole first');
  await page.getByRole('button', { name: 'broken' }).click();
  await open('broken');
  await expect.element(page.getByText(/The server can’t be reached/)).toBeVisible();
  expect(shown()).toBe('dimmed first');
});

function Choices() {
  const load = loadOf(usePicture(FilterChoicesDocument, {}), ({ filterOptions }) => (filterOptions.models.length === 0 ? null : filterOptions.models));
  return <output>{load.state}</output>;
}

test('an answer with nothing in it is empty, not loading', async () => {
  await render(<Choices />, { answers: { FilterChoices: () => ({ filterOptions: { models: [], providers: [], trainingMethods: [], sessions: [], experiments: [], variants: [], environments: [] } }) } });
  await expect.poll(shown).toBe('empty');
});
