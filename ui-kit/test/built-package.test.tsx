/**
 * The built package, in the React version of this project: every story is rendered by a server without a window, is taken over by a
 * browser without a warning, and a chart answers to pointer and keyboard.
 */
import { createElement, StrictMode, version } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { commands, userEvent } from 'vitest/browser';
import '../src/styles.css';
import { storyElements } from './story-elements.ts';
import type { StoryModule } from './story-elements.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The React version that this project runs with. */
    react: '18' | '19';
  }
}

const expected = inject('react');
const folder = '../.cache/built/';
const stories = import.meta.glob<StoryModule>('../.cache/built/**/*.stories.js', { exhaustive: true, eager: true });
const charts = import.meta.glob('../.cache/built/charts/lines/line-chart.js', { exhaustive: true, eager: true });
const rendered = JSON.parse(await commands.readFile(`.cache/built/rendered-${expected}.json`)) as Record<
  string,
  { markup: string } | { problem: string }
>;

const messages: string[] = [];
beforeEach(() => {
  messages.length = 0;
  vi.spyOn(console, 'error').mockImplementation((...words) => messages.push(words.map(String).join(' ')));
});

const container = document.createElement('div');
document.body.append(container);
let root: ReturnType<typeof createRoot> | undefined;
afterEach(() => {
  root?.unmount();
  root = undefined;
  container.innerHTML = '';
  vi.restoreAllMocks();
});

test(`this is React ${expected}`, () => expect(version).toMatch(new RegExp(`^${expected}\\.`)));

/** React 18 draws a part anew that is loaded later and is measured meanwhile. It says so; nothing is lost. */
const isExpected = (error: unknown) => expected === '18' && /received an update before it finished hydrating/.test(String(error));

/** Stories in the dark or narrow differ in the page around them, not in markup. */
const ownMarkup = (name: string) => !/Dark|Narrow/.test(name);

const drawn = () => new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

describe.each(Object.entries(stories).map(([path, module]) => [path.slice(folder.length), module] as const))('%s', (file, module) => {
  test.each(storyElements(module, createElement).filter(([name]) => ownMarkup(name)))('%s', async (name, element) => {
    const onServer = rendered[`${file} ${name}`];
    if (onServer === undefined || 'problem' in onServer) throw new Error(`On a server: ${onServer?.problem ?? 'nothing was rendered'}`);
    container.innerHTML = onServer.markup;
    root = hydrateRoot(container, createElement(StrictMode, null, element), {
      onRecoverableError: (error) => isExpected(error) || messages.push(String(error)),
    });
    await drawn();
    expect(messages).toEqual([]);
  });
});

test('a line chart is read by pointer and by keyboard', async () => {
  const { LineChart } = charts[`${folder}charts/lines/line-chart.js`] as typeof import('../src/charts/lines/line-chart.tsx');
  const data = [3, 5, null, 4].map((value, day) => ({ at: new Date(Date.UTC(2026, 0, day + 1)), value }));
  root = createRoot(container);
  root.render(
    <StrictMode>
      <LineChart
        title="Errors"
        data={data}
        x={{ of: (row) => row.at, label: 'Day', bucketMs: 86_400_000 }}
        y={{ of: (row) => row.value, label: 'Errors', unit: 'count', baseline: 'zero' }}
      />
    </StrictMode>,
  );
  const tooltip = () => container.querySelector('.uk-tooltip');
  await vi.waitFor(() => expect(container.querySelector('[role="slider"]')).not.toBeNull());
  const reader = container.querySelector<HTMLElement>('[role="slider"]') ?? container;

  await userEvent.hover(reader, { position: { x: 4, y: 40 } });
  await vi.waitFor(() => expect(tooltip()?.textContent).toMatch(/1 Jan.*3/));
  await userEvent.unhover(reader);
  await vi.waitFor(() => expect(tooltip()).toBeNull());

  reader.focus();
  await userEvent.keyboard('{Home}{ArrowRight}');
  expect(reader.getAttribute('aria-valuetext')).toMatch(/2 Jan.*5/);
  await vi.waitFor(() => expect(tooltip()?.textContent).toMatch(/2 Jan.*5/));
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(container.querySelector('[role="group"][aria-label^="Pinned"]')).not.toBeNull());
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(tooltip()).toBeNull());
  expect(messages).toEqual([]);
});
