import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright';
import type { Browser, BrowserContext, Page } from 'playwright';
import { ask } from './ask.ts';
import { screens } from './screens-list.ts';
import type { Screen, Subject } from './screens-list.ts';
import { makeDataDir, removeDataDir, ROOT, startServer } from './server.ts';

/**
 * Takes a picture of every page, wide and as on a phone, light and dark, and of its empty, loading and failing states.
 *
 * Usage   node e2e/screens.ts ADDRESS [FOLDER] [PART OF A NAME]   (ADDRESS: a running server with messages)
 * Says    for each picture what the browser complained of, and whether the page scrolls sideways; exit code 1 if any did.
 */
const [address, folder = join(ROOT, '.cache/screens'), wanted = ''] = process.argv.slice(2);
if (address === undefined) throw new Error('Give the address of a running server: node e2e/screens.ts http://127.0.0.1:4000');

const sizes = { wide: { width: 1440, height: 980 }, phone: { width: 390, height: 844 } } as const;
const themes = ['light', 'dark'] as const;
let complaints = 0;

async function subjectOf(at: string): Promise<Subject> {
  const query = `query { messages(first: 50, roles: [ASSISTANT]) { edges { node { externalId model evaluations { id } toolCalls { name } conversation { externalId } } } } }`;
  interface Node {
    externalId: string;
    model: string | null;
    evaluations: unknown[];
    toolCalls: unknown[];
    conversation: { externalId: string };
  }
  const { messages } = await ask<{ messages: { edges: { node: Node }[] } }>(at, query);
  const nodes = messages.edges.map(({ node }) => node);
  const told = nodes.find(({ toolCalls }) => toolCalls.length > 0) ?? nodes[0];
  return {
    address: at,
    trace: await traceOf(at),
    conversationId: told?.conversation.externalId ?? null,
    messageExternalId: told?.externalId ?? null,
    model: nodes.find(({ model }) => model !== null)?.model ?? null,
  };
}

/** A trace that shows much: with errors and calls of models where there is one. */
async function traceOf(at: string): Promise<Subject['trace']> {
  interface Span {
    id: string;
    kind: string;
    isError: boolean;
  }
  interface Trace {
    id: string;
    spanCount: number;
    modelCallCount: number;
    errorCount: number;
    name: string;
    sessionId: string | null;
  }
  const { traces } = await ask<{ traces: { edges: { node: Trace }[] } }>(
    at,
    'query { traces(first: 50) { edges { node { id name sessionId spanCount modelCallCount errorCount } } } }',
  );
  const all = traces.edges.map(({ node }) => node).filter(({ spanCount }) => spanCount < 2_000);
  const chosen =
    all.find(({ modelCallCount, errorCount }) => modelCallCount > 1 && errorCount > 0) ??
    all.find(({ modelCallCount }) => modelCallCount > 0) ??
    all[0];
  if (chosen === undefined) return null;
  const { trace } = await ask<{ trace: { spans: { edges: { node: Span }[] } } }>(
    at,
    `query { trace(traceId: "${chosen.id}") { spans(first: 200) { edges { node { id kind isError } } } } }`,
  );
  const others = all.filter(({ id }) => id !== chosen.id);
  const spans = trace.spans.edges.map(({ node }) => node);
  return {
    id: chosen.id,
    modelCallId: spans.findLast(({ kind }) => kind === 'LLM')?.id ?? null,
    errorId: spans.find(({ isError }) => isError)?.id ?? null,
    otherId: (others.find(({ name }) => name === chosen.name) ?? others[0])?.id ?? null,
    sessionId: chosen.sessionId,
  };
}

async function take(
  browser: Browser,
  screen: Screen,
  subject: Subject,
  size: keyof typeof sizes,
  theme: (typeof themes)[number],
): Promise<void> {
  const path = screen.path(subject);
  if (path === null) return;
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme: theme,
    deviceScaleFactor: size === 'phone' ? 2 : 1,
    timezoneId: 'Europe/Berlin',
    locale: 'en-GB',
    hasTouch: size === 'phone',
  });
  const name = `${screen.name}-${size}-${theme}`;
  try {
    const page = await context.newPage();
    const heard = listen(page, screen);
    await hold(context, screen);
    await page.goto(subject.address + path);
    await settled(page, screen);
    await screen.prepare?.(page);
    if (screen.prepare !== undefined) await page.waitForTimeout(500);
    await page.screenshot({
      path: join(folder, `${name}.png`),
      fullPage: screen.once !== true && !['messages', 'traces'].includes(screen.name),
    });
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (sideways > 0) heard.push(`the page scrolls ${sideways} px sideways`);
    complaints += heard.length;
    console.log(`${heard.length === 0 ? 'ok     ' : 'COMPLAINS'} ${name}${heard.map((words) => `\n          ${words}`).join('')}`);
  } finally {
    await context.close();
  }
}

/** What the browser says against the page; the failures that a picture is about are left out. */
function listen(page: Page, screen: Screen): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => heard.push(`threw: ${error.message}`));
  page.on('console', (message) => {
    const isWanted = screen.state !== undefined && screen.state !== 'empty' && /Failed to load resource|WebSocket/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !isWanted) heard.push(message.text().slice(0, 300));
  });
  return heard;
}

async function hold(context: BrowserContext, { state }: Screen): Promise<void> {
  if (state === 'loading') await context.route('**/graphql', () => undefined);
  if (state === 'failing') await context.route('**/graphql', (route) => route.fulfill({ status: 500, body: 'broken on purpose' }));
}

async function settled(page: Page, { state }: Screen): Promise<void> {
  await page.locator('h1').waitFor();
  await page.evaluate(() => document.fonts.ready);
  if (state === undefined || state === 'empty') {
    await page
      .waitForFunction(() => document.querySelector('.uk-skeleton, [data-loading]') === null, undefined, { timeout: 15_000 })
      .catch(() => undefined);
  }
  await page.waitForTimeout(700);
}

await mkdir(folder, { recursive: true });
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const chosen = screens.filter(({ name }) => name.includes(wanted));
const filled = await subjectOf(address);
for (const screen of chosen.filter(({ state }) => state !== 'empty')) {
  for (const size of screen.once ? (['wide'] as const) : (['wide', 'phone'] as const))
    for (const theme of screen.once ? (['light'] as const) : themes) await take(browser, screen, filled, size, theme);
}
const empties = chosen.filter(({ state }) => state === 'empty');
if (empties.length > 0) {
  const dataDir = await makeDataDir();
  const server = await startServer({ dataDir });
  const empty: Subject = {
    address: server.address,
    conversationId: 'nothing-here',
    messageExternalId: null,
    model: 'no-such-model',
    trace: { id: '00000000000000000000000000000001', modelCallId: null, errorId: null, otherId: null, sessionId: null },
  };
  for (const screen of empties) for (const size of ['wide', 'phone'] as const) await take(browser, screen, empty, size, 'light');
  await server.stop();
  await removeDataDir(dataDir);
}
await browser.close();
console.log(`${complaints === 0 ? 'Nothing to complain of' : `${complaints} complaints`}; pictures in ${folder}`);
process.exit(complaints === 0 ? 0 : 1);
