import { datedPrecision, formatTime, formatUtc, useLocale } from 'ui-kit/format';
import type { TimePrecision } from 'ui-kit/format';
import { useHour, useMinute } from './clock.ts';

/** An instant in the reader's zone, with its year where that is another than now, and the UTC on hover. */
export function Moment({ at, precision = 'minute' }: { readonly at: string; readonly precision?: TimePrecision }) {
  const locale = useLocale();
  const hour = useHour();
  const instant = new Date(at);
  return (
    <time dateTime={at} title={formatUtc(instant)}>
      {formatTime(instant, datedPrecision(instant, precision, hour, locale), locale)}
    </time>
  );
}

const steps: readonly [limitMs: number, unitMs: number, unit: Intl.RelativeTimeFormatUnit][] = [
  [3_600_000, 60_000, 'minute'],
  [86_400_000, 3_600_000, 'hour'],
  [45 * 86_400_000, 86_400_000, 'day'],
];

/** How long ago: `4 min ago`; a date when it is over six weeks. */
export function Ago({ at }: { readonly at: string }) {
  const locale = useLocale();
  const now = useMinute();
  const instant = new Date(at);
  const elapsedMs = Math.max(0, now + 60_000 - instant.getTime());
  const step = steps.find(([limit]) => elapsedMs < limit);
  const words =
    elapsedMs < 120_000
      ? 'just now'
      : step === undefined
        ? formatTime(instant, datedPrecision(instant, 'day', now, locale), locale)
        : new Intl.RelativeTimeFormat(locale.locale, { style: 'short' }).format(-Math.floor(elapsedMs / step[1]), step[2]);
  return (
    <time dateTime={at} title={formatUtc(instant)}>
      {words}
    </time>
  );
}
