import { expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from '../../../testing/render.tsx';
import type { Answers, Arrivals } from '../../../testing/render.tsx';
import { chat, madeSpans, say, spanAnswers, traceId, tracePage } from './made-trace.ts';
import type { MadeSpan } from './testing.ts';
import { TraceOf } from './page.tsx';
import { readTracePageView } from './trace-view.ts';

const answers: Answers = { TracePage: () => tracePage(), TraceSpan: spanAnswers() };
const show = (more: Answers = {}, search = '', arrivals: Arrivals = {}) =>
  render(<TraceOf traceId={traceId} />, {
    path: '/traces/$traceId',
    readSearch: readTracePageView,
    at: `/traces/${traceId}${search}`,
    answers: { ...answers, ...more },
    arrivals,
  });
const rows = () =>
  page
    .getByRole('treegrid')
    .getByRole('row')
    .elements()
    .map((row) => row.querySelector('.uk-span-name > span')?.textContent);
const selected = () => document.querySelector('.uk-span[aria-selected="true"] .uk-span-name > span')?.textContent;
const paneName = () => document.querySelector('section[aria-label^="Span"] h2')?.textContent;

test('j and k move through the tree, the span beside it follows, and the address says which', async () => {
  const { search } = await show();
  await expect.poll(selected).toBe('handle_request');
  await userEvent.keyboard('jj');
  await expect.poll(selected).toBe('chat first');
  await expect.poll(paneName).toBe('chat first');
  await expect.poll(search).toContain('span=a2');
  await userEvent.keyboard('k');
  await expect.poll(selected).toBe('plan');
  await userEvent.keyboard('o');
  await expect.poll(rows).not.toContain('chat first');
});

test('a link to a span opens on it, with its tab', async () => {
  await show({}, '?span=a4&tab=attributes');
  await expect.poll(selected).toBe('chat second');
  await expect.element(page.getByRole('tab', { name: 'Attributes' })).toHaveAttribute('aria-selected', 'true');
  await expect.element(page.getByRole('rowheader', { name: 'service.name' })).toBeVisible();
});

test('a span that has not come is reported as missing', async () => {
  await show({}, '?span=ff');
  await expect.element(page.getByText('There is no span ff in this trace.')).toBeVisible();
});

test('errors: ] goes from one to the next, and they can be shown alone with what they happened in', async () => {
  const { search } = await show();
  await expect.poll(selected).toBe('handle_request');
  await userEvent.keyboard(']');
  await expect.poll(selected).toBe('book_flight');
  await userEvent.keyboard(']');
  await expect.poll(selected).toBe('POST /bookings');
  await userEvent.keyboard(']');
  await expect.poll(selected).toBe('book_flight');
  await page.getByRole('button', { name: 'Only errors' }).click();
  await expect.poll(rows).toEqual(['handle_request', 'book_flight', 'POST /bookings']);
  expect(search()).toContain('errors=1');
  await userEvent.keyboard('{Escape}');
  await expect.poll(rows).toHaveLength(madeSpans.length);
});

test('search: names are marked at once, what the server finds in texts joins them, Enter and n lead from one to the next', async () => {
  let answer: (ids: readonly string[]) => void = () => undefined;
  const { search } = await show({
    TraceFinding: () =>
      new Promise((resolve) => {
        answer = (ids) => resolve({ trace: { id: traceId, search: ids } });
      }),
  });
  await expect.poll(selected).toBe('handle_request');
  await userEvent.keyboard('/');
  await expect.element(page.getByLabelText('Search in trace')).toHaveFocus();
  await userEvent.keyboard('chat');
  await expect.poll(() => [...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['chat', 'chat']);
  await expect.poll(search).toContain('q=chat');
  await expect
    .poll(() => {
      answer(['a3']);
      return document.querySelectorAll('.uk-span[data-found]').length;
    })
    .toBe(3);
  await userEvent.keyboard('{Enter}');
  await expect.poll(selected).toBe('chat first');
  await expect.element(page.getByText('1 of 3')).toBeVisible();
  page.getByRole('treegrid').element().focus();
  await userEvent.keyboard('n');
  await expect.poll(selected).toBe('get_reservation');
  await userEvent.keyboard('N');
  await expect.poll(selected).toBe('chat first');
});

test('Enter right behind the words goes to the first match, though the search comes later', async () => {
  await show();
  await expect.poll(selected).toBe('handle_request');
  await userEvent.keyboard('/chat{Enter}');
  await expect.poll(selected).toBe('chat first');
});

test('e, then 4: the verdict shows at once, can be taken back, and goes out with the trace and the span', async () => {
  const sent = vi.fn((_variables: Record<string, unknown>) => ({ evaluateMessages: { accepted: 1, updated: 0, rejected: [] } }));
  await show({ Rate: sent }, '?span=a4');
  await expect.poll(paneName).toBe('chat second');
  await expect.element(page.getByRole('tab', { name: 'Chat' })).toBeVisible();
  await userEvent.keyboard('e');
  await expect.element(page.getByRole('button', { name: '1 of 5' })).toHaveFocus();
  await userEvent.keyboard('2');
  await expect.element(page.getByText('★ 2 · you, not sent yet')).toBeVisible();
  await userEvent.keyboard('u');
  await expect.element(page.getByText('★ 2 · you, not sent yet')).not.toBeInTheDocument();
  await userEvent.keyboard('4y');
  await expect.element(page.getByText('★ 4 · success · you, not sent yet')).toBeVisible();
  expect(sent).not.toHaveBeenCalled();
  window.dispatchEvent(new Event('pagehide'));
  await expect
    .poll(() => sent.mock.lastCall?.[0])
    .toEqual({
      evaluations: [
        {
          traceId,
          spanId: 'a4',
          externalId: `dashboard:span:${traceId}:a4`,
          evaluator: 'dashboard',
          evaluatorKind: 'HUMAN',
          rating: 4,
          success: true,
          comment: null,
        },
      ],
    });
  await expect.element(page.getByText('★ 4 · success · you', { exact: true })).toBeVisible();
});

test('a trace that runs grows without moving what is read', async () => {
  let spans = madeSpans.slice(0, 4);
  let send: (data: unknown) => void = () => undefined;
  const asked = vi.fn(() => tracePage(spans, { isRunning: true, receivedAt: `2026-11-21T10:00:0${spans.length}.000Z` }));
  await show({ TracePage: asked }, '?span=a3', {
    TraceMoved: (next) => {
      send = next;
    },
  });
  await expect.poll(selected).toBe('get_reservation');
  await expect
    .poll(() =>
      page
        .getByText('running')
        .elements()
        .filter((one) => one.getBoundingClientRect().width > 0),
    )
    .toHaveLength(1);
  const before = document.querySelector('.uk-span[aria-selected="true"]')?.getBoundingClientRect().top;
  const moved = () =>
    send({
      traceChanged: {
        id: traceId,
        spanCount: spans.length,
        receivedAt: `2026-11-21T10:00:0${spans.length}.000Z`,
        isRunning: true,
        costUsd: 0.012,
      },
    });
  moved();
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(asked).toHaveBeenCalledTimes(1);
  spans = madeSpans.slice(0, 6);
  moved();
  await expect.poll(rows, { timeout: 4_000 }).toContain('book_flight');
  expect(selected()).toBe('get_reservation');
  expect(document.querySelector('.uk-span[aria-selected="true"]')?.getBoundingClientRect().top).toBe(before);
});

test('a trace that is deleted while it is open leaves the page', async () => {
  let send: (data: unknown) => void = () => undefined;
  let isDeleted = false;
  await show({ TracePage: () => (isDeleted ? { trace: null } : tracePage(madeSpans)) }, '', {
    TraceMoved: (next) => {
      send = next;
    },
  });
  await expect.poll(rows).toContain('book_flight');
  isDeleted = true;
  send({ traceChanged: null });
  await expect.element(page.getByText(/There is no trace/)).toBeVisible();
  expect(document.body.textContent).not.toContain('book_flight');
});

test('chat: results stand with their calls, reasoning is folded, a picture from elsewhere waits until it is asked for', async () => {
  const input = chat(
    say('SYSTEM', 'You help.', { seenInSpans: 413 }),
    say('USER', 'Move my flight.'),
    say('ASSISTANT', '', {
      reasoning: 'I need the fare class.',
      toolCalls: [{ id: 'c1', name: 'get_reservation', arguments: { code: 'QX' } }],
    }),
    say('TOOL', '{"cabin":"basic"}', { toolCallId: 'c1' }),
    say('USER', 'My ticket', { parts: [{ type: 'image_url', image_url: { url: 'https://tickets.example/1.png' } }] }),
  );
  await show({ TraceSpan: spanAnswers({ a4: { input, output: chat(say('ASSISTANT', 'Shall I cancel it?')) } }) }, '?span=a4');
  await expect.element(page.getByText(/same in 412 other spans/)).toBeVisible();
  await expect.element(page.getByText('Shall I cancel it?')).toBeVisible();
  const messages = page
    .getByRole('article')
    .elements()
    .map((one) => one.getAttribute('aria-label'));
  expect(messages).toEqual(['system message', 'user message', 'assistant message', 'user message', 'assistant message']);
  await expect.element(page.getByText('I need the fare class.')).not.toBeVisible();
  await page.getByText('get_reservation').last().click();
  await expect.element(page.getByText('gave back')).toBeVisible();
  await expect.element(page.getByRole('link', { name: 'https://tickets.example/1.png' })).toBeVisible();
  expect(document.querySelector('section[aria-label^="Span"] img')).toBeNull();
  await page.getByRole('button', { name: 'Show picture from tickets.example' }).click();
  await expect.poll(() => document.querySelector('section[aria-label^="Span"] img, [role="status"]')).not.toBeNull();
});

test('chat: Markdown is drawn without its HTML, hidden reasoning is named, a picture is shown, and the source is a switch away', async () => {
  const text =
    '## Plan\n\n- one\n- **two**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<img src=x onerror="alert(1)"> [bad](javascript:alert(1)) ![far](https://far.example/p.png)';
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  const input = chat(say('USER', 'See', { parts: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: png } }] }));
  const output = chat(
    say('ASSISTANT', text, {
      parts: [
        { type: 'reasoning', hidden: true, encrypted_content: 'gAAAAABsecret' },
        { type: 'refusal', reason: 'content_filter' },
      ],
    }),
  );
  const tools = [
    { type: 'function', function: { name: 'book', description: 'Books a flight', parameters: { type: 'object' } } },
    { name: 'cancel' },
  ];
  await show({ TraceSpan: spanAnswers({ a4: { input, output, tools } }) }, '?span=a4');
  await expect.element(page.getByRole('table').getByText('1')).toBeVisible();
  const pane = document.querySelector('section[aria-label^="Span"]') as HTMLElement;
  expect([...pane.querySelectorAll('li strong')].map((one) => one.textContent)).toEqual(['two']);
  expect(pane.textContent).toContain('<img src=x onerror="alert(1)">');
  expect([...pane.querySelectorAll('a')].map(({ href }) => href).filter((href) => href.startsWith('javascript'))).toEqual([]);
  expect([...pane.querySelectorAll('img')].map(({ src }) => src.slice(0, 22))).toEqual(['data:image/png;base64,']);
  await expect.element(page.getByText('hidden reasoning · 13 encrypted characters')).toBeVisible();
  expect(pane.textContent).not.toContain('gAAAAABsecret');
  await expect.element(page.getByText(/Ended by the provider: content_filter/)).toBeVisible();
  await expect.element(page.getByRole('definition').filter({ hasText: '2 tools' })).toBeVisible();
  await page.getByText('2 tools it could call').click();
  await expect.element(page.getByText('Books a flight')).toBeVisible();
  await page.getByRole('button', { name: 'Source' }).click();
  await expect.element(page.getByText(/two\*\*/)).toBeVisible();
  await page.getByRole('button', { name: 'Markdown' }).click();
});

test('attributes stand as sent, those that are read are marked; Raw has them, too, and says how much was cut', async () => {
  const cut = 'text… [cut here: the text was longer than 1 MiB, 2097152 characters]';
  const input = { ...chat(say('USER', cut)), isCut: true, text: cut };
  const sentAttributes = { 'gen_ai.request.model': 'gpt-4o', 'acme.plan': 'gold', 'acme.hidden': 'pay\u202Efdp' };
  await show({ TraceSpan: spanAnswers({ a4: { input, sentAttributes, attributes: { 'acme.plan': 'gold' } } }) }, '?span=a4&tab=attributes');
  await expect.element(page.getByRole('rowheader', { name: 'gen_ai.request.model read' })).toBeVisible();
  await expect.element(page.getByRole('rowheader', { name: 'acme.plan', exact: true })).toBeVisible();
  await expect.element(page.getByRole('cell', { name: 'pay⟨U+202E⟩fdp' })).toBeVisible();
  await page.getByRole('tab', { name: 'Raw' }).click();
  await expect.element(page.getByText('"pay⟨U+202E⟩fdp"')).toBeVisible();
  await expect.element(page.getByText(/A part of it had 2,097,152 characters/)).toBeVisible();
  await expect.element(page.getByRole('region', { name: 'Attributes: as sent' })).toBeVisible();
});

test('a parent that was not sent is one marked row; clocks that disagree are marked and can be corrected', async () => {
  const [root, ...rest] = madeSpans as [MadeSpan, ...MadeSpan[]];
  const late = { id: 'b1', parent: -1, name: 'worker', kind: 'SPAN', start: 900, duration: 50, isOrphan: true, lostParentId: 'b0' };
  const skewed = { id: 'b2', parent: 7, name: 'remote', kind: 'SPAN', start: 100, duration: 20, service: 'far', shift: 815 };
  const { search } = await show({ TracePage: () => tracePage([root, ...rest, late, skewed]) });
  await expect.poll(rows).toContain('a span that was not sent');
  await expect.element(page.getByText('clock behind by 815 ms')).toBeVisible();
  await page.getByRole('button', { name: 'Correct clocks' }).click();
  expect(search()).toContain('clocks=corrected');
  await page.getByText('a span that was not sent').click();
  await expect.element(page.getByText('Spans of this trace name b0 as their parent, and it has not come.')).toBeVisible();
});

test('diff: what a call was given against what the call before was given', async () => {
  const first = chat(say('SYSTEM', 'You help.\nBe brief.'), say('USER', 'hi'));
  await show(
    {
      TraceSpan: spanAnswers({ a4: { input: chat(say('SYSTEM', 'You help.\nBe long.'), say('USER', 'hi'), say('USER', 'more')) } }),
      TraceSpanInput: ({ spanId }) => ({ trace: { id: traceId, span: spanId === 'a2' ? { id: 'a2', input: first } : null } }),
    },
    '?span=a4&tab=diff',
  );
  await expect.element(page.getByText(/Input of the model call before: chat first/)).toBeVisible();
  await expect.element(page.getByText('system · changed')).toBeVisible();
  expect([...document.querySelectorAll('[data-diff="removed"] > span:last-child')].map((line) => line.textContent)).toEqual(['Be brief.']);
  await expect.element(page.getByText('user · added')).toBeVisible();
});

test.each([
  [7_004, '7,004'],
  [madeSpans.length, 'more than 7'],
])('a trace that is shown in part says so, also while its sum lags: %i spans are %s', async (spanCount, words) => {
  const { trace } = tracePage(madeSpans, { spanCount });
  await show({ TracePage: () => ({ trace: { ...trace, columns: { ...trace.columns, isCut: true } } }) });
  await expect.element(page.getByRole('note')).toHaveTextContent(`This trace has ${words} spans: the 7 earliest are shown.`);
});

test('an unknown id is answered with what an id is', async () => {
  await show({ TracePage: () => ({ trace: null }) });
  await expect.element(page.getByText('There is no trace with this id.')).toBeVisible();
});

test('a failure offers another try', async () => {
  let isDown = true;
  await show({
    TracePage: () => {
      if (isDown) throw new Error('down');
      return tracePage();
    },
  });
  await expect.element(page.getByRole('alert')).toBeVisible();
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(selected).toBe('handle_request');
});

test('a cost that the sender reports stands beside ours where they differ', async () => {
  await show({ TracePage: () => tracePage(madeSpans, { reportedCostUsd: 0.015 }) });
  await expect.element(page.getByTitle('The sender reports $0.0150, 25.0 % above the cost by our prices.').first()).toBeInTheDocument();
});
