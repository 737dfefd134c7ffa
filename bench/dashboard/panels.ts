import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'client/src/panels/dashboard');

/** A panel of the dashboard whose numbers come from `analytics(filter:)`. */
export interface AskedPanel {
  /** `withRatings`. */
  readonly flag: string;
  readonly section: string;
}

/** The document that the dashboard sends, as a server of trusted documents knows it, and the panels that it asks for. */
export async function dashboardQuery(): Promise<{ readonly document: string; readonly panels: readonly AskedPanel[] }> {
  const trusted = join(root, 'server/src/protocols/graphql/trusted-documents.json');
  const documents = Object.values(JSON.parse(await readFile(trusted, 'utf8')) as Record<string, string>);
  const document = documents.find((text) => text.includes('query Panels('));
  if (document === undefined) throw new Error('No trusted document is named Panels.');
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.graphql') && name.includes('/'));
  const panels = await Promise.all(
    files.map(async (name) => {
      const [, panel] = /fragment (\w+)Panel on Analytics\b/.exec(await readFile(join(folder, name), 'utf8')) ?? [];
      return panel === undefined ? [] : [{ flag: `with${panel}`, section: name.split('/')[0] as string }];
    }),
  );
  return { document, panels: panels.flat().sort((a, b) => (a.flag < b.flag ? -1 : 1)) };
}
