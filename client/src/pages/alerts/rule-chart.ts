import type { Annotation, Threshold } from 'ui-kit/line-chart';
import { format } from 'ui-kit/format';
import type { Locale, Unit } from 'ui-kit/format';
import type { WholeAlertRuleFragment } from '../../graphql/generated/graphql.ts';
import { metrics } from '../../panels/signals/words.ts';

/** How the values of a rule are written: `per` of the API's numbers are one of the chart's. */
interface Meaning {
  readonly label: string;
  readonly unit: Unit;
  readonly per: number;
  readonly baseline: 'zero' | 'data';
}

/** What the values of a rule are; null: it is about events or a forecast, and has no series of values. */
export function meaningOf({ source, metric }: Pick<WholeAlertRuleFragment, 'source' | 'metric'>): Meaning | null {
  switch (source) {
    case 'VALUE': {
      const of = metrics[metric ?? 'MESSAGE_COUNT'];
      return { label: of.name, unit: of.unit, per: 1, baseline: of.baseline };
    }
    case 'CHANGE':
      return { label: `Change of ${metrics[metric ?? 'MESSAGE_COUNT'].name.toLowerCase()}`, unit: 'share', per: 100, baseline: 'zero' };
    case 'BURN_RATE':
      return { label: 'Times as fast as allowed', unit: 'number', per: 1, baseline: 'zero' };
    case 'BUDGET':
      return { label: 'Cost so far', unit: 'usd', per: 1, baseline: 'zero' };
    case 'NO_DATA':
      return { label: 'Minutes without a message', unit: 'number', per: 1, baseline: 'zero' };
    default:
      return null;
  }
}

/** The lines at which a series trips and clears. A rule that clears where it trips has one. */
export function levelLines(
  { trip, clear }: { readonly trip: number; readonly clear: number },
  { unit, per }: Pick<Meaning, 'unit' | 'per'>,
  isBelow: boolean,
  locale: Locale,
): readonly Threshold[] {
  const words = (value: number): string => format(value / per, unit, locale);
  return [
    { value: trip / per, label: `trips at ${words(trip)}`, tone: 'bad', shades: isBelow ? 'below' : 'above' },
    ...(clear === trip ? [] : [{ value: clear / per, label: `clears at ${words(clear)}`, tone: 'neutral', labelAt: 'start' } as const]),
  ];
}

interface Episode {
  readonly series: string;
  readonly openedAt: string;
  readonly resolvedAt: string | null;
}

/** Stretches of a chart in which a series fired; one that goes on ends with the chart. */
export const firedStretches = (episodes: readonly Episode[], series: string, from: number, to: number): readonly Annotation[] =>
  episodes
    .map(({ series: of, openedAt, resolvedAt }) => ({
      of,
      at: Math.max(from, Date.parse(openedAt)),
      to: Math.min(to, resolvedAt === null ? to : Date.parse(resolvedAt)),
    }))
    .filter((one) => one.of === series && one.at < one.to)
    .map(({ at, to: end }) => ({ at: new Date(at), to: new Date(end), label: 'fired', tone: 'bad' }));
