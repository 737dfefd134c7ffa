import { useEffect, useState } from 'react';

/** A value that is taken over once it has stayed the same for some time, ms; the first one at once. */
export function useSettled<Value>(value: Value, ms: number): Value {
  const [held, setHeld] = useState(value);
  useEffect(() => {
    if (Object.is(held, value)) return;
    const timer = window.setTimeout(() => setHeld(() => value), ms);
    return () => window.clearTimeout(timer);
  }, [held, value, ms]);
  return held;
}
