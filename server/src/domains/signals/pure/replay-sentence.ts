import type { SeriesKey, Sensitivity } from '../types.ts';
import { metricWords, ofWords } from './sentence.ts';

const named = 3;
const words: Readonly<Record<Sensitivity, string>> = { FEW: 'few', BALANCED: 'balanced', ALL: 'all' };

/** "With "few" there would have been 3 anomalies in the last 30 days: p95 latency of the model "a", error rate and cost an hour." */
export function replaySentence(sensitivity: Sensitivity, days: number, found: readonly SeriesKey[]): string {
  const beginning = `With "${words[sensitivity]}" there would have been`;
  if (found.length === 0) return `${beginning} no anomaly in the last ${days} days.`;
  const count = `${found.length} ${found.length === 1 ? 'anomaly' : 'anomalies'}`;
  const names = found.slice(0, named).map((key) => `${metricWords[key.metric]}${ofWords(key)}`);
  const more = found.length > named ? [`${found.length - named} more`] : [];
  const parts = [...names, ...more];
  const list = parts.length === 1 ? parts[0] : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
  return `${beginning} ${count} in the last ${days} days: ${list}.`;
}
