import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

export default defineConfig({
  test: {
    projects: [
      {
        root,
        test: {
          name: 'client-unit',
          environment: 'node',
          isolate: false,
          include: ['{src,build}/**/*.test.ts'],
          exclude: ['**/*.browser.test.*'],
        },
      },
      {
        root,
        plugins: [react()],
        // Found before the first run: a dependency that Vite meets while testing would reload the page under it.
        optimizeDeps: {
          // One file of modules, reached by a name of the importer's own, by which it would be met late.
          exclude: ['csv-parse'],
          include: [
            'react',
            'react-dom',
            'react-dom/client',
            'react/jsx-dev-runtime',
            'urql',
            'graphql-ws',
            '@tanstack/react-router',
            '@base-ui/react/dialog',
            '@base-ui/react/menu',
            '@base-ui/react/popover',
            '@base-ui/react/select',
            '@base-ui/react/toast',
            '@base-ui/react/toggle',
            '@base-ui/react/toggle-group',
            '@base-ui/react/tabs',
            'react-markdown',
            'remark-gfm',
            '@base-ui/react/autocomplete',
            'importer > hyparquet',
            'importer > hyparquet-compressors',
            'ui-kit > @visx/group',
            'ui-kit > @visx/scale',
            'ui-kit > @visx/shape',
          ],
        },
        test: {
          name: 'client-browser',
          include: ['src/**/*.browser.test.tsx'],
          setupFiles: ['./src/testing/styles.ts'],
          expect: { poll: { timeout: 10_000 } }, // and of `expect.element`: suites beside it share the cores
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
                args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
              },
              contextOptions: { timezoneId: 'Europe/Berlin', locale: 'en-GB' },
            }),
            instances: [{ browser: 'chromium' }],
            viewport: { width: 1280, height: 800 },
          },
        },
      },
    ],
  },
});
