/**
 * How the kit looks, pixel by pixel: the first story of every file in light, and a few more in the dark and on a phone.
 * Where a change is meant: `pnpm --filter ui-kit pictures -u`, look at what changed, and commit it.
 */
import { composeStories, setProjectAnnotations } from '@storybook/react-vite';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import preview from '../.storybook/preview.tsx';
import './pictures.css';

interface Story {
  (): React.JSX.Element;
  readonly id: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

setProjectAnnotations([preview]);
const files = import.meta.glob<Parameters<typeof composeStories>[0]>('../src/**/*.stories.tsx', { eager: true });
const sources = import.meta.glob<string>('../src/**/*.stories.tsx', { eager: true, query: '?raw', import: 'default' });
const storiesOf = (path: string) =>
  Object.entries(composeStories(files[path] ?? ({} as never))) as unknown as [name: string, story: Story][];
const all = new Map(Object.keys(files).flatMap((path) => storiesOf(path).map(([, story]) => [story.id, story])));

/** A module's exports come in the order of the alphabet; the first story is the first in its file. */
const first = (path: string): string => {
  const name = /^export const (\w+)/m.exec(sources[path] ?? '')?.[1];
  return storiesOf(path).find(([key]) => key === name)?.[1].id ?? `of ${path}`;
};

/** Taken as well as the first ones, for what these do not show. */
const ALSO = [
  'charts-band--dark',
  'charts-heatmap--diverging-dark',
  'charts-line--dark',
  'charts-loss-plot--dark',
  'charts-stacked-bar--dark',
  'charts-stat-tile--row-dark',
  'charts-trace-waterfall--dark',
  'charts-gauge--dial',
  'charts-line--gaps',
  'charts-line--log-scale',
  'charts-line--narrow',
  'charts-stacked-bar--narrow',
  'frame-panel--failed',
];
const chosen = [...new Set([...Object.keys(files).map(first), ...ALSO])].toSorted();

/** Whatever a story holds, its picture has this size: a line more or less would otherwise be another size, not a difference. */
const SIZE = { width: 640, height: 400 };

beforeAll(async () => {
  await page.viewport(SIZE.width, SIZE.height);
  // All faces are there before the first text is measured.
  await Promise.all([...document.fonts].map((face) => face.load()));
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 20, 12) });
});

/** Chromium that the pictures were taken with; another one draws letters and edges a little differently, so that more may be off there. */
const TAKEN_WITH = '156';
const OTHER_BROWSER_SHARE = 0.03;
const isSameBrowser = navigator.userAgent.includes(`Chrome/${TAKEN_WITH}.`);

const frame = document.createElement('div');
frame.className = 'picture';
document.body.append(frame);
let root: ReturnType<typeof createRoot> | undefined;
afterEach(() => {
  root?.unmount();
  vi.useRealTimers();
});

test.each(chosen)('%s', async (id) => {
  const Story = all.get(id);
  if (Story === undefined) throw new Error(`There is no story ${id}`);
  root = createRoot(frame);
  root.render(<Story />);
  await vi.waitFor(() => expect(frame.firstElementChild?.firstElementChild).toBeTruthy());
  await document.fonts.ready;
  await expect(page.elementLocator(frame)).toMatchScreenshot(id, {
    comparatorOptions: isSameBrowser ? {} : { allowedShare: OTHER_BROWSER_SHARE },
  });
});
