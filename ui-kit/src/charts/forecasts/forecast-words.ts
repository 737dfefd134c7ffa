import { decimal, JOIN } from '../../format/number.ts';
import { format } from '../../format/unit.ts';
import type { Unit } from '../../format/unit.ts';
import type { Locale } from '../../format/locale.tsx';
import type { Remark } from '../parts/remarks.tsx';
import { lastActual } from './forecast-model.ts';
import type { Coverage, Forecast, LimitCrossing } from './forecast-model.ts';

const DAY = 86_400_000;

/** What a band is called: `80 %`. */
export function levelName(level: number, locale: Locale): string {
  return `${decimal(level * 100, 0, 1, locale)}${JOIN}%`;
}

/** What a bucket is called where several are counted. */
function bucketWord(bucketMs: number | undefined, count: number): string {
  const name = bucketMs === DAY ? 'day' : bucketMs === 7 * DAY ? 'week' : bucketMs === DAY / 24 ? 'hour' : 'point';
  return count === 1 ? name : `${name}s`;
}

const verdicts: Record<Coverage['verdict'], string> = {
  right: 'as it should',
  narrow: 'too narrow',
  wide: 'wider than needed',
  few: 'too few to judge',
};

/** `80 % band held 78.3 % of 60 days: as it should` */
export function coverageWords({ level, heldCount, count, verdict }: Coverage, bucketMs: number | undefined, locale: Locale): Remark {
  return {
    text: `${levelName(level, locale)} band held ${format(heldCount / count, 'share', locale)} of ${format(count, 'count', locale)} ${bucketWord(bucketMs, count)}: ${verdicts[verdict]}`,
    tone: verdict === 'narrow' ? 'warn' : verdict === 'right' ? 'good' : 'neutral',
  };
}

/** When the limit is reached: by the median, and between when and when by the band. */
export function crossingWords(
  { isBeyond, since, isRising, median, earliest, latest }: LimitCrossing,
  limit: { readonly label: string; readonly kind?: 'ceiling' | 'floor' | undefined },
  level: number | undefined,
  nameAt: (x: number) => string,
  locale: Locale,
): Remark {
  const side = limit.kind === 'floor' ? 'Below' : 'Above';
  if (isBeyond) {
    const back = median === null ? '' : `, back on ${nameAt(median)} by the median`;
    return { text: `${side} ${limit.label}${since === null ? ' all along' : ` since ${nameAt(since)}`}${back}`, tone: 'bad' };
  }
  const band = level === undefined ? '' : `${levelName(level, locale)} band`;
  const way = isRising ? 'reaches' : 'falls to';
  if (median === null && earliest === null)
    return {
      text: `The forecast stays ${isRising ? 'below' : 'above'} ${limit.label}${band === '' ? '' : `, also by its ${band}`}`,
      tone: 'good',
    };
  if (median === null && earliest !== null)
    return {
      text: `The median stays ${isRising ? 'below' : 'above'} ${limit.label}; the ${band} ${way} it on ${nameAt(earliest)} at the earliest`,
      tone: 'warn',
    };
  const between =
    earliest === null
      ? ''
      : ` (${band}: ${latest === null ? `from ${nameAt(earliest)}, or not in this forecast` : `${nameAt(earliest)} to ${nameAt(latest)}`})`;
  return { text: `The median ${way} ${limit.label} on ${nameAt(median as number)}${between}`, tone: 'warn' };
}

/** What came and what is to come, then the remarks. */
export function describeForecast(
  forecast: Forecast,
  fan: Forecast,
  nowPlace: number,
  y: { readonly label: string; readonly unit: Unit },
  remarks: readonly Remark[],
  nameAt: (x: number) => string,
  locale: Locale,
): string {
  if (forecast.x.length === 0) return `${y.label}: no data.`;
  const amountText = (value: number | undefined) => format(value, y.unit, locale);
  const first = forecast.actual.findIndex(Number.isFinite);
  const history =
    nowPlace < 0 || lastActual(forecast) < 0
      ? `${y.label}: nothing has come yet.`
      : `${y.label} from ${amountText(forecast.actual[first])} on ${nameAt(forecast.x[first] as number)} to ${amountText(forecast.actual[nowPlace])} on ${nameAt(forecast.x[nowPlace] as number)}.`;
  const end = fan.x.length - 1;
  const bands = fan.bands
    .map(({ level, low, high }) => `${levelName(level, locale)} between ${amountText(low[end])} and ${amountText(high[end])}`)
    .join(', ');
  const ahead =
    end < 1 || !Number.isFinite(fan.median[end])
      ? 'No forecast.'
      : `Forecast for ${nameAt(fan.x[end] as number)}: median ${amountText(fan.median[end])}${bands === '' ? '' : `, ${bands}`}.`;
  return [history, ahead, ...remarks.map((remark) => `${remark.text}.`)].join(' ');
}
