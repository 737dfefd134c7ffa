import { useState } from 'react';

/** Series that the reader has switched off: kept here unless the page keeps them. */
export interface HiddenProps {
  /** Keys that are not drawn; give it with `onHiddenChange` to keep it in the page. */
  readonly hidden?: ReadonlySet<string> | undefined;
  /** The reader has switched series: the keys of all that are not drawn now. */
  readonly onHiddenChange?: ((hidden: ReadonlySet<string>) => void) | undefined;
}

const none: ReadonlySet<string> = new Set();

export function useHidden({ hidden, onHiddenChange }: HiddenProps): [ReadonlySet<string>, (hidden: ReadonlySet<string>) => void] {
  const [own, setOwn] = useState(none);
  return [
    hidden ?? own,
    (next) => {
      if (hidden === undefined) setOwn(next);
      onHiddenChange?.(next);
    },
  ];
}
