import { oneOf } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

/** Sides of the page. */
export type AlertTab = 'rules' | 'history' | 'channels';

export interface AlertsSearch {
  /** The rules when absent. */
  readonly tab?: Exclude<AlertTab, 'rules'> | undefined;
}

/** The part of an address that is about alerts. What can't be understood is left out. */
export const readAlertsSearch = (search: RawSearch): AlertsSearch => ({ tab: oneOf(search['tab'], ['history', 'channels'] as const) });
