import { createContext, useContext } from 'react';
import type { ReactNode } from 'react';

/** What stands around every page, as a page asks for it. */
export interface Frame {
  /** Opens the palette that finds pages, models, conversations and traces. */
  readonly openPalette: () => void;
  /** Opens the assistant beside the page, or closes it; null: the viewer can't ask it, or it is the page. */
  readonly toggleAssistant: (() => void) | null;
  /** Asks the assistant beside the page about a panel of this title; null: as `toggleAssistant`. */
  readonly explain: ((title: string) => void) | null;
  /** Links to all pages; `onChoose` is called when one is followed. */
  readonly navigation: (onChoose: () => void) => ReactNode;
}

/** Without a frame around it, as in a test, a page finds nothing and leads nowhere. */
export const FrameContext = createContext<Frame>({
  openPalette: () => undefined,
  toggleAssistant: null,
  explain: null,
  navigation: () => null,
});

export function useFrame(): Frame {
  return useContext(FrameContext);
}
