import { dataloaderGetter } from '@pothos/plugin-dataloader';
import type DataLoader from 'dataloader';
import type { Context } from './context.ts';

/**
 * A loader that is created on first use in an operation and dropped with it; `clearAllDataLoaders(context)` clears it.
 * `load` returns values in the order of its keys.
 */
export function perOperation<Key, Value>(
  load: (keys: readonly Key[], context: Context) => Promise<readonly (Value | Error)[]>,
): (context: Context) => DataLoader<Key, Value> {
  const getter = dataloaderGetter<Key, Value, Key>(undefined, (keys, context) => load(keys, context as Context), undefined, false);
  return getter as (context: Context) => DataLoader<Key, Value>;
}
