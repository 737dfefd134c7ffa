import { createContext, useContext } from 'react';

/** What a chart learns from the panel around it: the title is already shown, and where legend and tools go. */
export interface PanelPlace {
  readonly titleId: string;
  readonly legendSlot: HTMLElement | null;
  readonly toolSlot: HTMLElement | null;
}

export const PanelContext = createContext<PanelPlace | null>(null);

/** null outside a panel: the chart then shows its own title. */
export function usePanel(): PanelPlace | null {
  return useContext(PanelContext);
}
