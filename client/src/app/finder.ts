import { createContext, useContext } from 'react';

export const FinderContext = createContext<() => void>(() => undefined);

/** Opens the palette that finds pages, models and conversations. */
export function useFinder(): () => void {
  return useContext(FinderContext);
}
