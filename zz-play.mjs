import { chromium } from 'playwright';
const base = 'http://127.0.0.1:4903';
const what = process.argv[2] ?? 'all';
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium-headless-shell' });
const shot = (page, name) => page.screenshot({ path: `/tmp/h/shots/play-${name}.png` });
const open = async (path, { width = 1280, height = 860, dark = false } = {}) => {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: dark ? 'dark' : 'light' });
  const page = await context.newPage();
  page.on('console', (m) => { if (m.type() === 'error') console.log('console', m.text().slice(0, 300)); });
  page.on('pageerror', (e) => console.log('pageerror', e.message.slice(0, 400)));
  await page.goto(base + path);
  return page;
};
const add = async (page, name) => {
  await page.getByRole('combobox', { name: 'Add a model' }).fill(name);
  await page.getByRole('option', { name: new RegExp(name) }).first().click();
};
if (what === 'first' || what === 'all') {
  const page = await open('/playground');
  await page.getByRole('heading', { name: 'Messages' }).waitFor();
  await shot(page, 'empty');
  await page.getByRole('textbox', { name: 'Text of message 1' }).fill('Explain to a {{reader}}, in Markdown.');
  await page.getByRole('textbox', { name: 'Text of message 2' }).fill('What is a circuit breaker in software?');
  await page.getByRole('textbox', { name: 'reader of row 1' }).fill('beginner');
  await page.getByRole('button', { name: /Leave out/ }).first().click().catch(() => {});
  for (const m of ['local/small', 'local/large', 'local/limited', 'local/cut']) await add(page, m);
  await page.waitForTimeout(1500);
  await shot(page, 'typed');
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(900);
  await shot(page, 'running');
  await page.getByText(/All \d answers have ended/).waitFor({ timeout: 20000, state: 'attached' });
  await page.waitForTimeout(500);
  await shot(page, 'done');
  const url = new URL(page.url());
  console.log(url.search);
  for (const [name, options] of [['dark', { dark: true }], ['1920', { width: 1920, height: 1080 }], ['390', { width: 390, height: 844 }]]) {
    const other = await open('/playground' + url.search, options);
    await other.getByRole('heading', { name: 'local/small' }).first().waitFor();
    await other.waitForTimeout(400);
    await shot(other, name);
    if (name === '390') { await other.getByRole('heading', { name: 'local/small' }).first().scrollIntoViewIfNeeded(); await shot(other, '390b'); console.log('sideways', await other.evaluate(() => document.documentElement.scrollWidth)); }
    await other.context().close();
  }
}
await browser.close();
