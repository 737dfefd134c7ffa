import { filterOf } from '../../controls/window.ts';
import type { View } from '../../controls/view.ts';
import { callText } from './commands.ts';

/** What is asked about a panel. */
export interface Explained {
  readonly text: string;
  /** What stands in for it where no language model is connected; null: no command has the same filters. */
  readonly command: string | null;
  readonly about: string;
}

/** Filters that the command takes, by the names that they have in the API. */
const taken: ReadonlySet<string> = new Set([
  'from',
  'to',
  'models',
  'sessions',
  'experiments',
  'variants',
  'environments',
  'trainingMethods',
  'errorTypes',
  'failureTags',
  'tools',
  'users',
  'ratings',
]);

/** The text for a panel and what is looked at, and the command that compares the same messages with the period before. */
export function explaining(title: string, view: View, now: Date): Explained {
  const filter = Object.entries(filterOf(view, now));
  const isWhole = filter.every(([name, value]) => taken.has(name) && !(Array.isArray(value) && (value as readonly unknown[]).includes('')));
  const hasBothEnds = filter.some(([name]) => name === 'from') && filter.some(([name]) => name === 'to');
  const operation = hasBothEnds
    ? (['evaluation_metrics', { operation: 'period_comparison' }] as const)
    : (['production_metrics', { groupBy: 'time' }] as const);
  return {
    text: `Explain “${title}” in what I look at: what changed against the period before, and what is behind it?`,
    command: isWhole ? callText(operation[0], { ...operation[1], ...Object.fromEntries(filter) }) : null,
    about: title,
  };
}
