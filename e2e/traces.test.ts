import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { ask, until, untilProjected } from './ask.ts';
import { openPage } from './browser.ts';
import { invoice, numbersOf, priceTable, trip, type MadeCall, type MadeSpan, type MadeTrace } from './made-traces.ts';
import { exportTrace } from './otlp.ts';
import { useProduct } from './product.ts';
import { percentile } from './raw-numbers.ts';
import { count, eventually, milliseconds, tile, usd } from './shown.ts';

const product = useProduct();

const HOUR_MS = 3_600_000;
const now = Date.now();
const trips = [0, 1, 2].map((number) =>
  trip({ number, startedAtMs: now - HOUR_MS + number * 60_000, session: number < 2 ? 'one visit' : 'another visit' }),
);
const invoices = [0, 1].map((number) => invoice({ number, startedAtMs: now - 2 * HOUR_MS + number * 60_000 }));
const sent: readonly MadeTrace[] = [...trips, ...invoices];
const rows = (page: Page): Locator => page.getByRole('table').locator('[data-index]');

test('an empty workspace says how to send a first trace, and the command that is copied there sends one', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/traces`, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByText('No trace in this time range.').waitFor();
  await page
    .locator('div', { has: page.getByText('A first one, from a shell') })
    .last()
    .getByRole('button', { name: 'Copy' })
    .click();
  const command = (await page.evaluate('navigator.clipboard.readText()')) as string;
  const { stdout } = await promisify(execFile)('bash', ['-c', command.replace('curl ', 'curl -sS ')]);
  expect(stdout).toBe('{}');
  const newer = page.getByRole('button', { name: '1 new trace Show' });
  await newer
    .or(page.getByRole('link', { name: 'chat gpt-4o-mini' }))
    .first()
    .waitFor();
  if (await newer.isVisible()) await newer.click();
  await page.getByRole('link', { name: 'chat gpt-4o-mini' }).click();
  await page.getByRole('article', { name: 'assistant message' }).getByText('It leaves at 9:40').waitFor();
  expect(complaints).toEqual([]);
  await close();
});

/** What the command above sent; its model has a price that comes with the product. */
const first = {
  id: '',
  parentId: null,
  name: 'chat gpt-4o-mini',
  kind: 'model',
  startMs: 0,
  durationMs: 840,
  call: {
    model: 'gpt-4o-mini',
    inputTokens: 412,
    cachedTokens: 0,
    outputTokens: 18,
    said: [{ role: 'user', text: 'Can I move my flight to Friday?' }],
    reply: 'Yes. It leaves at 9:40; shall I book it?',
  },
} as const satisfies MadeSpan;

describe('with traces and a price table, and nothing else', () => {
  const spans = [first, ...sent.flatMap((one) => one.spans)];
  const all = numbersOf(spans);

  test('the Overview counts replies, conversations, tokens and cost', async () => {
    await ask(product.server.address, 'mutation ($table: JSON!) { importPrices(input: { table: $table }) { added } }', {
      table: priceTable,
    });
    for (const one of trips) await exportTrace(product.server.address, one, 'json');
    for (const one of invoices) await exportTrace(product.server.address, one, 'protobuf');
    await untilProjected(product.server.address);
    const { page, complaints, close } = await openPage(product.browser, product.server.address);
    await eventually(() => tile(page, 'Messages'), count(all.callCount));
    expect(await tile(page, 'Cost')).toBe(usd(all.costUsd as number));
    expect(await tile(page, 'p95 latency')).toBe(milliseconds(percentile(all.latenciesMs, 0.95) as number));
    expect(await tile(page, 'Conversations')).toBe(count(new Set(sent.map(({ session }) => session)).size + 1));
    expect(await tile(page, 'Tokens')).toBe(count(all.inputTokens + all.outputTokens));
    expect(complaints).toEqual([]);
    await close();
  });

  test('Messages lists each reply once, with what was asked, and each prompt once though it is sent with every call', async () => {
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/messages`);
    const said = sent.flatMap((one) =>
      new Set(
        one.spans.flatMap(({ call }) => (call === undefined ? [] : [...newInPrompt(call), call.reply]).map((text) => `${one.id} ${text}`)),
      )
        .values()
        .toArray(),
    );
    const texts = [
      ...said.map((line) => line.slice(33)),
      ...newInPrompt(first.call),
      first.call.reply,
      ...invoices.map(() => 'no price for house-model'), // in the row of each reply whose model nobody has priced
    ].map((text) => text.replaceAll(/\s+/g, ' '));
    await eventually(async () => (await rows(page).getByRole('link').allInnerTexts()).sort(), texts.sort());
    expect(complaints).toEqual([]);
    await close();
  });

  test('Traces lists each trace with its spans, errors, duration, tokens and cost', async () => {
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/traces`);
    await eventually(() => rows(page).count(), sent.length + 1);
    const heads = await page.getByRole('columnheader').allInnerTexts();
    for (const one of sent) {
      const [root] = one.spans as [MadeSpan];
      const cells = await rows(page)
        .filter({ hasText: root.input as string })
        .getByRole('cell')
        .allInnerTexts();
      const cell = (head: string): string | undefined => cells[heads.findIndex((text) => text.trim() === head)];
      const { inputTokens, outputTokens, costUsd } = numbersOf(one.spans);
      const errorCount = one.spans.filter(({ failure }) => failure !== undefined).length;
      expect([cell('Spans'), cell('Status'), cell('Duration'), cell('Cost'), cell('User or session')]).toEqual([
        count(one.spans.length),
        errorCount === 0 ? '' : `${errorCount} errors`,
        milliseconds(root.durationMs),
        costUsd !== null ? usd(costUsd) : inputTokens + outputTokens === 0 ? '' : 'no price',
        one.user,
      ]);
      await page.getByTitle(`${count(inputTokens)} in, ${count(outputTokens)} out`, { exact: true }).waitFor();
    }
    expect(complaints).toEqual([]);
    await close();
  });

  test('a trace’s page shows its tree, its bars in time, its sums, and its texts', async () => {
    const [one] = trips as [MadeTrace];
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/traces/${one.id}`);
    const shown = page.getByRole('treegrid').getByRole('row');
    await eventually(() => shown.count(), one.spans.length);
    const byId = new Map(one.spans.map((span) => [span.id, span]));
    const depthOf = ({ parentId }: MadeSpan): number => (parentId === null ? 0 : 1 + depthOf(byId.get(parentId) as MadeSpan));
    const drawn = await shown.evaluateAll((all) =>
      all.map((row) => {
        const bar = row.querySelector('.uk-span-bar')?.getBoundingClientRect();
        return {
          name: row.querySelector('.uk-span-name > span')?.textContent,
          level: Number(row.getAttribute('aria-level')),
          left: bar?.left ?? -1,
          width: bar?.width ?? -1,
          isBad: row.querySelector('.uk-badge') !== null,
        };
      }),
    );
    expect(drawn.map(({ name, level, isBad }) => [name, level, isBad])).toEqual(
      one.spans.map((span) => [span.name, depthOf(span) + 1, span.failure !== undefined]),
    );
    // Bars lie to the root's as times do, to a pixel or two.
    const [root] = drawn as [(typeof drawn)[number]];
    const pxOf = (ms: number): number => (ms / (one.spans[0]?.durationMs as number)) * root.width;
    for (const [place, { startMs, durationMs }] of one.spans.entries()) {
      expect(Math.abs((drawn[place]?.left ?? 0) - root.left - pxOf(startMs)), `start of ${one.spans[place]?.name}`).toBeLessThan(2);
      expect(Math.abs((drawn[place]?.width ?? 0) - pxOf(durationMs)), `length of ${one.spans[place]?.name}`).toBeLessThan(2);
    }
    const { inputTokens, outputTokens, costUsd } = numbersOf(one.spans);
    const sums = [
      milliseconds(one.spans[0]?.durationMs as number),
      `${count(inputTokens + outputTokens)}\u00a0tokens`,
      usd(costUsd as number),
      `${one.spans.length} spans`,
    ].join(' · ');
    await page.getByText(sums, { exact: true }).first().waitFor();
    const large = one.spans.find(({ call }) => call?.model === 'gpt-own-large') as MadeSpan;
    await page.getByRole('treegrid').getByText(large.name, { exact: true }).click();
    const pane = page.getByRole('region', { name: `Span ${large.name}` });
    for (const { role, text } of large.call?.said ?? [])
      await pane
        .getByRole('article', { name: `${role} message` })
        .filter({ hasText: text })
        .waitFor();
    await pane
      .getByRole('article', { name: 'assistant message' })
      .filter({ hasText: large.call?.reply as string })
      .waitFor();
    await pane
      .getByText(usd(numbersOf([large]).costUsd as number))
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('a batch of Langfuse’s SDK', () => {
  const id = 'a7f5be8b-2f73-4f4d-9a4b-0f2f0c1f6b7d';
  const at = (afterMs: number): string => new Date(now - HOUR_MS / 2 + afterMs).toISOString();
  const events = [
    { type: 'trace-create', body: { id, name: 'review an article', timestamp: at(0), userId: 'editor', tags: ['nightly'] } },
    {
      type: 'generation-create',
      body: {
        id: 'g-1',
        traceId: id,
        name: 'review',
        startTime: at(10),
        endTime: at(1_510),
        model: 'gpt-own-large',
        input: [{ role: 'user', content: 'Is this article fair?' }],
        output: { role: 'assistant', content: 'It is.' },
        usage: { input: 1_000, output: 40, unit: 'TOKENS' },
      },
    },
    {
      type: 'score-create',
      body: { id: 's-1', traceId: id, observationId: 'g-1', name: 'correctness', value: 1, dataType: 'BOOLEAN', comment: 'Read twice' },
    },
    { type: 'score-create', body: { id: 's-2', traceId: id, observationId: 'g-1', name: 'rating', value: 4 } },
    { type: 'score-create', body: { id: 's-3', traceId: id, name: 'tone', value: 0.75 } },
  ].map((event, place) => ({ id: `event-${place}`, timestamp: at(2_000), ...event }));

  test('becomes a trace with its evaluations, which count in the Overview', async () => {
    const authorization = `Basic ${Buffer.from(`${(product.server.key as string).slice(0, 10)}:${product.server.key}`).toString('base64')}`;
    const response = await fetch(`${product.server.address}/api/public/ingestion`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ batch: events }),
    });
    expect(await response.json()).toEqual({ successes: events.map((event) => ({ id: event.id, status: 201 })), errors: [] });
    await untilProjected(product.server.address);
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/traces/${id}`);
    await page.getByRole('heading', { level: 1, name: 'review an article' }).waitFor();
    await page.getByRole('tab', { name: 'Evaluations' }).click();
    await page.getByText('tone').waitFor();
    await page.getByRole('treegrid').getByText('review', { exact: true }).click();
    const pane = page.getByRole('region', { name: 'Span review' });
    // A score of the trace is one of its last reply, too.
    await eventually(() => pane.getByRole('tab', { name: 'Evaluations' }).innerText(), 'Evaluations 3');
    for (const words of ['★ 4', 'success', 'Read twice']) await pane.getByText(words).first().waitFor();
    await page.goto(product.server.address);
    // 1,000 × $2.50 + 40 × $10 for a million tokens.
    await eventually(() => tile(page, 'Cost'), usd((numbersOf([first, ...sent.flatMap((one) => one.spans)]).costUsd as number) + 0.0029));
    expect(await tile(page, 'Success rate')).toBe('100\u00a0%');
    expect(await tile(page, 'Average rating')).toBe('4.00');
    expect(complaints).toEqual([]);
    await close();
  });
});

test('masked from now on, an e-mail address and a card number are on no page and in no answer', async () => {
  const policy =
    'mutation ($mode: MaskingMode!) { setDataPolicy(maskingMode: $mode, maskingKinds: [], traceSampleShare: 1) { maskingMode } }';
  const [mail, card] = ['eva.lind@example.com', '4111 1111 1111 1111'];
  await ask(product.server.address, policy, { mode: 'MASK' });
  const plain = trip({ number: 7, startedAtMs: now - 60_000, session: 'private' });
  const telling = `I am ${mail}, card ${card}.`;
  const told: MadeTrace = {
    ...plain,
    user: mail,
    spans: plain.spans.map((span) => ({
      ...span,
      ...(span.parentId === null && { name: `answer ${mail}`, input: telling }),
      ...(span.output !== undefined && { output: telling }),
      ...(span.failure !== undefined && { failure: { ...span.failure, message: telling } }),
      ...(span.call !== undefined && {
        call: { ...span.call, said: [{ role: 'user' as const, text: telling }], reply: `Thanks, ${mail}.` },
      }),
    })),
  };
  await exportTrace(product.server.address, told);
  await ask(product.server.address, policy, { mode: 'OFF' });
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/traces/${told.id}`);
  await page.getByRole('heading', { level: 1, name: 'answer [email]' }).waitFor();
  await page.getByRole('treegrid').getByText('chat gpt-own-large').click();
  await page.getByRole('article', { name: 'user message' }).getByText('I am [email], card [card].').waitFor();
  expect(await page.content()).not.toMatch(/eva\.lind|4111/);
  const question = `query ($id: String!) {
    trace(traceId: $id) {
      name userId sessionId inputPreview outputPreview metadata columns messages { content userId metadata toolCalls { name } conversation { externalId } } evaluations { name comment } mail: search(text: "eva.lind") card: search(text: "4111")
      spans(first: 100) { edges { node { name errorMessage json input { text json messages { content parts } } output { text json messages { content parts } } attributes metadata resource events { name attributes } } } }
    }
    traces(search: "eva.lind") { edges { node { id } } }
    traceFilterOptions { names tags }
  }`;
  const answer = await ask<{ trace: { mail: string[]; card: string[]; spans: { edges: unknown[] } }; traces: { edges: unknown[] } }>(
    product.server.address,
    question,
    { id: told.id },
  );
  expect(answer.trace.spans.edges).toHaveLength(told.spans.length);
  expect(JSON.stringify(answer)).not.toMatch(/eva\.lind|4111/);
  expect([answer.trace.mail, answer.trace.card, answer.traces.edges]).toEqual([[], [], []]);
  expect(JSON.stringify(answer)).toContain('[card]');
  expect(complaints).toEqual([]);
  await close();
});

test('what was acknowledged outlives the server’s sudden end: trace, message and summary', async () => {
  const last = trip({ number: 9, startedAtMs: now - 30_000, session: 'last visit' });
  await exportTrace(product.server.address, last, 'protobuf');
  await product.restartKilled();
  const { inputTokens, costUsd, callCount } = numbersOf(last.spans);
  const question =
    'query ($id: String!) { trace(traceId: $id) { name spanCount errorCount inputTokens costUsd spans(first: 100) { edges { node { id } } } messages { role } } traces(filter: { sessions: ["last visit"] }) { edges { node { id spanCount } } } }';
  interface Answer {
    trace: {
      name: string;
      spanCount: number;
      errorCount: number;
      inputTokens: number;
      costUsd: number;
      spans: { edges: { node: { id: string } }[] };
      messages: { role: string }[];
    } | null;
    traces: { edges: { node: object }[] };
  }
  const { trace, traces } = await until(
    () => ask<Answer>(product.server.address, question, { id: last.id }),
    ({ traces: { edges } }) => edges.length > 0,
  );
  expect(traces.edges).toEqual([{ node: { id: last.id, spanCount: last.spans.length } }]);
  expect(trace).toMatchObject({ name: 'answer a traveller', spanCount: last.spans.length, errorCount: 2, inputTokens, costUsd });
  expect(trace?.spans.edges.map(({ node }) => node.id)).toEqual(last.spans.map(({ id }) => id));
  expect(trace?.messages.filter(({ role }) => role === 'ASSISTANT')).toHaveLength(callCount);
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/traces`);
  await page.getByText(last.spans[0]?.input as string).waitFor();
  expect(complaints).toEqual([]);
  await close();
});

/** The part of a prompt that no earlier call of the trace was given: what follows the last reply. */
const newInPrompt = ({ said }: MadeCall): string[] =>
  said.slice(said.findLastIndex(({ role }) => role === 'assistant') + 1).map(({ text }) => text);
