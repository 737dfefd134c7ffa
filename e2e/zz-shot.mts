import { chromium } from 'playwright';
const base = process.env.BASE ?? 'http://127.0.0.1:5160';
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH });
const only = process.argv.slice(2);
const loops = (await (
  await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ loops { id name } }' }),
  })
).json()) as any;
const id = loops.data.loops[0]?.id;
const paths: Record<string, string> = { list: '/loops', loop: `/loops/${id}` };
for (const [size, width, height] of [
  ['1280', 1280, 900],
  ['1920', 1920, 1080],
  ['phone', 390, 844],
] as const)
  for (const scheme of ['light', 'dark'] as const) {
    if (scheme === 'dark' && size === '1920') continue;
    for (const [name, path] of Object.entries(paths)) {
      const key = `${name}-${size}-${scheme}`;
      if (only.length && !only.some((o) => key.includes(o))) continue;
      const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme });
      page.on('console', (m) => {
        if (m.type() === 'error') console.log(key, m.text().slice(0, 300));
      });
      page.on('pageerror', (e) => console.log(key, 'ERR', String(e).slice(0, 500)));
      await page.goto(base + path);
      await page.waitForTimeout(2500);
      await page.screenshot({ path: `/tmp/wt-data/lp/shots/${key}.png` });
      await page.close();
    }
  }
await browser.close();
