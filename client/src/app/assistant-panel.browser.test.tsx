import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { createRoot } from 'react-dom/client';
import { LocaleProvider } from 'ui-kit/format';
import { Provider } from 'urql';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { answering, Refused } from '../testing/render.tsx';
import { viewerOf } from '../testing/viewer.tsx';
import { makeRouter } from './router.tsx';

const mounted: (() => void)[] = [];
afterEach(() => {
  for (const unmount of mounted.splice(0)) unmount();
});

/** The whole dashboard at an address, with a server that keeps what it is asked, and refuses it. */
async function open(at: string, viewer = viewerOf(), models: readonly object[] = []) {
  const asked: Record<string, unknown>[] = [];
  const { reload: _reload, ...shown } = viewer;
  const client = answering({
    Viewer: () => ({ viewer: { __typename: 'Viewer', ...shown }, preferences: {} }),
    AssistantCommands: () => ({ assistantTools: [] }),
    AssistantModels: () => ({
      modelChoices: { models, answering: null, reason: null, settings: { dailyUsdPerPerson: null }, today: { usd: 0 } },
    }),
    AssistantSuggestions: () => ({ assistantSuggestions: [] }),
    AssistantExamples: () => ({ assistantExamples: [] }),
    AssistantArguments: () => ({ planAssistantQuestion: { __typename: 'AssistantPlan', problem: null } }),
    AskAssistant: ({ input }) => {
      asked.push(input as Record<string, unknown>);
      return new Refused('Not now.');
    },
  });
  const router = makeRouter(client, createMemoryHistory({ initialEntries: [at] }));
  const element = document.body.appendChild(document.createElement('div'));
  const root = createRoot(element);
  mounted.push(() => {
    root.unmount();
    element.remove();
  });
  root.render(
    <Provider value={client}>
      <LocaleProvider locale="en-GB" timeZone="UTC">
        <RouterProvider router={router} />
      </LocaleProvider>
    </Provider>,
  );
  await router.load();
  await expect.element(page.getByRole('heading', { level: 1, name: 'Data', exact: true })).toBeVisible();
  return asked;
}

const panel = () => page.getByRole('complementary', { name: 'Assistant' });
const field = () => page.getByRole('textbox', { name: 'Ask the assistant' });

test('a key opens the assistant beside the page, which is shown what the page shows; Escape gives the keyboard back', async () => {
  const asked = await open('/data?range=7d&model=a&model=b');
  const button = page.getByRole('button', { name: /^Assistant \(/ });
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Control>}i{/Control}');
  await expect.element(panel()).toBeVisible();
  await expect.poll(() => document.activeElement === field().element()).toBe(true);
  await expect.element(panel().getByText('With what I look at: Data, range: 7d; model: a, b')).toBeVisible();
  await field().fill('why');
  await userEvent.keyboard('{Enter}');
  await expect
    .poll(() => asked)
    .toEqual([
      { text: 'why', place: { path: '/data?range=7d&model=a&model=b', title: 'Data', details: { range: '7d', model: ['a', 'b'] } } },
    ]);
  await expect.element(panel().getByText('Not now.')).toBeVisible();
  await panel().getByRole('checkbox').click();
  await panel().getByRole('button', { name: 'Ask', exact: true }).click();
  await expect.poll(() => asked.at(-1)).toEqual({ text: 'why' });
  await field().click();
  await userEvent.keyboard('{Escape}');
  await expect.element(panel()).not.toBeInTheDocument();
  await expect.poll(() => document.activeElement === button.element()).toBe(true);
});

test('where a model is connected, the page itself can be asked about', async () => {
  const model = { __typename: 'ConnectedModel', ref: 'local/small', turnUsd: null, relativeCost: null };
  const asked = await open('/data?range=24h', viewerOf(), [model]);
  await userEvent.keyboard('{Control>}i{/Control}');
  await panel().getByRole('group', { name: 'About this page' }).getByRole('button', { name: 'What stands out here?' }).click();
  await expect
    .poll(() => asked)
    .toEqual([{ text: 'What stands out here?', place: { path: '/data?range=24h', title: 'Data', details: { range: '24h' } } }]);
});

test('the palette asks the assistant', async () => {
  const asked = await open('/data');
  await userEvent.keyboard('{Control>}k{/Control}');
  await page.getByRole('combobox').fill('why did costs rise');
  await page.getByRole('option', { name: /Ask the assistant: why did costs rise/ }).click();
  await expect.element(panel()).toBeVisible();
  await expect
    .poll(() => asked)
    .toEqual([{ text: 'why did costs rise', place: { path: '/data', title: 'Data', details: { range: '30d' } } }]);
});

test('one who may not ask is offered neither', async () => {
  await open('/data', viewerOf({ permissions: ['READ', 'READ_POLICY', 'EDIT_POLICY'] }));
  await expect.element(page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Assistant' })).not.toBeInTheDocument();
  await expect.element(page.getByRole('button', { name: /^Assistant \(/ })).not.toBeInTheDocument();
});
