import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import type { Answers } from '../../../testing/render.tsx';
import { chat, madeSpans, say, spanAnswers, traceId, tracePage } from '../trace/made-trace.ts';
import type { MadeSpan } from '../trace/testing.ts';
import { readTraceCompareView } from './compare-view.ts';
import { TraceComparePage } from './page.tsx';

const otherId = 'b'.repeat(32);
/** The same request: another model at first, one tool less, nothing fails, quicker. */
const otherSpans: readonly MadeSpan[] = madeSpans
  .filter(({ id }) => id !== 'a6')
  .map(({ error: _error, ...span }) => ({
    ...span,
    id: span.id.replace('a', 'b'),
    duration: (span.duration ?? 0) / 2,
    ...(span.id === 'a2' && { model: 'gpt-4o-mini', cost: 0.001, name: 'chat of another name' }),
  }));

const textOf = (text: string) => ({ output: chat(say('ASSISTANT', text)), input: chat(say('USER', 'Where is my order?')) });
const leftSpan = spanAnswers({ a2: textOf('The parcel comes on Monday.'), a4: textOf('Goodbye.') });
const rightSpan = ({ spanId, ...rest }: Record<string, unknown>) => {
  const answered = spanAnswers({ a2: { ...textOf('The parcel comes on Friday.'), model: 'gpt-4o-mini' }, a4: textOf('Goodbye.') })({
    ...rest,
    spanId: String(spanId).replace('b', 'a'),
  });
  return { trace: { id: otherId, span: answered.trace.span === null ? null : { ...answered.trace.span, id: spanId } } };
};
const answers: Answers = {
  TracePage: ({ id }) =>
    id === traceId
      ? tracePage()
      : id === otherId
        ? tracePage(otherSpans, { id: otherId, name: 'handle_request', durationMs: 2105, costUsd: 0.01, errorCount: 0 })
        : { trace: null },
  TraceSpan: (variables) => (variables['traceId'] === traceId ? leftSpan(variables) : rightSpan(variables)),
};
const show = (search: string, more: Answers = {}) =>
  render(<TraceComparePage />, {
    path: '/traces/compare',
    readSearch: readTraceCompareView,
    at: `/traces/compare${search}`,
    answers: { ...answers, ...more },
  });
const both = `?left=${traceId}&right=${otherId}`;
const selected = () => document.querySelector('[role="row"][aria-selected="true"]')?.textContent ?? '';

test('totals stand beside each other, with the change from A to B and whether it is good', async () => {
  await show(both);
  const totals = page.getByRole('group', { name: 'What the traces came to' });
  await expect.element(totals.getByText('4,210 ms')).toBeVisible();
  await expect.element(totals.getByText('2,105 ms')).toBeVisible();
  await expect.element(totals.getByText(/▼ 50\.0\s%/)).toHaveAttribute('data-verdict', 'good');
});

test('steps are aligned: n leads from one that diverges to the next, and the texts of a step differ word by word', async () => {
  const { search } = await show(both);
  await expect.poll(selected).toContain('handle_request');
  await expect.element(page.getByText(/3 of 7 steps diverge/)).toBeVisible();
  await userEvent.keyboard('n');
  await expect.poll(selected).toContain('chat first → chat of another name');
  await expect.poll(() => document.querySelector('del')?.textContent).toBe('Monday');
  await expect.poll(() => document.querySelector('ins')?.textContent).toBe('Friday');
  await expect.element(page.getByRole('cell', { name: 'gpt-4o-mini' })).toBeVisible();
  await expect.poll(search).toContain('step=a2');
  await userEvent.keyboard('t');
  await expect.element(page.getByText('The inputs are the same.')).toBeVisible();
  await userEvent.keyboard('n');
  await expect.poll(selected).toContain('fails in A');
  await userEvent.keyboard('n');
  await expect.poll(selected).toContain('only A');
  await userEvent.keyboard('N');
  await expect.poll(selected).toContain('book_flight');
});

test('s swaps the two, o folds a step', async () => {
  const { search } = await show(both);
  await expect.poll(selected).toContain('handle_request');
  await userEvent.keyboard('s');
  await expect.poll(search).toContain(`left=${otherId}`);
  await expect.element(page.getByText(/▲ 100\s%/)).toHaveAttribute('data-verdict', 'bad');
  await userEvent.keyboard('o');
  await expect.poll(() => document.querySelectorAll('[role="row"][aria-level]').length).toBe(1);
});

test('without a second trace those of the same name are offered, or what a search finds', async () => {
  const asked: Record<string, unknown>[] = [];
  const { search } = await show(`?left=${traceId}`, {
    TraceListPage: (variables) => {
      asked.push(variables);
      const node = {
        ...tracePage().trace,
        id: otherId,
        rootKind: 'AGENT',
        models: ['gpt-4o'],
        errorTypes: [],
        inputPreview: 'Where?',
        outputPreview: '',
      };
      return { traces: { edges: [{ cursor: 'c', node }], pageInfo: { hasNextPage: false, endCursor: 'c' } } };
    },
  });
  await expect.element(page.getByText('Where?')).toBeVisible();
  expect(asked[0]).toMatchObject({ filter: { names: ['handle_request'] }, search: null });
  await page.getByRole('searchbox', { name: 'Search in traces' }).fill('refund');
  await expect.poll(() => asked.at(-1)).toMatchObject({ filter: {}, search: 'refund' });
  await page.getByRole('link', { name: /Where\?/ }).click();
  await expect.poll(search).toContain(`right=${otherId}`);
  expect(search()).not.toContain('q=');
});

test('a trace that is gone is named', async () => {
  await show(`?left=${traceId}&right=${'c'.repeat(32)}`);
  await expect.element(page.getByText(`There is no trace with the id ${'c'.repeat(32)}.`)).toBeVisible();
});
