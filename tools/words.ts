import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT, run } from './run.ts';

interface Word {
  readonly pattern: RegExp;
  /** What to write in its place. */
  readonly instead: string;
  /** Looked for in documents and comments only: in code it is a name or a text of its own. */
  readonly isProse?: true;
  /** Paths in which the word has another meaning. */
  readonly except?: RegExp;
}

/** What people say to each other: conversations that are simulated, imported or read as chats. */
const CONVERSATIONS = /^server\/src\/(commands\/(demo|importer)|domains\/traces\/(pure|record))\/|^importer\/src\/|^docs\/ingest\.md$/;

/** Words that users complain in, which are looked for. */
const COMPLAINTS = /\/meaning\/pure\/emotions\.ts$/;

/** Paraphrases and names that say little, as whole words. A new entry comes with the rewriting of what it finds. */
const WORDS: readonly Word[] = [
  { pattern: /\btold\b/i, instead: 'reported, shown, listed, notified; "distinguished" for "told apart"', except: COMPLAINTS },
  { pattern: /\bsaid\b/i, instead: 'reported, sent, written; for a text: its content', except: COMPLAINTS },
  { pattern: /\banew\b/i, instead: 'again' },
  { pattern: /\bbut for\b/i, instead: 'except' },
  { pattern: /\bwhat is of\b/i, instead: 'the noun' },
  { pattern: /\b(?:let|lets) be\b/i, instead: 'left unchanged, skipped' },
  { pattern: /\bfor ever\b/i, instead: 'forever, permanently; "without limit" for a period' },
  { pattern: /\bwhoever\b/i, instead: 'the caller, the viewer, any client' },
  { pattern: /\blaid (?:over|under)\b/i, instead: 'merged into' },
  { pattern: /\breproject(?:s|ed|ion)?\b/i, instead: 'project again' },
  { pattern: /\blets?In\b/, instead: 'admit, accept' },
  {
    pattern: /\b(?:no|some|any)body\b/i,
    instead: 'the role: caller, viewer, client, user, reader; or no subject',
    isProse: true,
    except: /\/owner\.ts$/,
  },
  {
    // Except: the question mark, ids and names of code; what a dialog asks a person; migrations, whose checksums are stored.
    pattern: /(?<![\w/.-])questions?(?![\w-])(?! (?:mark|id)\b)/i,
    instead: 'query; for what a statement answers: its subject',
    isProse: true,
    except: new RegExp(`${CONVERSATIONS.source}|/primitives/dialog|^ui-kit/|^clickhouse/migrations/`),
  },
  { pattern: /\bSmallPicture\b|\bPictureOf\b/, instead: 'the name of what is shown: minimap, snapshot, view' },
];

/** Documents and sources that people learn the product from; generated files and simulated conversations are not among them. */
const COVERED = [
  '*.md',
  'docs/**.md',
  'server/src',
  'client/src',
  'ui-kit/src',
  'ui-kit/scripts',
  'ui-kit/README.md',
  'trainer-node/src',
  'importer/src',
  'flags-client/src',
  'tools',
  'server/tests',
  'e2e',
  'conformance',
  'prisma/schema',
  'clickhouse/migrations',
];
const LEFT_OUT =
  /\/generated\/|\.(?:test-d|testing|fixtures)\.tsx?$|\/testing(?:\/|\.|$)|^server\/src\/commands\/demo\/scripts\/|^tools\/words(?:\.test)?\.ts$|^(?:e2e|conformance|server\/tests)\/(?!.*\.test\.)|pothos-types\.ts$/;
const TEXT = /\.(?:md|mdx|tsx?|css|sql|prisma)$/;

/** Files of tests: of these the titles are looked at. */
const TESTS = /\.test\.tsx?$/;
/** A title stands first in `test`, `describe`, or in the call of their `each`. */
const TITLES =
  /(?:^[ \t]*(?:test|describe)(?:\.\w+)*\(|^[ \t]*[\])}]*\]\)?\)?\(|\.each\([\w.()[\]{}, =>]*\)\()\s*(?:'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|`([^`]*)`)/gm;

/** The text with everything blank that is not prose: of code its comments stay, of a test its titles. */
function proseOf(path: string, text: string): string {
  const blank = (code: string): string => code.replaceAll(/[^\n]/g, ' ');
  if (!/\.(?:tsx?|sql|prisma|css)$/.test(path)) return text;
  const comments = /\/\*[\s\S]*?\*\/|(?:^|\s)(?:\/\/|--).*$/gm;
  let prose = '';
  let at = 0;
  for (const { 0: comment, index } of text.matchAll(comments)) {
    prose += blank(text.slice(at, index)) + comment;
    at = index + comment.length;
  }
  return prose + blank(text.slice(at));
}

/** Titles of a file of tests, each with its line. */
const titlesOf = (text: string): { line: number; title: string }[] =>
  [...text.matchAll(TITLES)].map((match) => ({
    line: text.slice(0, match.index + match[0].length).split('\n').length,
    title: match[1] ?? match[2] ?? match[3] ?? '',
  }));

/** The offending words of a text, one sentence for each line and word: "path:line: word — write …". */
export function offendingWords(path: string, text: string): string[] {
  if (TESTS.test(path)) {
    return titlesOf(text).flatMap(({ line, title }) => WORDS.flatMap((word) => objection(word, path, line, title)));
  }
  const lines = text.split('\n');
  const prose = proseOf(path, text).split('\n');
  return lines.flatMap((line, index) =>
    WORDS.flatMap((word) => objection(word, path, index + 1, word.isProse === true ? (prose[index] as string) : line)),
  );
}

function objection({ pattern, instead, except }: Word, path: string, line: number, text: string): string[] {
  if (except?.test(path) === true) return [];
  const found = pattern.exec(text)?.[0];
  return found === undefined ? [] : [`${path}:${line}: "${found}"; write: ${instead}`];
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
