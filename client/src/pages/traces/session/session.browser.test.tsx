import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import { tracePage } from '../trace/made-trace.ts';
import { SessionPage } from './page.tsx';
import { readSessionView } from './session-view.ts';

const startMs = Date.parse('2026-11-26T12:00:00Z');
/** A turn that began so many seconds after the first. */
const turn = (number: number, seconds: number, errorCount = 0) => ({
  ...tracePage().trace,
  id: String(number).padStart(32, '0'),
  name: `turn ${number}`,
  startedAt: new Date(startMs + seconds * 1_000).toISOString(),
  durationMs: 2_000,
  costUsd: 0.01,
  unpricedCallCount: 0,
  errorCount,
  rootKind: 'AGENT',
  models: ['gpt-4o'],
  errorTypes: [],
  inputPreview: `Question ${number}`,
  outputPreview: '',
});

const show = (traces: readonly ReturnType<typeof turn>[], asked: Record<string, unknown>[] = []) =>
  render(<SessionPage />, {
    path: '/sessions/$sessionId',
    readSearch: readSessionView,
    at: '/sessions/visit-7',
    answers: {
      TraceListPage: (variables) => {
        asked.push(variables);
        // Two a page: the axis needs what comes later, too.
        const from = variables['after'] == null ? 0 : traces.findIndex(({ id }) => id === variables['after']) + 1;
        const edges = traces.slice(from, from + 2).map((node) => ({ cursor: node.id, node }));
        return { traces: { edges, pageInfo: { hasNextPage: from + 2 < traces.length, endCursor: edges.at(-1)?.cursor ?? null } } };
      },
    },
  });
const bars = () =>
  [...document.querySelectorAll<HTMLElement>('[role="row"] [role="cell"] > b')].map(({ style }) => [
    Math.round(Number.parseFloat(style.left)),
    Math.round(Number.parseFloat(style.width)),
  ]);

test('all traces of the session stand on one axis, long gaps folded or to scale, and Enter opens one', async () => {
  const asked: Record<string, unknown>[] = [];
  const { search } = await show([turn(1, 0), turn(2, 600), turn(3, 604, 1)], asked);
  await expect.element(page.getByText('turn 3')).toBeVisible();
  expect(asked[0]).toMatchObject({ filter: { sessions: ['visit-7'] }, order: 'STARTED_AT', ascending: true });
  await expect
    .poll(() => page.getByLabelText('About this session').element().textContent)
    .toMatch(/traces3.*of it in traces6,000\sms.*cost\$0\.03.*error1/);
  // Two seconds, a folded gap, and six seconds of which the middle two are a short gap.
  await expect.poll(bars).toEqual([
    [0, 24],
    [28, 24],
    [76, 24],
  ]);
  await expect.element(page.getByText(/^after 9\sm\s58\ss$/)).toBeVisible();
  await userEvent.keyboard('f');
  await expect.poll(search).toContain('gaps=scale');
  await expect.poll(() => bars().map(([left]) => left)).toEqual([0, 99, 100]);
  await userEvent.keyboard('jj');
  await expect.poll(() => document.activeElement?.textContent).toBe('turn 2');
});

test('a session without traces says what a session is', async () => {
  await show([]);
  await expect.element(page.getByText('There is no trace of this session.')).toBeVisible();
});
