import type { Stores } from '../../platform/store/stores.ts';
import { entryPage, installationPage, type PageOfEntries } from './queries/entries.ts';
import type { Entry } from './types.ts';

/** A page of a trail, newest first (`inverted`: oldest first). */
export const pageOfTrail = ({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string, page: PageOfEntries): Promise<Entry[]> =>
  page.trail === 'installation' ? installationPage(postgres, page) : entryPage(postgres, { workspaceId, ...page });
