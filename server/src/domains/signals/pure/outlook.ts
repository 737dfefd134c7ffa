/** What a month costs. Dollars. */
export interface Outlook {
  readonly spentUsd: number;
  readonly budgetUsd: number | null;
  /** At the end of the month, with the ends of the range that it lies in 95 times of 100; null: there is no forecast yet. */
  readonly monthEndUsd: number | null;
  readonly lowUsd: number | null;
  readonly highUsd: number | null;
  /** Days on which the budget is passed: as forecast, and as early and as late as within the range. null: not in this month, or no forecast or budget. */
  readonly passesBudgetOn: Date | null;
  readonly passesBudgetEarliest: Date | null;
  readonly passesBudgetLatest: Date | null;
  readonly sentence: string;
}

interface Day {
  readonly value: number;
  readonly low95: number;
  readonly high95: number;
}

interface Asked {
  readonly beforeToday: number;
  readonly todayUsd: number;
  readonly budgetUsd: number | null;
  /** Beginnings of today and the days that are left. */
  readonly days: readonly Date[];
  readonly zone: string;
  readonly forecast: {
    readonly points: readonly Day[];
    readonly refusal: string | null;
    /** Sum of all points, as it is forecast. */
    readonly computed: {
      readonly total: { readonly in95: { readonly low: number; readonly high: number } };
    } | null;
  };
}

/**
 * The cost at the end of the month. What was spent today is a lower end of today. The range is that of the sum of the days; on the way to it,
 * it grows as the sum does.
 */
export function outlookOf({ beforeToday, todayUsd, budgetUsd, days, zone, forecast }: Asked): Outlook {
  const spentUsd = beforeToday + todayUsd;
  const none = {
    monthEndUsd: null,
    lowUsd: null,
    highUsd: null,
    passesBudgetOn: null,
    passesBudgetEarliest: null,
    passesBudgetLatest: null,
  };
  const known = { spentUsd, budgetUsd };
  if (forecast.refusal !== null || forecast.points.length === 0)
    return {
      ...known,
      ...none,
      sentence: `${usd(spentUsd)} were spent this month. There is no forecast yet. ${forecast.refusal ?? ''}`.trim(),
    };
  const at = (pick: (day: Day) => number): number[] => {
    let sum = beforeToday;
    return forecast.points.map((day, place) => (sum += Math.max(place === 0 ? todayUsd : 0, pick(day))));
  };
  const expected = at(({ value }) => value);
  const monthEndUsd = expected.at(-1) as number;
  const { lowUsd, highUsd } = endsOf(forecast, { beforeToday, spentUsd, monthEndUsd });
  // How far the ends of the month are from what is expected, spread over the days by what is forecast of them.
  const rest = Math.max(1e-9, monthEndUsd - beforeToday);
  const scaled = (end: number): number[] =>
    expected.map((sum) => Math.max(spentUsd, sum + ((sum - beforeToday) / rest) * (end - monthEndUsd)));
  const passes = (sums: readonly number[]): Date | null =>
    budgetUsd === null ? null : spentUsd > budgetUsd ? null : (days[sums.findIndex((sum) => sum > budgetUsd)] ?? null);
  const [on, earliest, latest] = [passes(expected), passes(scaled(highUsd)), passes(scaled(lowUsd))];
  const found = { monthEndUsd, lowUsd, highUsd, passesBudgetOn: on, passesBudgetEarliest: earliest, passesBudgetLatest: latest };
  return { ...known, ...found, sentence: sentenceOf({ ...known, ...found }, zone) };
}

/** The range of the month's end: that of the sum of the days, above what is spent. */
function endsOf(
  { computed }: Asked['forecast'],
  { beforeToday, spentUsd, monthEndUsd }: { beforeToday: number; spentUsd: number; monthEndUsd: number },
): { lowUsd: number; highUsd: number } {
  const { low = 0, high = 0 } = computed?.total.in95 ?? {};
  return { lowUsd: Math.min(monthEndUsd, Math.max(spentUsd, beforeToday + low)), highUsd: Math.max(monthEndUsd, beforeToday + high) };
}

const usd = (value: number): string => `$${value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2)}`;

function sentenceOf(
  {
    spentUsd,
    budgetUsd,
    monthEndUsd,
    lowUsd,
    highUsd,
    passesBudgetOn,
    passesBudgetEarliest,
    passesBudgetLatest,
  }: Omit<Outlook, 'sentence'>,
  zone: string,
): string {
  const dayOf = (day: Date): string => new Intl.DateTimeFormat('en-US', { timeZone: zone, month: 'long', day: 'numeric' }).format(day);
  const end = `The month is forecast to cost ${usd(monthEndUsd ?? 0)} (95 %: ${usd(lowUsd ?? 0)} to ${usd(highUsd ?? 0)}); ${usd(spentUsd)} are spent.`;
  if (budgetUsd === null) return end;
  if (spentUsd > budgetUsd) return `${end} The budget of ${usd(budgetUsd)} is passed.`;
  if (passesBudgetEarliest === null) return `${end} The budget of ${usd(budgetUsd)} lasts.`;
  if (passesBudgetOn === null) return `${end} The budget of ${usd(budgetUsd)} may be passed from ${dayOf(passesBudgetEarliest)} on.`;
  const range =
    passesBudgetLatest === null
      ? `${dayOf(passesBudgetEarliest)} at the earliest`
      : `${dayOf(passesBudgetEarliest)} to ${dayOf(passesBudgetLatest)}`;
  return `${end} The budget of ${usd(budgetUsd)} is passed on ${dayOf(passesBudgetOn)} (${range}).`;
}
