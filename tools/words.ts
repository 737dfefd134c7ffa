import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, run } from './run.ts';

interface Word {
  readonly pattern: RegExp;
  /** What to write in its place. */
  readonly instead: string;
}

/** Paraphrases and names that say little, as whole words. A new entry comes with the rewriting of what it finds. */
const WORDS: readonly Word[] = [
  { pattern: /\btold\b/i, instead: 'reported, shown, listed, notified; "distinguished" for "told apart"' },
  { pattern: /\bsaid\b/i, instead: 'reported, sent, written; for a text: its content' },
  { pattern: /\banew\b/i, instead: 'again' },
  { pattern: /\bbut for\b/i, instead: 'except' },
  { pattern: /\bwhat is of\b/i, instead: 'the noun' },
  { pattern: /\b(?:let|lets) be\b/i, instead: 'left unchanged, skipped' },
  { pattern: /\bfor ever\b/i, instead: 'forever, permanently; "without limit" for a period' },
  { pattern: /\bwhoever\b/i, instead: 'the caller, the viewer, any client' },
  { pattern: /\blaid (?:over|under)\b/i, instead: 'merged into' },
  { pattern: /\breproject(?:s|ed|ion)?\b/i, instead: 'project again' },
  { pattern: /\blets?In\b/, instead: 'admit, accept' },
  { pattern: /\bSmallPicture\b|\bPictureOf\b/, instead: 'the name of what is shown: minimap, snapshot, view' },
];

/** Documents and sources that people learn the product from; tests, generated files and simulated conversations are not among them. */
const COVERED = [
  '*.md',
  'docs/**.md',
  'server/src',
  'client/src',
  'ui-kit/src',
  'ui-kit/scripts',
  'ui-kit/README.md',
  'tools',
  'prisma/schema',
  'clickhouse/migrations',
];
const LEFT_OUT =
  /\/generated\/|\.(?:test|test-d|testing|fixtures)\.tsx?$|\/testing(?:\/|\.|$)|^server\/src\/commands\/demo\/scripts\/|^tools\/words\.ts$|pothos-types\.ts$/;
const TEXT = /\.(?:md|mdx|tsx?|css|sql|prisma)$/;

/** The offending words of a text, one sentence for each line and word: "path:line: word — write …". */
export function offendingWords(path: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) =>
    WORDS.flatMap(({ pattern, instead }) => {
      const found = pattern.exec(line)?.[0];
      return found === undefined ? [] : [`${path}:${index + 1}: "${found}"; write: ${instead}`];
    }),
  );
}

/** Offending words in everything that the list covers. */
export async function wordOffences(): Promise<string[]> {
  const { output } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', '--', ...COVERED], {
    quiet: true,
  });
  const paths = output.split('\n').filter((path) => isCovered(path));
  const found = await Promise.all(
    paths.map(async (path) => offendingWords(path, await readFile(join(ROOT, path), 'utf8').catch(() => ''))),
  );
  return found.flat();
}

/** Whether a path that git lists is looked at. */
export const isCovered = (path: string): boolean => TEXT.test(path) && !LEFT_OUT.test(path);
