/**
 * Pictures of stories, to be looked at: `node scripts/screenshots.ts OUT [part of the story id…]` after `build-storybook`.
 * Each story is taken at 1000 px in light and dark; with `--narrow` at 390 px as well.
 */
import { createReadStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';

const built = process.env['STORYBOOK_STATIC'] ?? fileURLToPath(new URL('../storybook-static', import.meta.url));
const [out = 'screenshots', ...rest] = process.argv.slice(2);
const parts = rest.filter((word) => !word.startsWith('--'));
const widths = rest.includes('--narrow') ? [1000, 390] : rest.includes('--wide') ? [1440] : [1000];
const port = Number(process.env['PORT'] ?? 6106);

const types: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};
const server = createServer((request, response) => {
  const path = join(built, decodeURIComponent(new URL(request.url ?? '/', 'http://x').pathname));
  if (!path.startsWith(built) || !existsSync(path)) return response.writeHead(404).end();
  response.writeHead(200, { 'content-type': types[extname(path)] ?? 'application/octet-stream' });
  createReadStream(path).pipe(response);
}).listen(port);

const index = JSON.parse(readFileSync(join(built, 'index.json'), 'utf8')) as { entries: Record<string, { id: string; type: string }> };
const stories = Object.values(index.entries).filter(
  ({ id, type }) => type === 'story' && (parts.length === 0 || parts.some((part) => id.includes(part))),
);
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const width of widths) {
  const page = await browser.newPage({ viewport: { width, height: 400 } });
  page.on('pageerror', (error) => console.error(error.message));
  for (const { id } of stories) {
    for (const theme of ['light', 'dark']) {
      await page.goto(`http://127.0.0.1:${port}/iframe.html?id=${id}&viewMode=story&globals=theme:${theme}`);
      await page.waitForSelector('.story-ground > *');
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(250);
      await page.locator('.story-ground').screenshot({ path: join(out, `${id}-${theme}-${width}.png`) });
    }
  }
  await page.close();
}
await browser.close();
server.close();
console.log(`${stories.length} stories in ${out}`);
