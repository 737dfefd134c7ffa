import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityProblems, openPage, settled } from './browser.ts';
import { ask, until } from './ask.ts';
import { useProduct } from './product.ts';

/** From stored messages to an anomaly that is judged, and from a template to an alert that is acknowledged on a phone. */

const product = useProduct();
const HOUR_MS = 3_600_000;
const HOURS = 16 * 24;
const PER_HOUR = 24;
/** Hours before now in which every other answer of one model ended in an error. */
const BROKEN = { from: 30, to: 26 } as const;

const hours = Array.from({ length: HOURS }, (_, index) => HOURS - index);
const messagesOf = (back: number, now: number) =>
  Array.from({ length: PER_HOUR }, (_, index) => ({
    externalId: `m-${back}-${index}`,
    conversationId: `c-${back}-${index}`,
    role: 'ASSISTANT',
    content: 'an answer',
    createdAt: new Date(now - back * HOUR_MS + index * 60_000).toISOString(),
    model: index % 3 === 0 ? 'base' : 'tuned',
    userId: `u-${index}`,
    inputTokens: 100,
    outputTokens: 20,
    latencyMs: 400 + ((back * 7 + index * 13) % 90),
    ...((back <= BROKEN.from && back > BROKEN.to ? index % 2 === 1 : (back + index) % 97 === 0) && { errorType: 'timeout' }),
  }));

const ingest = (messages: readonly object[]) =>
  ask(
    product.server.address,
    'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted rejected { reason } } }',
    {
      messages,
    },
  );

const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

const received: { readonly headers: NodeJS.Dict<string | string[]>; readonly body: string }[] = [];
let receiver: Server;
let hook = '';
beforeAll(async () => {
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  hook = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/alerts`;
});
afterAll(() => new Promise((resolve) => receiver.close(resolve)));

interface Fired {
  readonly data: { readonly episodes: readonly { readonly acknowledgeUrl: string }[] };
}

interface Found {
  readonly anomalies: { readonly edges: readonly { readonly node: { readonly id: string; readonly sentence: string } }[] };
}

test('16 days of hours are stored, and answers of now that ended in an error', async () => {
  const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  for (let first = 0; first < hours.length; first += 32)
    await ingest(hours.slice(first, first + 32).flatMap((back) => messagesOf(back, now)));
  await ingest(
    messagesOf(0, Date.now()).map((message, index) => ({
      ...message,
      externalId: `now-${index}`,
      errorType: 'timeout',
      createdAt: new Date(Date.now() - index * 1_000).toISOString(),
    })),
  );
});

// Over 10 s: a rule is evaluated each minute, and axe looks at three pages.
test('a rule made of a template fires, notifies once, and is acknowledged on a phone', async () => {
  const { address } = product.server;
  const { page, complaints, close } = await openPage(product.browser, `${address}/alerts?tab=channels`, {
    viewport: { width: 390, height: 844 },
  });
  await settled(page);
  await page.getByRole('button', { name: 'Add channel' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ours');
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: 'Webhook' }).click();
  await page.getByRole('textbox', { name: 'Address' }).fill(hook);
  await page.getByRole('button', { name: 'Add channel' }).last().click();
  await page.getByText(/^whsec_/).waitFor();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Rules', exact: true }).click();
  await page.getByRole('button', { name: 'Make rule Error budget burns fast' }).click();
  await page.getByText('Error budget burns fast watches from now on.').waitFor();
  expect(await fits(page)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  await until(
    async () => received.filter(({ body }) => body.includes('Error budget burns fast')).length,
    (count) => count > 0,
    150_000,
  );
  // The link of the notice needs no sign-in; looked at, it changes nothing, and its button is as wide as the screen.
  const notice = received.find(({ body }) => body.includes('Error budget burns fast') && body.includes('fired'));
  const { acknowledgeUrl } = (JSON.parse(notice?.body ?? '{}') as Fired).data.episodes[0] ?? { acknowledgeUrl: '' };
  await page.goto(acknowledgeUrl);
  await page.getByRole('heading', { name: 'Alert: Error budget burns fast' }).waitFor();
  await page.getByText(/^(?:warning|critical) in /).waitFor();
  const button = await page.getByRole('button', { name: 'Acknowledge' }).boundingBox();
  expect(button?.height).toBeGreaterThanOrEqual(48);
  expect(button?.width).toBeGreaterThan(340);
  expect(await fits(page)).toBe(true);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await accessibilityProblems(page)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`${address}/alerts?tab=history`);
  await settled(page);
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByText('acknowledged', { exact: true }).first().waitFor();
  expect(await fits(page)).toBe(true);
  expect(await accessibilityProblems(page)).toEqual([]);
  expect(received.filter(({ body }) => body.includes('Error budget burns fast') && body.includes('fired'))).toHaveLength(1);
  expect(complaints).toEqual([]);
  await close();
}, 240_000);

// Over 10 s: a workspace is judged for the first time when two looks, a minute apart, have found the same messages.
test('an hour of errors is found once, opens with its chart, is judged, taken back and acknowledged', async () => {
  const { anomalies } = await until(
    () => ask<Found>(product.server.address, '{ anomalies(first: 10, metric: ERROR_SHARE) { edges { node { id sentence } } } }'),
    (data) => data.anomalies.edges.length > 0,
    120_000,
  );
  expect(anomalies.edges).toHaveLength(1);
  const { page, complaints, close } = await openPage(product.browser, `${product.server.address}/signals?range=7d`);
  await settled(page);
  await page.getByRole('list', { name: 'Anomalies' }).getByRole('link').first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('link', { name: anomalies.edges[0]?.node.sentence ?? '' }).click();
  await page.waitForURL(/\/signals\/.+/);
  await settled(page);
  await page.getByRole('region', { name: 'Around it' }).locator('svg').first().waitFor();
  expect(await accessibilityProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Not real' }).click();
  await page.getByRole('button', { name: 'It is not real' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Not real' }).waitFor();
  // The errors are over: it was resolved by itself.
  await page.getByRole('button', { name: 'Open again' }).click();
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await page.getByRole('button', { name: 'Acknowledge' }).waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Messages that ended in an error' }).click();
  await page.waitForURL(/\/messages\?/);
  await page.getByText('an answer').first().waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  const problems: Record<string, string[]> = {};
  for (const path of ['/signals?tab=watched', '/signals?tab=settings', '/alerts', '/alerts?tab=channels']) {
    await page.goto(product.server.address + path);
    await settled(page);
    const found = await accessibilityProblems(page);
    if (found.length > 0) problems[path] = found;
  }
  expect(problems).toEqual({});
  expect(complaints).toEqual([]);
  await close();
}, 240_000);
