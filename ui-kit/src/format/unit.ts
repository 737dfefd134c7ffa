import { defaultLocale } from './locale.tsx';
import type { Locale } from './locale.tsx';
import { compact, decimal, decimalsFor, JOIN, NO_DATA, NO_DATA_WORDS, plain, twoDigits } from './number.ts';

/**
 * What a number counts. `share` is 0–1 and shown as percent; `ms` milliseconds; `usd` US dollars;
 * `rating` a mean of stars; `number` has no unit.
 */
export type Unit = 'count' | 'tokens' | 'usd' | 'ms' | 'share' | 'rating' | 'bytes' | 'number';

/** A formatted number in the pieces that a tile draws at different sizes. `text` is all of it on one line. */
export interface ValueParts {
  readonly major: string;
  /** Cents, drawn smaller; often empty. */
  readonly minor: string;
  /** Unit behind the number; empty where a sign in front says it ($, in languages that put it there). */
  readonly unit: string;
  readonly text: string;
}

const absent: ValueParts = { major: NO_DATA, minor: '', unit: '', text: NO_DATA };

function parts(major: string, minor = '', unit = ''): ValueParts {
  return { major, minor, unit, text: unit === '' ? major + minor : `${major}${minor}${JOIN}${unit}` };
}

/** Formats one number with its unit; null, NaN and infinities have no value to show and give the dash. */
export function valueParts(value: number | null | undefined, unit: Unit, locale: Locale = defaultLocale): ValueParts {
  if (value === null || value === undefined || !Number.isFinite(value)) return absent;
  switch (unit) {
    case 'count':
      return parts(decimal(value, 0, Number.isInteger(value) ? 0 : 1, locale));
    case 'tokens':
      return parts(decimal(value, 0, 0, locale), '', 'tokens');
    case 'usd':
      return usdParts(value, locale);
    case 'ms':
      return duration(value, locale);
    case 'share':
      return parts(percentDigits(value, locale), '', '%');
    case 'rating':
      return parts(decimal(value, 2, 2, locale));
    case 'bytes':
      return byteParts(value, locale);
    case 'number':
      return parts(plain(value, locale));
    default:
      return unit satisfies never;
  }
}

/** One number with its unit, on one line: `1,842 ms`, `87.4 %`, `$3,918.40`, `–` for no data. */
export function format(value: number | null | undefined, unit: Unit, locale: Locale = defaultLocale): string {
  return valueParts(value, unit, locale).text;
}

/**
 * One number as a column of a table shows it, so that the digits stand under each other: shares with one decimal, and with
 * `isBare` no unit at all, because it stands in the column's head (then ms stay ms, however long).
 */
export function cellParts(value: number | null | undefined, unit: Unit, isBare: boolean, locale: Locale = defaultLocale): ValueParts {
  if (value === null || value === undefined || !Number.isFinite(value)) return absent;
  const percent = Math.abs(value * 100);
  if (unit === 'share') {
    const digits = percent === 0 || percent >= 0.1 ? decimal(value * 100, 1, 1, locale) : percentDigits(value, locale);
    return parts(digits, '', isBare ? '' : '%');
  }
  if (unit === 'ms' && isBare) return parts(decimal(value, 0, Math.abs(value) < 10 ? 1 : 0, locale));
  const whole = unit === 'usd' ? usdParts(value, locale, true) : valueParts(value, unit, locale);
  return isBare ? parts(whole.major.replace('$', ''), whole.minor) : whole;
}

/** The same, for a screen reader: the dash becomes words. */
export function formatSpoken(value: number | null | undefined, unit: Unit, locale: Locale = defaultLocale): string {
  const text = format(value, unit, locale);
  return text === NO_DATA ? NO_DATA_WORDS : text;
}

function usdParts(value: number, locale: Locale, isInColumn = false): ValueParts {
  const size = Math.abs(value);
  const isInFront = hasCurrencyInFront(locale);
  const front = (value < 0 ? '−' : '') + (isInFront ? '$' : '');
  const unit = isInFront ? '' : '$';
  if (size >= 100_000) return parts(front + decimal(size, 0, 0, locale), '', unit);
  // Below a dollar the digits that matter are further right: three of them, down to fractions of a cent; zeros too where sums are compared.
  const decimals = size >= 1 || size === 0 ? 2 : Math.max(2, decimalsFor(size, 3));
  const text = decimal(size, isInColumn || size < 0.1 ? decimals : 2, decimals, locale);
  const whole = size < 1 ? null : /^(.*)([.,٫]\p{Nd}+)$/u.exec(text);
  return whole === null ? parts(front + text, '', unit) : parts(front + whole[1], whole[2], unit);
}

const sides = new Map<string, boolean>();

/** `$5` or `5 $`: as the language has it. */
function hasCurrencyInFront({ locale }: Locale): boolean {
  let isInFront = sides.get(locale);
  if (isInFront === undefined) {
    const kinds = new Intl.NumberFormat(locale, { style: 'currency', currency: 'USD' }).formatToParts(1).map(({ type }) => type);
    isInFront = kinds.indexOf('currency') < kinds.indexOf('integer');
    sides.set(locale, isInFront);
  }
  return isInFront;
}

function percentDigits(share: number, locale: Locale): string {
  const percent = share * 100;
  const size = Math.abs(percent);
  const decimals = size === 0 || size >= 99.95 ? 0 : size < 0.1 ? Math.min(6, decimalsFor(size, 2)) : size < 1 ? 2 : 1;
  // A share that is not whole must not read as 100 %.
  if (size > 99.9 && size < 100) return decimal(Math.trunc(percent * 1000) / 1000, 0, 3, locale);
  return decimal(percent, decimals, decimals, locale);
}

/** `842 ms`, `1,842 ms`, `12.3 s`, `4 m 05 s`, `1 h 12 m`, `3 d 4 h`; below a millisecond `0.42 ms`. */
function duration(ms: number, locale: Locale): ValueParts {
  const size = Math.abs(ms);
  const front = ms < 0 ? '−' : '';
  if (size < 1) return parts(decimal(ms, 0, decimalsFor(ms, 2), locale), '', 'ms');
  if (size < 10_000) return parts(decimal(ms, 0, size < 10 ? 1 : 0, locale), '', 'ms');
  if (size < 59_950) return parts(decimal(ms / 1000, 1, 1, locale), '', 's');
  const whole = (count: number) => decimal(Math.floor(count), 0, 0, locale);
  const seconds = Math.round(size / 1000);
  if (seconds < 3600) return parts(`${front}${whole(seconds / 60)} m ${twoDigits(seconds % 60, locale)} s`);
  const minutes = Math.round(seconds / 60);
  if (minutes < 1440) return parts(`${front}${whole(minutes / 60)} h ${twoDigits(minutes % 60, locale)} m`);
  const hours = Math.round(minutes / 60);
  return parts(`${front}${whole(hours / 24)} d ${whole(hours % 24)} h`);
}

const byteUnits = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

function byteParts(value: number, locale: Locale): ValueParts {
  let scaled = value;
  let place = 0;
  while (Math.abs(scaled) >= 1023.5 && place < byteUnits.length - 1) {
    scaled /= 1024;
    place += 1;
  }
  return parts(decimal(scaled, 0, place === 0 || Math.abs(scaled) >= 100 ? 0 : 1, locale), '', byteUnits[place]);
}

/**
 * A tick's label: short, with just the decimals that the distance between ticks needs. The unit stands in the panel's
 * grey half-line, so only percent repeats it.
 */
export function formatTick(value: number, unit: Unit, step: number, locale: Locale = defaultLocale): string {
  if (unit === 'share') return `${decimal(value * 100, 0, decimalsOfStep(step * 100), locale)}%`;
  if (unit === 'bytes') return byteParts(value, locale).text;
  if (Math.abs(value) >= 1000 || (value === 0 && step >= 1000)) return compact(value, locale, step >= 100 ? 1 : 2);
  if (Math.abs(step) < 1e-4) return plain(value, locale);
  return decimal(value, 0, decimalsOfStep(step), locale);
}

function decimalsOfStep(step: number): number {
  if (step === 0 || !Number.isFinite(step)) return 2;
  return Math.min(6, Math.max(0, -Math.floor(Math.log10(Math.abs(step)) + 1e-9)));
}

/** How the unit is named behind a label, in captions and table heads: `ms`, `$`, `%`; empty where the number says it all. */
export function unitName(unit: Unit): string {
  const names: Record<Unit, string> = {
    count: '',
    tokens: 'tokens',
    usd: '$',
    ms: 'ms',
    share: '%',
    rating: 'of 5',
    bytes: 'bytes',
    number: '',
  };
  return names[unit];
}
