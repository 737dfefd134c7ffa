import { access } from 'node:fs/promises';
import { run } from './run.ts';

const KNOWN_PLACES = [
  // The same browser without windows: pages take a tenth less of CPU, a start a half.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The browser that tests use: CHROMIUM_PATH, one that is installed, or one installed now (Debian's package as root, else
 * Playwright's own).
 *
 * Errors  throws, saying how to give one, when none can be had.
 */
export async function findBrowser(): Promise<string> {
  const found = await installed();
  if (found !== null) return found;
  console.log('Installing a browser for the tests …');
  if (process.getuid?.() === 0) {
    await run('apt-get', ['update'], { quiet: true });
    // The first is not in every release.
    for (const name of ['chromium-headless-shell', 'chromium']) {
      const { code } = await run('apt-get', ['install', '-y', '--no-install-recommends', name, 'fonts-liberation'], {
        quiet: true,
        env: { DEBIAN_FRONTEND: 'noninteractive' },
      });
      if (code === 0) break;
    }
  } else {
    await run('playwright', ['install', 'chromium'], { quiet: true });
    const { chromium } = await import('playwright');
    if (await exists(chromium.executablePath())) return chromium.executablePath();
  }
  const now = await installed();
  if (now === null)
    throw new Error('No browser was found and none could be installed. Install Chromium, or set CHROMIUM_PATH to its program.');
  return now;
}

async function installed(): Promise<string | null> {
  for (const path of [process.env['CHROMIUM_PATH'], ...KNOWN_PLACES]) if (path !== undefined && (await exists(path))) return path;
  return null;
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
