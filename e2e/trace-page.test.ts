import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, until, untilProjected } from './ask.ts';
import { accessibilityProblems, openPage, settled, type OpenPage } from './browser.ts';
import { besideName, deepWords, newSpanId, newTraceId, numbersOf, priceTable, trip, type MadeSpan } from './made-traces.ts';
import { exportSpans, exportTrace, nanos } from './otlp.ts';
import { useProduct } from './product.ts';
import { eventually, sideways, usd } from './shown.ts';

const product = useProduct();
const now = Date.now();
const made = trip({ number: 3, startedAtMs: now - 600_000, session: 'a visit' });
const spanNamed = (name: string, place = 0): MadeSpan => made.spans.filter((span) => span.name === name)[place] as MadeSpan;

beforeAll(async () => {
  await ask(product.server.address, 'mutation ($table: JSON!) { importPrices(input: { table: $table }) { added } }', { table: priceTable });
  await exportTrace(product.server.address, made);
  await untilProjected(product.server.address);
});

const rows = (page: Page): Locator => page.getByRole('treegrid').getByRole('row');
const names = (page: Page): Promise<string[]> => rows(page).locator('.uk-span-name > span:first-of-type').allInnerTexts();
const selected = (page: Page): Promise<string> =>
  rows(page).and(page.locator('[aria-selected="true"]')).locator('.uk-span-name > span').first().innerText();
const pane = (page: Page, name: string): Locator => page.getByRole('region', { name: `Span ${name}`, exact: true });
const addressOf = ({ id }: { id: string }, search = ''): string => `${product.server.address}/traces/${id}${search}`;

describe('one trace, from the keyboard', () => {
  let opened: OpenPage;
  let page: Page;
  beforeAll(async () => {
    opened = await openPage(product.browser, `${product.server.address}/traces`);
    ({ page } = opened);
  });
  afterAll(() => opened?.close());

  test('is opened from the list by j and Enter, and j, k and the arrows move through it', async () => {
    await page.getByRole('link', { name: 'answer a traveller' }).waitFor();
    await page.keyboard.press('j');
    await eventually(() => page.evaluate('document.activeElement?.textContent'), 'answer a traveller');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/traces/${made.id}*`);
    await eventually(
      () => names(page),
      made.spans.map(({ name }) => name),
    );
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await eventually(() => selected(page), 'chat gpt-own-mini');
    await page.keyboard.press('k');
    await eventually(() => selected(page), 'plan');
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await eventually(() => selected(page), 'look around');
    await pane(page, 'look around').waitFor();
  });

  test('ArrowLeft folds a span away, ArrowRight opens it', async () => {
    await page.keyboard.press('ArrowLeft');
    const inside = ['execute_tool search_flights', 'GET /flights', 'read fare rules', besideName];
    await eventually(
      () => names(page),
      made.spans.map(({ name }) => name).filter((name) => !inside.includes(name)),
    );
    await page.keyboard.press('ArrowRight');
    await eventually(() => rows(page).count(), made.spans.length);
  });

  test('c dims what the end did not wait for, ] goes from error to error', async () => {
    await page.keyboard.press('c');
    await eventually(() => page.locator('.uk-span[data-aside] .uk-span-name > span:first-of-type').allInnerTexts(), [besideName]);
    await page.keyboard.press('c');
    await eventually(() => page.locator('.uk-span[data-aside]').count(), 0);
    for (const name of ['execute_tool book_flight', 'POST /bookings', 'execute_tool book_flight']) {
      await page.keyboard.press(']');
      await eventually(() => selected(page), name);
    }
    await page.getByRole('region', { name: 'Error' }).getByText('Fare class of 3 is closed').waitFor();
  });

  test('the search finds words that stand only in what a deep span gave back', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type(deepWords);
    await page.keyboard.press('Enter');
    await eventually(() => selected(page), 'read fare rules');
    await page.getByText('1 of 1').waitFor();
    await pane(page, 'read fare rules').getByText(deepWords).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await eventually(() => page.locator('.uk-span[data-found]').count(), 0);
  });

  test('a span’s sides: chat, raw, difference, attributes, evaluations', async () => {
    const large = spanNamed('chat gpt-own-large');
    await page.getByRole('treegrid').getByText(large.name, { exact: true }).click();
    const shown = pane(page, large.name);
    const turn = (tab: string): Promise<void> => shown.getByRole('tab', { name: tab }).click();
    await shown
      .getByRole('article', { name: 'assistant message' })
      .filter({ hasText: large.call?.reply as string })
      .waitFor();
    await turn('Raw');
    await shown.getByRole('region', { name: 'Input' }).getByText('You help travellers.').waitFor();
    await shown
      .getByRole('region', { name: 'Output' })
      .getByText(large.call?.reply as string)
      .waitFor();
    await turn('Diff');
    await shown.getByText('system · changed').waitFor();
    await eventually(() => shown.locator('[data-diff="removed"] > span:last-child').allInnerTexts(), ['Be brief.']);
    await eventually(
      () => shown.locator('[data-diff="added"] > span:last-child').filter({ hasText: 'exact' }).allInnerTexts(),
      ['Be exact.'],
    );
    await turn('Attributes');
    await shown.getByRole('row', { name: 'service.name trips' }).waitFor();
    await turn('Evaluations');
    await shown.getByText('Nobody has judged this span yet.').waitFor();
  });

  test('e, 4 and y rate the span, and the verdict is stored', async () => {
    const large = spanNamed('chat gpt-own-large');
    await page.keyboard.press('e');
    await eventually(() => page.evaluate('document.activeElement?.getAttribute("aria-label")'), '1 of 5');
    await page.keyboard.press('4');
    await page.keyboard.press('y');
    await pane(page, large.name).getByText('★ 4 · success').waitFor();
    const question =
      'query ($id: String!) { trace(traceId: $id) { evaluations { spanId rating success evaluatorKind message { content } } } }';
    const stored = await until(
      async () => (await ask<{ trace: { evaluations: object[] } }>(product.server.address, question, { id: made.id })).trace.evaluations,
      ({ length }) => length > 0,
    );
    expect(stored).toEqual([
      { spanId: large.id, rating: 4, success: true, evaluatorKind: 'HUMAN', message: { content: large.call?.reply } },
    ]);
  });

  test('the address leads to the same span in another tab', async () => {
    const large = spanNamed('chat gpt-own-large');
    expect(new URL(page.url()).searchParams.get('span')).toBe(large.id);
    const other = await openPage(product.browser, page.url());
    await eventually(() => selected(other.page), large.name);
    await pane(other.page, large.name).getByText('★ 4 · success').first().waitFor();
    expect(other.complaints).toEqual([]);
    await other.close();
  });

  test('JSON opens: the span, and the whole trace', async () => {
    await page.getByRole('button', { name: 'JSON', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'As JSON' });
    await dialog.getByText(spanNamed('chat gpt-own-large').id).first().waitFor();
    await dialog.getByText('Whole trace').click();
    await dialog.getByRole('button', { name: `spans, ${made.spans.length} items` }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  test('a span leads to its message, and the message back to its span', async () => {
    const large = spanNamed('chat gpt-own-large');
    await pane(page, large.name).getByRole('link', { name: 'in its conversation' }).click();
    const message = page.locator(`[id="message-span:${made.id}:${large.id}"]`);
    await message.getByText(large.call?.reply as string).waitFor();
    await message.getByText(usd(numbersOf([large]).costUsd as number)).waitFor();
    await message.getByRole('link', { name: 'trace', exact: true }).click();
    await page.waitForURL(`**/traces/${made.id}*`);
    await eventually(() => selected(page), large.name);
    expect(opened.complaints).toEqual([]);
  });
});

describe('as it happens', () => {
  test('the list says how many came since, and lets them in when asked', async () => {
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/traces`);
    const list = page.getByRole('table', { name: 'Traces' }).locator('[data-index]');
    await eventually(() => list.count(), 1);
    await exportTrace(product.server.address, trip({ number: 4, startedAtMs: now - 60_000, session: 'a visit' }));
    await page.getByRole('button', { name: '1 new trace Show' }).click();
    await eventually(() => list.count(), 2);
    await list.first().getByText('Move my flight 4 to Friday, please.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('a trace that runs grows on its page, and ends there', async () => {
    const running = trip({ number: 5, startedAtMs: Date.now() - 5_000, session: 'a visit' });
    const isEarly = ({ startMs, parentId }: MadeSpan): boolean => parentId !== null && startMs < 1_700;
    await exportTrace(product.server.address, running, 'json', isEarly);
    const { page, complaints, close } = await openPage(product.browser, addressOf(running));
    // The root has not come: a row says so in its place.
    await eventually(() => rows(page).count(), running.spans.filter(isEarly).length + 1);
    expect((await names(page))[0]).toBe('a span that was not sent');
    await page.getByText('running', { exact: true }).first().waitFor();
    await page.evaluate('window.notReloaded = true');
    await exportTrace(product.server.address, running, 'json', (span) => !isEarly(span));
    await eventually(
      () => names(page),
      running.spans.map(({ name }) => name),
    );
    await eventually(() => page.getByText('running', { exact: true }).count(), 0);
    await page.getByRole('heading', { level: 1, name: 'answer a traveller' }).waitFor();
    expect(await page.evaluate('window.notReloaded')).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });
});

const other = trip({ number: 6, startedAtMs: now - 30_000, session: 'a visit' });

describe('beside other traces', () => {
  test('it is compared from its menu, and downloaded as a file that is the same trace when it is sent again', async () => {
    await exportTrace(product.server.address, other);
    const { page, complaints, close } = await openPage(product.browser, addressOf(made));
    const menu = page.getByRole('button', { name: 'More about this trace' });
    await menu.click();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Download as OTLP' }).click()]);
    expect(download.suggestedFilename()).toBe(`trace-${made.id}.json`);
    const query = 'query ($id: String!) { trace(traceId: $id) { spanCount costUsd inputTokens columns } }';
    const before = await ask(product.server.address, query, { id: made.id });
    const answer = await fetch(`${product.server.address}/v1/traces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: await readFile(await download.path()),
    });
    expect(await answer.json()).toEqual({});
    expect(await ask(product.server.address, query, { id: made.id })).toEqual(before);
    await menu.click();
    await page.getByRole('menuitem', { name: 'Compare with another trace' }).click();
    await page.getByRole('link', { name: /Move my flight 6 to Friday/ }).click();
    await page.waitForURL(`**/traces/compare?left=${made.id}&right=${other.id}`);
    const steps = page.getByRole('treegrid', { name: 'Steps of both traces' });
    await eventually(() => steps.locator('[aria-level]').count(), made.spans.length);
    await page.getByText('Both took the same steps, with the same models.').waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  test('its session has all of them on one axis', async () => {
    const { page, complaints, close } = await openPage(product.browser, addressOf(made));
    await page.getByLabel('About this trace').getByRole('link', { name: 'a visit' }).click();
    await page.waitForURL('**/sessions/a%20visit');
    const turns = page.getByRole('table', { name: 'Traces of the session' }).locator('[data-index]');
    await turns.getByText('Move my flight 6 to Friday').waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/traces/${made.id}*`);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe.each([
  { size: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { size: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { size: 'desk', viewport: { width: 1440, height: 980 }, colorScheme: 'dark' },
] as const)('on a $size, $colorScheme', ({ size, viewport, colorScheme }) => {
  test.each([
    ['the list', () => `${product.server.address}/traces`],
    ['a trace', () => addressOf(made, `?span=${spanNamed('chat gpt-own-large').id}`)],
    ['a comparison', () => `${product.server.address}/traces/compare?left=${made.id}&right=${other.id}`],
    ['a session', () => `${product.server.address}/sessions/a%20visit`],
    ['Data', () => `${product.server.address}/data`],
  ])('%s is accessible and does not scroll sideways', async (_name, address) => {
    const { page, complaints, close } = await openPage(product.browser, address(), {
      viewport,
      colorScheme,
      ...(size === 'phone' && { hasTouch: true, isMobile: true }),
    });
    await settled(page);
    expect(await sideways(page)).toBe(0);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('a long trace', () => {
  const id = newTraceId();
  const root = newSpanId();
  const BATCH = 10_000;
  let sentCount = 0;
  /** The first span holds all others; each tenth holds the nine after it. */
  const exportUpTo = async (total: number): Promise<void> => {
    while (sentCount < total) {
      let group = root;
      const batch = Array.from({ length: Math.min(BATCH, total - sentCount) }, () => {
        const place = sentCount++;
        const startMs = now - 3_000_000 + place * 2;
        const spanId = place === 0 ? root : newSpanId();
        const parentSpanId = place === 0 ? '' : place % 10 === 0 ? root : group;
        if (place % 10 === 0) group = spanId;
        return {
          traceId: id,
          spanId,
          ...(parentSpanId !== '' && { parentSpanId }),
          name: place === 0 ? 'a long errand' : `step ${place}`,
          startTimeUnixNano: nanos(startMs),
          endTimeUnixNano: nanos(place === 0 ? now - 2_000_000 : startMs + 2),
        };
      });
      await exportSpans(product.server.address, 'errands', batch);
    }
  };

  test('of 50,000 spans is shown from its first row to its last', async () => {
    await exportUpTo(50_000);
    const { page, complaints, close } = await openPage(product.browser, addressOf({ id }));
    await eventually(async () => (await names(page)).slice(0, 3), ['a long errand', 'step 1', 'step 2']);
    expect(await page.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('50000');
    expect(await rows(page).count()).toBeLessThan(200);
    await page.getByRole('treegrid').focus();
    await page.keyboard.press('End');
    await eventually(() => selected(page), 'step 49999');
    await pane(page, 'step 49999').waitFor();
    expect(await sideways(page)).toBe(0);
    expect(complaints).toEqual([]);
    await close();
  });

  // Over 10 s: 200,000 spans are sent first.
  test('of more than 200,000 says that it shows a part', async () => {
    await exportUpTo(200_001);
    const { page, complaints, close } = await openPage(product.browser, addressOf({ id }));
    await page.getByText('This trace has 200,001 spans: the 200,000 earliest are shown.').waitFor({ timeout: 90_000 });
    expect(await page.getByRole('treegrid').getAttribute('aria-rowcount')).toBe('200000');
    expect(complaints).toEqual([]);
    await close();
  }, 180_000);
});
