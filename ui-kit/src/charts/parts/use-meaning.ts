import { useMemo, useState } from 'react';
import type { XMeaning, YMeaning } from './x-accessor.ts';

/** What an x axis means, the same object while its parts are the same: pages create them again at each render. */
export function useXMeaning({ label, unit, bucketMs, scale }: XMeaning): XMeaning {
  return useMemo(() => (unit === undefined ? { label, bucketMs } : { label, unit, scale }), [label, unit, bucketMs, scale]);
}

/** What a y axis means, the same object while its parts are the same. */
export function useYMeaning({ label, unit, baseline, scale, isHeld, domain }: YMeaning): YMeaning {
  const [low, high] = domain ?? [];
  return useMemo(
    () => ({ label, unit, baseline, scale, isHeld, domain: low === undefined || high === undefined ? undefined : [low, high] }),
    [label, unit, baseline, scale, isHeld, low, high],
  );
}

/** A list of records, the same array while every part of each is the same. */
export function useSameRecords<Record_ extends object>(records: readonly Record_[]): readonly Record_[] {
  const [kept, keep] = useState(records);
  if (records === kept || areSame(records, kept)) return kept;
  keep(records);
  return records;
}

function areSame<Record_ extends object>(records: readonly Record_[], others: readonly Record_[]): boolean {
  return (
    records.length === others.length &&
    records.every((record, place) => {
      const other = others[place] as Record_;
      const keys = Object.keys(record) as (keyof Record_)[];
      return keys.length === Object.keys(other).length && keys.every((key) => Object.is(record[key], other[key]));
    })
  );
}
