import { texts } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

/** What the list of users is searched for. */
export interface UserSearch {
  readonly q?: string | undefined;
}

export const readUserSearch = (search: RawSearch): UserSearch => ({ q: texts(search['q'])?.[0] });
