import type { RawSearch } from '../../controls/view.ts';

/** What the page has in its address. */
export interface ContinualSearch {
  /** Global id of the session that is shown; the one that started last when absent. */
  readonly opened?: string | undefined;
}

/** The part of an address that is about continual learning. What can't be understood is left out. */
export const readContinualSearch = (search: RawSearch): ContinualSearch => ({
  opened: typeof search['opened'] === 'string' && search['opened'] !== '' ? search['opened'] : undefined,
});
