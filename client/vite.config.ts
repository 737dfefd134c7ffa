import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { splitDocuments } from './build/split-documents.ts';
import { precompress } from './build/precompress.ts';
import { chunkFileNames, chunkGroups, resolveDependencies } from './build/chunks.ts';
import { preloadFonts } from './build/preload-fonts.ts';

const api = process.env['API'] ?? 'http://127.0.0.1:4000';
/** What the server answers itself (server/src/server.ts); every other path is a page or a file of the dashboard. */
const apiPaths = '^/(graphql|explorer|v1|api|otel|i/v0|healthz|readyz|metrics)([/?]|$)';

export default defineConfig(({ command }) => {
  // What is built is always what is shipped: a test that builds would otherwise bundle React's development half.
  if (command === 'build') process.env['NODE_ENV'] = 'production';
  return {
    root: import.meta.dirname,
    plugins: [
      react(),
      preloadFonts([
        'ibm-plex-sans-latin-400-normal',
        'ibm-plex-sans-latin-600-normal',
        'ibm-plex-mono-latin-400-normal',
        'ibm-plex-mono-latin-500-normal',
      ]),
      splitDocuments(),
      precompress(),
    ],
    // The server takes pages of the host it is called by only: that stays the development server's.
    server: { port: Number(process.env['PORT'] ?? 5173), strictPort: true, proxy: { [apiPaths]: { target: api, ws: true } } },
    build: {
      outDir: 'dist',
      emptyOutDir: true,
      target: 'es2023',
      // The page allows no inline script, and no data: scripts either; fonts stay files so that they can be preloaded.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false, resolveDependencies },
      reportCompressedSize: false,
      rolldownOptions: { output: { chunkFileNames, codeSplitting: { groups: chunkGroups } } },
    },
  };
});
