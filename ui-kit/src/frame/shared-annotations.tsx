import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Annotation } from './annotations.tsx';

export type { Annotation } from './annotations.tsx';

const none: readonly Annotation[] = [];
const AnnotationsContext = createContext<readonly Annotation[]>(none);

export interface AnnotationsProviderProps {
  /** In ms since the epoch, or dates. Keep the list the same between renders. */
  readonly annotations: readonly Annotation[];
  readonly children: ReactNode;
}

/** Charts inside whose x axis is time mark these beside their own: what happened to all of them. */
export function AnnotationsProvider({ annotations, children }: AnnotationsProviderProps) {
  return <AnnotationsContext.Provider value={annotations}>{children}</AnnotationsContext.Provider>;
}

/** The chart's own annotations and, over time, those of the provider around; of these only what lies in its range. */
export function useAnnotations(
  own: readonly Annotation[] | undefined,
  isOverTime: boolean,
  [from, to]: readonly [number, number],
): readonly Annotation[] {
  const shared = useContext(AnnotationsContext);
  return useMemo(() => {
    const mine = own ?? none;
    if (!isOverTime || shared.length === 0) return mine;
    const inside = shared.filter(({ at, to: end }) => Number(at) <= to && Number(end ?? at) >= from);
    return inside.length === 0 ? mine : [...mine, ...inside];
  }, [own, shared, isOverTime, from, to]);
}
