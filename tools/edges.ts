import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clientObjection } from './client-edges.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** PostgreSQL's driver is used behind the door only: a connection taken elsewhere would end the process when it is lost. */
const MAY_IMPORT_PG = /^server\/src\/store\/(postgres|migrations)\/|\.testing\.ts$/;
/** Folders of the server that know no domain. */
const FOUNDATIONS = ['store', 'graphql', 'live', 'jobs'];
/** Files at the server's root compose the whole; they may import anything. Tests may too. */
const COMPOSES = /^server\/src\/[^/]+\.ts$/;
const IS_TEST = /\.(test|test-d|bench|stories|fixtures)\.tsx?$|\/testing(\.|\/)|\.global\.ts$/;

/**
 * What another domain may be asked for. Beside its types and GraphQL refs: pure computations, which hold no state, and
 * `facts`, whose whole purpose is to join messages, evaluations and prices into one row. And its `commands`: a change of another
 * domain's state goes through the door that everybody uses (a model call in a trace becomes a message).
 */
const PUBLIC_FILES = /\/(types|schema|errors|commands)\.ts$|\/schema\/[^/]+\.ts$|^server\/src\/(messages\/ledger|traces\/(ids|stored|chat\/read|conventions\/usage)|policies\/(masker|load)|prices\/(cost|book|explain|load)|access\/viewer)\.ts$/;

interface Edge {
  readonly from: string;
  readonly to: string;
}

/** Every import that ARCHITECTURE does not allow, as sentences. */
export async function forbiddenEdges(): Promise<string[]> {
  const edges = (await Promise.all(['server/src', 'client/src', 'ui-kit/src'].map((folder) => edgesOf(join(ROOT, folder))))).flat();
  return edges.map(objection).filter((sentence) => sentence !== null);
}

/** Null when the edge is allowed. */
export function objection({ from, to }: Edge): string | null {
  if (IS_TEST.test(from)) return null;
  const say = (rule: string): string => `${from} imports ${to}: ${rule}`;
  if (from.startsWith('ui-kit/')) {
    if (to.startsWith('ui-kit/') || /^npm:(react|react-dom|@visx\/|d3-|ui-kit)/.test(to)) return null;
    return say('ui-kit may use React, visx and d3 only');
  }
  if (from.startsWith('client/')) {
    const why = clientObjection(from, to);
    return why === null ? null : say(why);
  }
  if (from.startsWith('server/') && to === 'npm:pg' && !MAY_IMPORT_PG.test(from)) return say('statements go through store/postgres/postgres.ts');
  if (!from.startsWith('server/') || to.startsWith('npm:') || COMPOSES.test(from)) return null;
  if (!to.startsWith('server/')) return say('the server may not import another package’s files');
  const [own, other] = [folderOf(from), folderOf(to)];
  if (own === other) return null;
  if (COMPOSES.test(to)) return to === 'server/src/config.ts' || to === 'server/src/background.ts' ? null : say('only main.ts composes the server');
  if (FOUNDATIONS.includes(own)) {
    if (!FOUNDATIONS.includes(other)) return say(`${own} may not know a domain`);
    if (own === 'store') return say('store stands below everything');
    return null;
  }
  if (FOUNDATIONS.includes(other) || own === 'http' || own === 'demo' || own === 'importer' || own === 'langfuse' || other === 'ingest') return null;
  if (PUBLIC_FILES.test(to)) return null;
  return say('of another domain only its schema, types and pure computations may be used');
}

const folderOf = (path: string): string => path.split('/')[2] ?? '';

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
  const specifiers = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g)];
  return specifiers.map((match) => {
    const specifier = (match[1] ?? match[2] ?? match[3]) as string;
    const to = specifier.startsWith('.') ? posix(relative(ROOT, join(dirname(path), specifier))) : `npm:${specifier}`;
    return { from, to };
  });
}

const posix = (path: string): string => path.split(sep).join('/');
