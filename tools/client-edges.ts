/** The client's folders, the lowest first: a file may import from its own and from those below it. */
const LAYERS = ['graphql', 'primitives', 'controls', 'panels', 'pages', 'app'] as const;

/** What a page shows to other pages: types and pure functions that links to it need. */
const LINKS_OF_A_PAGE = /^client\/src\/pages\/[^/]+\/links\.ts$/;
/** What composes the pages imports of each its routes only. */
const ROUTES_OF_A_PAGE = /^client\/src\/pages\/[^/]+\/routes\.ts$/;

/** Why a file of the client may not import another; null where it may. A new page needs no change here. */
export function clientObjection(from: string, to: string): string | null {
  if (to.startsWith('npm:')) return null;
  if (!to.startsWith('client/')) return 'the client may use its generated types and ui-kit only';
  if (!from.startsWith('client/src/')) return null;
  const [own, other] = [layerOf(from), layerOf(to)];
  if (other === -1) return 'what is for tests is imported by tests only';
  if (other > own) return `${LAYERS[own] ?? from} stands below ${LAYERS[other]}`;
  if (LAYERS[other] !== 'pages') return null;
  if (LAYERS[own] === 'app') return ROUTES_OF_A_PAGE.test(to) ? null : 'of a page the app may use its routes only';
  return pageOf(from) === pageOf(to) || LINKS_OF_A_PAGE.test(to)
    ? null
    : 'of another page only its links.ts may be used; what several pages show stands in panels';
}

const layerOf = (path: string): number => (LAYERS as readonly string[]).indexOf(path.split('/')[2] ?? '');
const pageOf = (path: string): string => path.split('/')[3] ?? '';
