import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientObjection } from './client-edges.ts';
import { serverCircles, serverObjection } from './server-edges.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

const IS_TEST = /\.(test|test-d|bench|stories|fixtures)\.tsx?$|\/testing(\.|\/)/;

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Every import that ARCHITECTURE does not allow, as sentences. */
export async function forbiddenEdges(): Promise<string[]> {
  const edges = (
    await Promise.all(['server/src', 'client/src', 'ui-kit/src', 'importer/src'].map((folder) => edgesOf(join(ROOT, folder))))
  ).flat();
  return [...edges.map(objection).filter((sentence) => sentence !== null), ...serverCircles(edges)];
}

/** Null when the edge is allowed. */
export function objection({ from, to }: Edge): string | null {
  const say = (rule: string): string => `${from} imports ${to}: ${rule}`;
  if (from.startsWith('server/')) {
    const rule = serverObjection(from, to);
    return rule === null ? null : say(rule);
  }
  if (IS_TEST.test(from)) return null;
  if (from.startsWith('ui-kit/')) {
    if (to.startsWith('ui-kit/') || /^npm:(react|react-dom|@visx\/|d3-|ui-kit)/.test(to)) return null;
    return say('ui-kit may use React, visx and d3 only');
  }
  if (from.startsWith('importer/'))
    return to.startsWith('importer/') || /^npm:(#csv|hyparquet|fflate$|fzstd$)/.test(to)
      ? null
      : say('importer runs in Node and in the browser: it may use its own files and its parsers only');
  if (from.startsWith('client/')) {
    const why = clientObjection(from, to);
    return why === null ? null : say(why);
  }
  return null;
}

async function edgesOf(folder: string): Promise<Edge[]> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.includes(`${sep}generated${sep}`));
  return (await Promise.all(files.map(importsOf))).flat();
}

async function importsOf(path: string): Promise<Edge[]> {
  const text = await readFile(path, 'utf8');
  const from = posix(relative(ROOT, path));
  const specifiers = [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ];
  return specifiers.map((match) => {
    const specifier = (match[1] ?? match[2] ?? match[3]) as string;
    const to = specifier.startsWith('.') ? posix(relative(ROOT, join(dirname(path), specifier))) : `npm:${specifier}`;
    return { from, to };
  });
}

const posix = (path: string): string => path.split(sep).join('/');
