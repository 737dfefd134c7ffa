import { oneOf } from '../../controls/view.ts';
import type { RawSearch } from '../../controls/view.ts';

export const alertTabs = ['rules', 'history', 'channels'] as const;
export type AlertTab = (typeof alertTabs)[number];

export interface AlertsSearch {
  /** The rules when absent. */
  readonly tab?: Exclude<AlertTab, 'rules'> | undefined;
}

/** The part of an address that is about alerts. What can't be understood is left out. */
export const readAlertsSearch = (search: RawSearch): AlertsSearch => ({ tab: oneOf(search['tab'], ['history', 'channels'] as const) });
