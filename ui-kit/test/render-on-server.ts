/**
 * Renders every story of the built package in plain Node, where there is no window: `node test/render-on-server.ts BUILT 18|19`.
 * Prints what each one became as JSON: its markup, or what went wrong.
 */
import { registerHooks } from 'node:module';
import { globSync } from 'node:fs';
import { Writable } from 'node:stream';
import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ReactNode } from 'react';
import './same-math.ts';
import { storyElements } from './story-elements.ts';
import type { StoryModule } from './story-elements.ts';

const [built = '', version = '19'] = process.argv.slice(2);

registerHooks({
  // Whoever asks for React, visx too, gets the version in question.
  resolve: (specifier, context, next) =>
    version === '18' && /^react(-dom)?($|\/)/.test(specifier)
      ? next(specifier.replace(/^react(-dom)?/, '$&-18'), { ...context, parentURL: import.meta.url })
      : next(specifier, context),
  load: (url, context, next) => (url.endsWith('.css') ? { format: 'module', source: '', shortCircuit: true } : next(url, context)),
});

if ('window' in globalThis || 'document' in globalThis) throw new Error('There is a window here');
const { createElement, StrictMode, version: actual } = await import('react');
if (!actual.startsWith(`${version}.`)) throw new Error(`This is React ${actual}`);
const { renderToPipeableStream, renderToString } = await import('react-dom/server');

/** The whole, with what is loaded later: what a framework would send. */
const markupOf = (element: ReactNode) =>
  new Promise<string>((resolve, reject) => {
    const parts: Buffer[] = [];
    const sink = new Writable({
      write: (part: Buffer, _, done) => done(void parts.push(part)),
      final: (done) => done(void resolve(Buffer.concat(parts).toString())),
    });
    const { pipe } = renderToPipeableStream(element, { onAllReady: () => pipe(sink), onError: reject });
  });

const rendered: Record<string, { markup: string } | { problem: string }> = {};
let warnings: string[] = [];
console.error = (...words: unknown[]) => warnings.push(words.join(' '));
for (const path of globSync('**/*.stories.js', { cwd: built }).toSorted()) {
  const file = resolve(built, path);
  for (const [name, element] of storyElements((await import(pathToFileURL(file).href)) as StoryModule, createElement)) {
    const id = `${relative(built, file)} ${name}`;
    warnings = [];
    try {
      const whole = createElement(StrictMode, null, element);
      renderToString(whole);
      const markup = await markupOf(whole);
      rendered[id] = warnings.length === 0 ? { markup } : { problem: warnings.join('\n') };
    } catch (error) {
      rendered[id] = { problem: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
}
process.stdout.write(JSON.stringify(rendered));
