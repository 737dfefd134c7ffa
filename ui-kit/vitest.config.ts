import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import type { BrowserCommand } from 'vitest/node';
import type { EmulatedMedia } from './.storybook/modes.ts';
import { manifest } from './scripts/build.ts';
import { softened } from './test/softened.ts';
import type { SoftenedOptions } from './test/softened.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

declare module 'vitest/browser' {
  interface ScreenshotComparatorRegistry {
    softened: SoftenedOptions;
  }
}

/** A busy machine may take its time over a first import; nothing here is about speed. */
const UNHURRIED_MS = 60_000;

/** Forced colours and print, which a page cannot ask for itself; without words all is as it was. */
const emulateMedia: BrowserCommand<[EmulatedMedia]> = async ({ page }, { forcedColors = null, media = null }) => {
  await page.emulateMedia({ forcedColors, media });
};

/** Found before the first run: a dependency that Vite meets while testing would reload the page under it. */
const DEPENDENCIES = [
  'react',
  'react-dom',
  'react-dom/client',
  'react/jsx-dev-runtime',
  ...Object.keys(manifest.dependencies),
  '@storybook/react-vite',
  'storybook/test',
];

const chromium = (...args: readonly string[]) =>
  playwright({
    launchOptions: {
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', ...args],
    },
  });

/** React 18 for everyone who asks for React, visx and React itself included. */
const REACT_18 = [
  { find: /^react$/, replacement: here('node_modules/react-18/index.js') },
  { find: /^react\/(.*)$/, replacement: here('node_modules/react-18/$1.js') },
  { find: /^react-dom$/, replacement: here('node_modules/react-dom-18/index.js') },
  { find: /^react-dom\/(.*)$/, replacement: here('node_modules/react-dom-18/$1.js') },
];

/** The built package in one React version. */
const built = (version: '18' | '19') => ({
  root: here('.'),
  plugins: [react()],
  cacheDir: here(`node_modules/.vite-react-${version}`),
  resolve: { alias: version === '18' ? REACT_18 : [] },
  optimizeDeps: { include: [...DEPENDENCIES.filter((name) => !name.startsWith('@storybook/')), 'react/jsx-runtime'] },
  test: {
    name: `ui-kit-react-${version}`,
    testTimeout: UNHURRIED_MS,
    globalSetup: here('test/built.setup.ts'),
    setupFiles: [here('test/same-math.ts')],
    include: ['test/built-package.test.tsx'],
    provide: { react: version },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: chromium(),
      instances: [{ browser: 'chromium' as const }],
      viewport: { width: 1000, height: 700 },
    },
  },
});

export default defineConfig({
  test: {
    projects: [
      {
        root: here('.'),
        // They share nothing but code: loading it again for each of the files took more time than the tests.
        test: {
          name: 'ui-kit-unit',
          environment: 'node',
          isolate: false,
          testTimeout: UNHURRIED_MS,
          include: ['src/**/*.test.{ts,tsx}', 'test/softened.test.ts'],
        },
      },
      {
        root: here('.'),
        plugins: [react(), storybookTest({ configDir: here('.storybook'), disableAddonDocs: true })],
        optimizeDeps: { include: [...DEPENDENCIES, '@storybook/addon-a11y/preview'] },
        test: {
          name: 'ui-kit-stories',
          testTimeout: UNHURRIED_MS,
          // One page for all files: each story is mounted and taken away, and a page for each file would load every module again.
          isolate: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: chromium(),
            instances: [{ browser: 'chromium' }],
            viewport: { width: 1000, height: 700 },
            commands: { emulateMedia },
          },
        },
      },
      {
        root: here('.'),
        plugins: [react()],
        optimizeDeps: { include: DEPENDENCIES },
        test: {
          name: 'ui-kit-pictures',
          testTimeout: UNHURRIED_MS,
          include: ['test/pictures.test.tsx'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            // Letters are drawn from their outlines alone: the same on a machine that would hint them otherwise.
            provider: chromium('--font-render-hinting=none', '--disable-lcd-text', '--force-color-profile=srgb', '--hide-scrollbars'),
            instances: [{ browser: 'chromium' }],
            expect: {
              toMatchScreenshot: {
                comparatorName: 'softened',
                comparators: { softened },
                resolveScreenshotPath: ({ root, arg, ext }) => join(root, 'test/pictures', `${arg}${ext}`),
              },
            },
          },
        },
      },
      built('18'),
      built('19'),
    ],
  },
});
