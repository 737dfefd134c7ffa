import { useState } from 'react';

/** A choice of the reader's: kept here, unless the page gives it (then the page keeps it, told by `onChange`). */
export function useKept<Value>(given: Value | undefined, onChange: ((next: Value) => void) | undefined, first: Value): [Value, (next: Value) => void] {
  const [own, setOwn] = useState(first);
  return [given ?? own, (next) => {
    if (given === undefined) setOwn(next);
    onChange?.(next);
  }];
}
