import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestServer, type TestServer } from '../../../server.testing.ts';

const places = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium', chromium.executablePath()];
const executablePath = places.find((path) => path !== undefined && existsSync(path)) ?? '';
const hasBrowser = executablePath !== '';
if (!hasBrowser) console.warn('skipped: no Chromium (Debian package chromium, or `npx playwright install chromium`)');

describe.skipIf(!hasBrowser)('the explorer in a browser', () => {
  let server: TestServer;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  const elsewhere: string[] = [];
  beforeAll(async () => {
    server = await openTestServer();
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      if (protocol.startsWith('http') && host !== `127.0.0.1:${server.port}`) elsewhere.push(request.url());
    });
    await page.goto(`${server.url}/graphql`);
    await page.getByRole('tab', { name: 'Overview' }).waitFor();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const answer = (): Promise<string> =>
    page
      .locator('.graphiql-response .view-lines')
      .innerText()
      .then((text) => text.replaceAll('\u00a0', ' '));
  async function tab(name: string): Promise<void> {
    await page.locator('.graphiql-tab-button', { hasText: name }).click();
    await expect.poll(() => page.getByRole('tab', { name }).getAttribute('aria-selected')).toBe('true');
  }
  const runOrStop = () => page.locator('.graphiql-execute-button').click();

  test('opens with an example in each tab', async () => {
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(
      expect.arrayContaining([
        'Overview',
        'CompareModels',
        'SearchMessages',
        'IngestMessages',
        'RateMessage',
        'WatchAnalytics',
        'WatchMessages',
      ]),
    );
  });
  test('a subscription shows what another request sends, over WebSocket', async () => {
    await tab('WatchMessages');
    await runOrStop();
    const socketCount = async (): Promise<string | undefined> =>
      /^ftl_websocket_connections (\d+)/m.exec(await (await fetch(`${server.url}/metrics`)).text())?.[1];
    await expect.poll(socketCount).toBe('1');
    const messages = [{ externalId: 'seen-live', conversationId: 'c', role: 'USER', content: 'Hello, explorer' }];
    await expect
      .poll(
        async () => {
          await fetch(`${server.url}/graphql`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              query: 'mutation ($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted } }',
              variables: { messages: messages.map((message) => ({ ...message, externalId: `seen-live-${Math.random()}` })) },
            }),
          });
          return answer();
        },
        { timeout: 20_000, interval: 500 },
      )
      .toContain('seen-live');
    await runOrStop();
  });
  test.each(['IngestMessages', 'RateMessage', 'Overview', 'CompareModels', 'SearchMessages'])(
    '%s runs as it stands and is answered without an error',
    async (name) => {
      await tab(name);
      await runOrStop();
      await expect.poll(answer, { timeout: 20_000 }).toContain('"data"');
      expect(await answer()).not.toContain('"errors"');
    },
  );
  test('asks nothing of any other place, and the browser complains of nothing', () => {
    expect(elsewhere).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
