import { spawn } from 'node:child_process';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask, until, untilProjected } from './ask.ts';
import { realCases, wrongAnswer } from './assistant-truth.ts';
import { accessibilityProblems, openPage, settled, type OpenPage } from './browser.ts';
import { useProduct, type Product } from './product.ts';
import { rawNumbers, type RawTruth } from './raw-numbers.ts';
import { makeDataDir, ROOT } from './server.ts';
import { filesIn, sharedData, whyNoSharedData } from './shared-data.ts';
import { cellUnder, count, eventually, milliseconds, numberIn, percent, sideways, tile, usd } from './shown.ts';

let product: Product;
let truth: RawTruth;
let overview: OpenPage;

if (sharedData === null) console.log(`Skipped: ${whyNoSharedData}.`);

describe.skipIf(sharedData === null)('from an empty folder to the dashboard', () => {
  product = useProduct(makeDataDir);
  beforeAll(async () => {
    truth = await rawNumbers(sharedData as string);
  });

  // Over 10 s: every record that was ever shared, sent and counted twice.
  test('the ingest command takes every record of the real files, and again changes nothing', async () => {
    const files = filesIn(sharedData as string);
    const first = await runImporter([files.conversations, ...files.calls, files.prices]);
    expect(first.code, first.output).toBe(0);
    expect(first.output).toContain('0 rejected');
    const again = await runImporter([files.conversations]);
    expect(again.output).toMatch(/5,?308 messages \(0 new, 5,?308 known\)/);
    await untilProjected(product.server.address);
    await until(
      async () =>
        (await ask<{ backgroundTasks: { status: string }[] }>(product.server.address, '{ backgroundTasks { status } }')).backgroundTasks,
      (tasks) => tasks.every(({ status }) => status === 'SUCCEEDED'),
    );
  }, 120_000);

  test('the Overview shows the numbers that the raw files give', async () => {
    overview = await openPage(product.browser, product.server.address);
    const { page } = overview;
    await page.getByRole('group', { name: 'Time range' }).getByRole('button', { name: 'All' }).click();
    await eventually(() => tile(page, 'Messages'), count(truth.messageCount));
    expect(await tile(page, 'Cost')).toBe(usd(truth.costUsd as number));
    expect(await tile(page, 'Success rate')).toBe(percent(truth.successShare as number));
    expect(await tile(page, 'p95 latency')).toBe(milliseconds(truth.p95Ms as number));
    expect(await tile(page, 'Average rating')).toBe('no data');
    expect(await tile(page, 'Conversations')).toBe(count(truth.conversationCount));
  });

  test('its table has a row for each model, with that model’s numbers', async () => {
    const { page } = overview;
    const table = page.getByRole('table', { name: 'Models' });
    await table.waitFor();
    expect(await table.locator('tbody tr').count()).toBe(truth.byModel.size);
    for (const [model, numbers] of truth.byModel) {
      const row = table.getByRole('row').filter({ has: page.getByRole('link', { name: model, exact: true }) });
      const cell = async (header: string): Promise<string> => cellUnder(table, row, header);
      expect(await cell('Messages'), model).toBe(count(numbers.messageCount));
      expect(numberIn(await cell('Success')), `success of ${model}`).toBe(
        numbers.successShare === null ? null : Number((numbers.successShare * 100).toFixed(1)),
      );
      for (const [header, expected] of [
        ['p50', numbers.p50Ms],
        ['p95', numbers.p95Ms],
      ] as const) {
        expect(await cell(header), `${header} of ${model}`).toBe(expected === null ? 'no data' : milliseconds(expected));
      }
    }
  });

  test('its tools were called as often as in the raw files', async () => {
    const { page } = overview;
    const panel = page
      .getByRole('region', { name: 'Tools' })
      .or(page.locator('section', { has: page.getByRole('heading', { name: 'Tools', exact: true }) }))
      .first();
    const text = await panel.innerText();
    const [mostCalled, calls] = [...truth.tools].sort((a, b) => b[1] - a[1])[0] as [string, number];
    expect(text).toContain(mostCalled);
    expect(text).toContain(count(calls));
    const { analytics } = await ask<{ analytics: { tools: { name: string; callCount: number }[] } }>(
      product.server.address,
      '{ analytics(filter: {}) { tools { name callCount } } }',
    );
    expect(new Map(analytics.tools.map(({ name, callCount }) => [name, callCount]))).toEqual(truth.tools);
  });

  test('the assistant answers texts about them as the raw files do, and says what it cannot answer', async () => {
    const cases = realCases(truth);
    expect(cases.length).toBeGreaterThan(40);
    const wrong: (string | null)[] = [];
    for (const one of cases) wrong.push(await wrongAnswer(product.server.address, one));
    expect(wrong.filter((why) => why !== null)).toEqual([]);
  });

  test('a message that is sent now appears without a reload, rated 5, and so does its rating', async () => {
    const { page, complaints } = overview;
    await page.evaluate('window.notReloaded = true');
    await send('mutation ($items: [MessageInput!]!) { ingestMessages(messages: $items) { accepted rejected { field reason } } }', [
      { externalId: 'live-1', conversationId: 'live', role: 'ASSISTANT', content: 'The eagle has landed', model: 'gpt-4o', latencyMs: 10 },
    ]);
    await eventually(() => tile(page, 'Messages'), count(truth.messageCount + 1));
    await send('mutation ($items: [EvaluationInput!]!) { evaluateMessages(evaluations: $items) { accepted rejected { field reason } } }', [
      { messageExternalId: 'live-1', rating: 5 },
    ]);
    await eventually(() => tile(page, 'Average rating'), '5.00');
    expect(await page.evaluate('window.notReloaded')).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('a message is found by search, its conversation opened and rated from the keyboard, and the rating arrives', async () => {
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/messages?range=all`);
    await page.keyboard.press('/');
    await page.getByRole('searchbox', { name: 'Search in messages' }).fill('eagle has lan');
    const table = page.getByRole('table', { name: 'Messages' });
    await eventually(() => table.getByRole('row').count(), 2); // its head and the one
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: 'Search in messages' }).fill('The eagle has landed');
    await table.getByRole('link', { name: 'The eagle has landed' }).click();
    await page.getByRole('article', { name: 'assistant message' }).waitFor();
    await page.keyboard.press('2');
    await page.keyboard.press('y');
    await eventually(() => page.getByRole('button', { name: '2 of 5' }).getAttribute('aria-pressed'), 'true');
    // It waits a moment, in which it can be taken back, and then goes out.
    const stored = await until(
      async () =>
        (
          await ask<{ message: { evaluations: { rating: number | null; success: boolean | null; evaluatorKind: string }[] } }>(
            product.server.address,
            '{ message(externalId: "live-1") { evaluations { rating success evaluatorKind } } }',
          )
        ).message.evaluations,
      (evaluations) => evaluations.length === 2,
    );
    expect(stored).toContainEqual({ rating: 2, success: true, evaluatorKind: 'HUMAN' });
    expect(complaints).toEqual([]);
    await close();
    await eventually(() => tile(overview.page, 'Average rating'), '3.50');
  });

  const pages: [name: string, path: string][] = [
    ['Overview', '/?range=all'],
    ['Messages', '/messages?range=all'],
    ['Traces', '/traces?range=all'],
    ['Conversation', `/conversations/${encodeURIComponent('tau-bench/gpt-4o-airline/0-0')}`],
    ['Models', '/models?range=all'],
    ['one model', '/models/gpt-4-0314?range=all'],
    ['Prices', '/prices'],
    ['Connect', '/connect'],
  ];
  describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
    test.each(pages)('%s is accessible', async (_name, path) => {
      const { page, complaints, close } = await openPage(product.browser, product.server.address + path, { colorScheme });
      await settled(page);
      expect(await accessibilityProblems(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await close();
    });
  });

  test.each(pages)('%s does not scroll sideways on a phone', async (_name, path) => {
    const { page, close } = await openPage(product.browser, product.server.address + path, {
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    await settled(page);
    expect(await sideways(page)).toBe(0);
    await close();
  });
});

async function runImporter(files: readonly string[]): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ['server/src/commands/importer/main.ts', ...files], {
    cwd: ROOT,
    env: { ...process.env, FTL_URL: product.server.address },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  return { code: await new Promise((resolve) => child.once('close', resolve)), output };
}

async function send(query: string, items: readonly object[]): Promise<void> {
  const answer = await ask<Record<string, { accepted: number; rejected: unknown[] }>>(product.server.address, query, { items });
  expect(Object.values(answer)).toEqual([{ accepted: 1, rejected: [] }]);
}
