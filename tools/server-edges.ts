/**
 * The wings of the server, by height. A wing imports what stands lower and itself; commands and protocols, at the same height, know
 * nothing of each other.
 */
const HEIGHTS = { platform: 0, domains: 1, protocols: 2, commands: 2 };
type Wing = keyof typeof HEIGHTS;

/** Files at the root of server/src compose the whole; they may import anything. */
const COMPOSES = /^server\/src\/[^/]+\.ts$/;
/** What tests share. */
const FOR_TESTS = /^server\/tests\/|\.(test|testing|fixtures|global)\.ts$|\/testing\.ts$/;
export const isForTests = (path: string): boolean => FOR_TESTS.test(path);
/** PostgreSQL's driver is used behind the door only: a connection taken elsewhere would end the process when it is lost. */
const MAY_IMPORT_PG = /^server\/src\/platform\/store\/(postgres|migrations)\//;
/** Entries of ui-kit that only compute: what a page draws and the server names is defined once. */
const COMPUTED_BY_KIT = ['npm:ui-kit/critical-path', 'npm:ui-kit/visible'];
/**
 * What a domain shows: its types, GraphQL refs, errors, changes of state (`commands`), state that others read (`load`), points at which
 * others react (`hooks`), and `pure` computations. Each is a file or a folder of that name, so that a new domain needs no entry here.
 */
const FACE = /^server\/src\/domains\/[^/]+\/(types|schema|errors|commands|hooks|load|pure)(\.ts$|\/)/;
/** Beside it, commands that do the server's work in their own process use its jobs. */
const JOBS = /^server\/src\/domains\/[^/]+\/background(\.ts$|\/)/;
const IS_PURE = /^server\/src\/domains\/[^/]+\/pure\//;
/** What computations may use: nothing that holds state or waits for a store. */
const FOR_PURE =
  /^server\/src\/(domains\/[^/]+\/(types\.ts$|errors\.ts$|pure\/)|platform\/(graphql|ingest|statistics|tools)\/|platform\/store\/sql\.ts$|platform\/csv\.ts$)/;

/** Why a file of the server may not import another one, or null. Tests, and what they share, may import anything. */
export function serverObjection(from: string, to: string): string | null {
  if (FOR_TESTS.test(from)) return null;
  if (to === 'npm:pg' && !MAY_IMPORT_PG.test(from)) return 'statements go through platform/store/postgres/postgres.ts';
  if (/^npm:(ui-kit|react)/.test(to)) return COMPUTED_BY_KIT.includes(to) ? null : 'the server uses computations of ui-kit only';
  if (to.startsWith('npm:')) return null;
  if (FOR_TESTS.test(to)) return 'only tests may use what is made for tests';
  if (COMPOSES.test(from)) return null;
  if (!to.startsWith('server/src/')) return 'the server may not import another package’s files';
  const [wing, otherWing] = [wingOf(from), wingOf(to)];
  if (wing === null) return NO_WING;
  if (COMPOSES.test(to)) return wing === 'commands' ? null : 'only main.ts and commands compose the server';
  if (otherWing === null) return NO_WING;
  if (HEIGHTS[otherWing] > HEIGHTS[wing]) return `${wing} may not know ${otherWing}: imports go downwards`;
  if (HEIGHTS[otherWing] === HEIGHTS[wing] && otherWing !== wing) return `${wing} and ${otherWing} may not know each other`;
  if (IS_PURE.test(from) && !FOR_PURE.test(to))
    return 'pure/ holds computations: it may use types, errors, other computations, and no store';
  if (folderOf(from) === folderOf(to)) return null;
  if (folderOf(from) === 'server/src/platform/store') return 'store stands below everything';
  if (wing === 'protocols' && otherWing === 'protocols') return 'protocols may not know each other';
  if (otherWing !== 'domains' || FACE.test(to) || (wing === 'commands' && JOBS.test(to))) return null;
  return 'of a domain others may use its types, schema, errors, commands, hooks, load and pure only';
}

const NO_WING = 'a file of the server stands in a wing: platform, domains, protocols or commands';

const wingOf = (path: string): Wing | null => {
  const wing = path.split('/')[2] ?? '';
  return wing in HEIGHTS ? (wing as Wing) : null;
};

/** The folder within its wing: a domain, a protocol, a part of the platform. */
const folderOf = (path: string): string => path.split('/').slice(0, 4).join('/');

/** Folders that import each other, directly or by way of others, as sentences: neither could be read, or taken out, without the other. */
export function serverCircles(edges: readonly { readonly from: string; readonly to: string }[]): string[] {
  const imports = new Map<string, Map<string, string>>();
  for (const { from, to } of edges) {
    if (wingOf(from) === null || wingOf(to) === null || FOR_TESTS.test(from) || folderOf(from) === folderOf(to)) continue;
    const ofFolder = imports.get(folderOf(from)) ?? new Map<string, string>();
    imports.set(folderOf(from), ofFolder.set(folderOf(to), ofFolder.get(folderOf(to)) ?? `${from} imports ${to}`));
  }
  const reachedFrom = (start: string): Set<string> => {
    const reached = new Set<string>();
    const waiting = [start];
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      for (const next of imports.get(folder)?.keys() ?? []) {
        if (!reached.has(next)) waiting.push(next);
        reached.add(next);
      }
    }
    return reached;
  };
  return [...imports].flatMap(([folder, targets]) =>
    [...targets]
      .filter(([target]) => reachedFrom(target).has(folder))
      .map(([target, edge]) => `${edge}: ${folder} and ${target} may not import each other`),
  );
}
