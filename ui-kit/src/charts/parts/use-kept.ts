import { useState } from 'react';

/** A choice of the reader: kept here, unless the page passes it (then the page keeps it, and `onChange` reports changes). */
export function useKept<Value>(given: Value | undefined, onChange: ((next: Value) => void) | undefined, first: Value): [Value, (next: Value) => void] {
  const [own, setOwn] = useState(first);
  return [given ?? own, (next) => {
    if (given === undefined) setOwn(next);
    onChange?.(next);
  }];
}
