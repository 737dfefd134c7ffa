import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ROOT, run } from '../run.ts';

/** A file name with its ending, alone or behind folders: `cost.test.ts`, `platform/live/topics.ts`. */
const REFERENCE = /(?<![\w/.-])((?:[\w.-]+\/)*[\w-]+(?:\.[\w-]+)*\.(?:tsx?|md|sql|graphql|css))\b/g;
const SOURCE = /\.(?:tsx?|md|sql|prisma|css)$/;
/** Names in examples, and a file of the built package. */
const EXAMPLES = new Set(['utils.ts', '0001-words.md', '0021-words.md', 'styles.css']);
/** The guide for newcomers names files of all parts and is checked by hand; names in tests are made up. */
const LEFT_OUT = /\/generated\/|^CONTRIBUTING\.md$|\.test\.tsx?$/;

/** The files that the prose of a source or document names: the whole of a document, the comments of a source. */
export function referencesIn(path: string, text: string): { readonly line: number; readonly name: string }[] {
  const isDocument = path.endsWith('.md');
  return text.split('\n').flatMap((line, index) => {
    const prose = isDocument || /^\s*(?:\/?\*|\/\/|--)/.test(line) ? line : (/\s\/\/ (.*)$/.exec(line)?.[1] ?? '');
    return [...prose.matchAll(REFERENCE)].map((match) => ({ line: index + 1, name: match[1] as string }));
  });
}

/** References to files that the project does not have, as sentences: "path:line names …". */
export async function deadReferences(): Promise<string[]> {
  const { output } = await run('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { quiet: true });
  const paths = output.split('\n').filter((path) => path !== '');
  const isThere = existence(paths);
  const found = paths.filter((path) => SOURCE.test(path) && !LEFT_OUT.test(path)).map(async (path) => {
    const text = await readFile(join(ROOT, path), 'utf8').catch(() => '');
    return referencesIn(path, text).filter(({ name }) => !isThere(name)).map(({ line, name }) => `${path}:${line} names ${name}, which is not there`);
  });
  return (await Promise.all(found)).flat();
}

/** Whether some file of the project has this name, or a path that ends so. Links with `../` are the matter of links.ts. */
export function existence(paths: readonly string[]): (name: string) => boolean {
  const byName = Map.groupBy(paths, (path) => basename(path));
  return (name) => name.startsWith('.') || EXAMPLES.has(basename(name)) || (byName.get(basename(name)) ?? []).some((path) => path === name || path.endsWith(`/${name}`));
}
