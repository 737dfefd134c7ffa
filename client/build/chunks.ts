const smallPart =
  /\/ui-kit\/src\/charts\/(numbers\/\w[\w-]*|parts\/remarks|tables\/sort-rows)\.tsx?$|\/panels\/analytics\/(method-badge|model-colors)\.tsx?$/;

/** What is always fetched together is one file: it packs smaller than in parts, which other pages share one by one. */
export const chunkGroups = [
  { name: 'shell', test: /\/client\/src\/app\/main\.tsx$/ },
  { name: 'sidebar-menus', test: /\/client\/src\/app\/(workspace-switch|person-menu)\.tsx$/ },
  { name: 'small-parts', test: smallPart },
];

const pageModule = /\/client\/src\/pages\/(.+)\/page\.tsx$/;

/** A page's chunk has the name of its folder: `overview`, `training-job`. Others have that of their module. */
export function chunkFileNames({ facadeModuleId }: { readonly facadeModuleId?: string | null }): string {
  const [, folder] = pageModule.exec(facadeModuleId ?? '') ?? [];
  return folder === undefined ? 'assets/[name]-[hash].js' : `assets/${folder.replaceAll('/', '-')}-[hash].js`;
}

/**
 * What the first chunk names beside each page that it can fetch: style sheets, which nothing else fetches, and for the Overview its scripts,
 * which are so fetched at once. Those of the other pages the browser finds in the page's own chunk. To name them all in the first chunk
 * weighs more there than the links of all pages.
 */
export function resolveDependencies(file: string, files: string[], { hostType }: { readonly hostType: 'html' | 'js' }): string[] {
  return hostType === 'html' || file.startsWith('assets/overview-') ? files : files.filter((name) => name.endsWith('.css'));
}
