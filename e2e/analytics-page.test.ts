import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { accessibilityProblems, openPage, settled } from './browser.ts';
import { ask, until } from './ask.ts';
import { useProduct } from './product.ts';

/** Dashboard and boards from stored messages to the screen: sections, filters, lists behind numbers, and what axe finds. */

const product = useProduct();
const HOUR_MS = 3_600_000;

const messages = Array.from({ length: 60 }, (_, index) => ({
  externalId: `m-${index}`,
  conversationId: `c-${Math.floor(index / 3)}`,
  role: 'ASSISTANT',
  content: `answer ${index}${index % 10 === 0 ? ' about a refund' : ''}`,
  createdAt: new Date(Date.now() - (60 - index) * HOUR_MS).toISOString(),
  model: index % 2 === 0 ? 'tuned' : 'base',
  provider: 'own',
  userId: `u-${index % 7}`,
  experimentName: 'greeting',
  variant: index % 2 === 0 ? 'warm' : 'plain',
  sessionId: `s-${index % 3}`,
  inputTokens: 100 + index,
  outputTokens: 20,
  latencyMs: 400 + index * 10,
  timeToFirstTokenMs: 100 + index,
  ...(index % 12 === 0 && { errorType: 'timeout' }),
  toolCalls: [{ name: 'search', success: index % 5 !== 0, durationMs: 30 }],
}));
const evaluations = messages.map(({ externalId }, index) => ({
  messageExternalId: externalId,
  externalId: `e-${index}`,
  success: index % 2 === 0 || index % 3 === 0,
  rating: (index % 5) + 1,
  ...(index % 2 === 1 && index % 3 !== 0 && { failureTags: ['made_up'] }),
}));

/** Panels that are not in view stay empty: the numbers at the top say that the page is there. */
const shown = (page: Page) => page.getByRole('region', { name: 'Main numbers' }).getByText('60', { exact: true }).first().waitFor();

test('messages are stored', async () => {
  const { address } = product.server;
  await ask(address, 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { reason } } }', {
    messages,
  });
  await ask(
    address,
    'mutation ($evaluations: [EvaluationInput!]!) { evaluateMessages(evaluations: $evaluations) { accepted rejected { reason } } }',
    { evaluations },
  );
  const count = () =>
    ask<{ analytics: { overview: { judgedCount: number } } }>(address, '{ analytics(filter: {}) { overview { judgedCount } } }').then(
      ({ analytics }) => analytics.overview.judgedCount,
    );
  await until(count, (judged) => judged === 60);
});

// Over 10 s: axe looks at the whole page twice, with all its panels.
test('every section shows its numbers, and axe finds nothing, on a screen and on a phone, light and dark', async () => {
  // So high that every panel is in view, and so asked for.
  for (const [width, height, colorScheme] of [
    [1440, 8_000, 'light'],
    [390, 12_500, 'dark'],
  ] as const) {
    const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/analytics?range=7d`, {
      viewport: { width, height },
      colorScheme,
    });
    await settled(page);
    for (const title of ['Model performance', 'Ratings', 'Response time', 'Tokens', 'Tool performance', 'Activity feed'])
      await page.getByRole('region', { name: title, exact: true }).waitFor();
    expect(await page.getByRole('region', { name: 'Tool performance', exact: true }).textContent()).toContain('search');
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await accessibilityProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  }
});

test('a filter with its count narrows every number, and leads to the list of what is counted', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/analytics?range=7d`);
  await shown(page);
  await page.getByRole('button', { name: /^Model any/ }).click();
  await page.getByRole('menuitemcheckbox', { name: /^tuned ?30/ }).click();
  await page.keyboard.press('Escape');
  const numbers = page.getByRole('region', { name: 'Main numbers' });
  await until(
    () => numbers.textContent(),
    (text) => text?.startsWith('Messages30') ?? false,
  );
  await page.getByRole('button', { name: /^Model is tuned/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Leave out what is chosen' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Model is not tuned/ }).waitFor();
  expect(page.url()).toContain('not-model=tuned');
  const tags = page.getByRole('region', { name: 'Failure tags', exact: true });
  await tags.scrollIntoViewIfNeeded();
  await tags.getByText('made_up').waitFor();
  await tags.getByRole('button', { name: 'Actions of this panel' }).click();
  await page.getByRole('menuitem', { name: 'Show these messages' }).click();
  await page.waitForURL(/\/messages\?/);
  expect(page.url()).toContain('result=failure');
  // Odd and no multiple of three: judged a failure of the other model.
  await page.getByText('answer 59').first().waitFor();
  expect(complaints).toEqual([]);
  await close();
});

test('by keyboard: a section is folded, stays so when the page is opened again, and u undoes a zoom', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/`);
  await settled(page);
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  await page.waitForURL(/\/analytics/);
  await shown(page);
  await page.getByRole('button', { name: /^Quality/ }).focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/closed=quality/);
  expect(await page.getByRole('region', { name: 'Ratings', exact: true }).count()).toBe(0);
  await page.waitForTimeout(1_500);
  await page.goto(`${product.server.address}/analytics`);
  await page.waitForURL(/closed=quality/);
  expect(await page.getByRole('button', { name: /^Quality/ }).getAttribute('aria-expanded')).toBe('false');
  expect(complaints).toEqual([]);
  await close();
});

// Over 10 s: axe looks at the board twice, and while it is changed.
test('a board is made of a template, changed by keyboard and saved; axe finds nothing on it', async () => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/boards`, {
    viewport: { width: 1280, height: 2_600 },
  });
  await page.getByRole('button', { name: 'New board' }).click();
  await page.getByRole('radio', { name: /^Quality review/ }).check();
  await page.getByRole('button', { name: 'Make board' }).click();
  await page.waitForURL(/\/boards\/.+range=7d/);
  await settled(page);
  await page.getByRole('region', { name: 'Ratings', exact: true }).waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.keyboard.press('e');
  const handle = page.getByRole('button', { name: 'Move or resize Ratings' });
  await handle.press('ArrowUp');
  await page.getByText(/^Ratings: column 9, row 1,/).waitFor({ state: 'attached' });
  await handle.press('Shift+ArrowDown');
  await page.getByText(/^Ratings: .* 8 rows high$/).waitFor({ state: 'attached' });
  expect(await handle.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await handle.waitFor({ state: 'detached' });
  const { boards } = await ask<{ boards: { name: string; version: number; tiles: { panel: string; y: number; height: number }[] }[] }>(
    product.server.address,
    '{ boards { name version tiles { panel y height } } }',
    {},
  );
  expect(boards).toMatchObject([{ name: 'Quality review', version: 2 }]);
  expect(boards[0]?.tiles.find(({ panel }) => panel === 'ratings')).toMatchObject({ y: 0, height: 8 });
  await page.setViewportSize({ width: 390, height: 3_600 });
  await settled(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await close();
});

const made = { queue: '', board: '', cohort: '' };

test('a queue, a benchmark, a prompt, an experiment, a flag, two cohorts and an export are made', async () => {
  const { address } = product.server;
  const {
    saveAnnotationQueue: queue,
    saveBenchmarkRun: run,
    busy: cohort,
  } = await ask<Record<string, { id: string }>>(
    address,
    `mutation ($queue: SaveAnnotationQueueInput!, $run: BenchmarkRunInput!, $prompt: PromptVersionInput!, $experiment: ExperimentInput!, $flag: ExperimentInput!, $busy: CohortInput!, $plan: CohortInput!, $users: [UserInput!]!, $export: ExportInput!, $schedule: ExportScheduleInput!) {
      saveAnnotationQueue(input: $queue) { id } saveBenchmarkRun(input: $run) { id } savePromptVersion(input: $prompt) { id }
      experiment: createExperiment(input: $experiment) { id } flag: createExperiment(input: $flag) { id }
      identifyUsers(users: $users) { accepted } busy: createCohort(input: $busy) { id } plan: createCohort(input: $plan) { id }
      createExport(input: $export) { id } saveExportSchedule(input: $schedule) { id } }`,
    {
      queue: { name: 'failures', overlap: 2, rubric: { rating: true, success: true, correction: true, failureTags: ['made_up'] } },
      run: { suite: 'support', model: 'tuned', externalId: 'r-1' },
      prompt: { name: 'greeting', text: 'Hello {{name}}', labels: ['production'] },
      experiment: { key: 'warm', name: 'Warm greeting', variants: [{ key: 'plain' }, { key: 'warm' }] },
      flag: { key: 'retries', name: 'Retries', kind: 'FLAG', defaultValue: 3, variants: [{ key: 'more', value: 5 }] },
      users: [0, 1, 2, 3].map((n) => ({ userId: `u-${n}`, properties: { plan: n === 0 ? 'free' : 'pro', flags: ['beta'] } })),
      busy: { name: 'busy', rule: { activity: { measure: 'ANSWERS', test: 'ABOVE', number: 8 } } },
      plan: { name: 'on pro', rule: { property: { name: 'plan', test: 'IS', value: 'pro' } } },
      export: { type: 'COMPLETE', format: 'CSV' },
      schedule: { name: 'weekly', type: 'OVERVIEW', format: 'CSV', every: 'DAILY', time: '06:00', timeZone: 'UTC' },
    },
  );
  await ask(address, 'mutation ($input: FillAnnotationQueueInput!) { fillAnnotationQueue(input: $input) { addedCount } }', {
    input: { id: queue?.id, filter: { success: false } },
  });
  await ask(
    address,
    'mutation ($id: ID!, $results: [BenchmarkResultInput!]!) { logBenchmarkResults(runId: $id, results: $results) { accepted } }',
    { id: run?.id, results: [0, 1, 2, 3].map((n) => ({ itemId: `i-${n}`, category: 'refunds', isCorrect: n > 0 })) },
  );
  const { boards } = await ask<{ boards: { id: string }[] }>(address, '{ boards { id } }');
  Object.assign(made, { queue: queue?.id, board: boards[0]?.id, cohort: cohort?.id });
});

// Over 10 s: axe looks at each page.
test.each(['light', 'dark'] as const)('axe finds nothing on the pages beside the dashboard, %s', async (colorScheme) => {
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/exports`, { colorScheme });
  const found: Record<string, string[]> = {};
  for (const path of [
    '/exports',
    '/settings',
    '/queues',
    `/queues/${made.queue}`,
    `/queues/${made.queue}/annotate`,
    '/boards',
    `/boards/${made.board}`,
    '/judgments?range=7d',
    '/benchmarks',
    '/prompts',
    '/prompts/greeting',
    '/playground',
    '/experiments',
    '/experiments/warm',
    '/experiments/planner',
    '/experiment-metrics',
    '/flags',
    '/cohorts',
    `/cohorts/${encodeURIComponent(made.cohort)}?range=7d`,
    '/cohorts/compare?range=7d',
    '/users',
    '/users/u-1',
  ]) {
    await page.goto(product.server.address + path);
    await settled(page);
    const problems = await accessibilityProblems(page);
    if (problems.length > 0) found[path] = problems;
  }
  expect(found).toEqual({});
  expect(complaints).toEqual([]);
  await close();
});
