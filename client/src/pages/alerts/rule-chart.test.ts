import { describe, expect, test } from 'vitest';
import { defaultLocale } from 'ui-kit/format';
import { firedStretches, levelLines, meaningOf } from './rule-chart.ts';

describe('what the values of a rule are', () => {
  test.each([
    [{ source: 'VALUE', metric: 'LATENCY_P95' }, ['Response time, p95', 'ms', 1]],
    [{ source: 'CHANGE', metric: 'COST' }, ['Change of cost', 'share', 100]],
    [{ source: 'BURN_RATE', metric: 'ERROR_SHARE' }, ['Times as fast as allowed', 'number', 1]],
    [{ source: 'BUDGET', metric: null }, ['Cost so far', 'usd', 1]],
    [{ source: 'NO_DATA', metric: null }, ['Minutes without a message', 'number', 1]],
  ] as const)('%o', (rule, expected) => {
    const { label, unit, per } = meaningOf(rule) ?? {};
    expect([label, unit, per]).toEqual(expected);
  });

  test.each(['ANOMALY', 'FORECAST', 'GUARDRAIL', 'TRAINING_EVENT'] as const)('%s has none', (source) => {
    expect(meaningOf({ source, metric: null })).toBe(null);
  });
});

describe('its levels', () => {
  test('trip and clear are lines of their own, in the numbers of the chart', () => {
    const lines = levelLines({ trip: 50, clear: 25 }, { unit: 'share', per: 100 }, false, defaultLocale);
    expect(lines.map(({ value, label, shades }) => [value, label.replaceAll('\u00a0', ' '), shades])).toEqual([
      [0.5, 'trips at 50.0 %', 'above'],
      [0.25, 'clears at 25.0 %', undefined],
    ]);
  });

  test('a rule that clears where it trips has one line, shaded on the bad side', () => {
    const lines = levelLines({ trip: 3, clear: 3 }, { unit: 'rating', per: 1 }, true, defaultLocale);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ value: 3, shades: 'below', tone: 'bad' });
  });
});

describe('when it fired', () => {
  const at = (hour: number): string => new Date(Date.UTC(2026, 10, 1, hour)).toISOString();
  const [from, to] = [Date.parse(at(2)), Date.parse(at(10))];

  test('episodes of the series alone, cut at the ends of the chart; one that goes on ends with it', () => {
    const episodes = [
      { series: 'a', openedAt: at(0), resolvedAt: at(3) },
      { series: 'b', openedAt: at(4), resolvedAt: at(5) },
      { series: 'a', openedAt: at(8), resolvedAt: null },
      { series: 'a', openedAt: at(0), resolvedAt: at(1) },
    ];
    expect(firedStretches(episodes, 'a', from, to).map((one) => [one.at, one.to])).toEqual([
      [new Date(at(2)), new Date(at(3))],
      [new Date(at(8)), new Date(at(10))],
    ]);
  });
});
