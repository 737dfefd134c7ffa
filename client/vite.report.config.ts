import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The program that draws reports: one file that Node runs, with the kit and React in it. */
export default defineConfig(() => {
  process.env['NODE_ENV'] = 'production';
  return {
    root: import.meta.dirname,
    plugins: [react()],
    ssr: { noExternal: true as const },
    build: {
      ssr: 'src/panels/report/entry.tsx',
      outDir: 'dist/.report',
      emptyOutDir: true,
      target: 'es2023',
      minify: true,
      copyPublicDir: false,
      reportCompressedSize: false,
      rolldownOptions: { output: { entryFileNames: 'report.mjs', codeSplitting: false } },
    },
  };
});
