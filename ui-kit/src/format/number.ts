import { defaultLocale } from './locale.tsx';
import type { Locale } from './locale.tsx';

/** Shown where there is no data; never 0. */
export const NO_DATA = '–';
/** What the dash says to a reader who can't see it. */
export const NO_DATA_WORDS = 'no data';

/** Keeps a number and its unit on one line. */
export const JOIN = '\u00a0';

/** By locale and decimals. The first one loads the language's data, which is the dearest part of a first chart: it is made before. */
const formatters = new Map([[keyOf(defaultLocale.locale, 0, 0), new Intl.NumberFormat(defaultLocale.locale, optionsOf(0, 0))]]);

function keyOf(locale: string, least: number, most: number): string {
  return `${locale}|${least}|${most}`;
}

function optionsOf(least: number, most: number): Intl.NumberFormatOptions {
  return { signDisplay: 'negative', minimumFractionDigits: least, maximumFractionDigits: most };
}

/** `value` with between `least` and `most` decimals, digits grouped, and a true minus sign; what rounds to 0 has none. */
export function decimal(value: number, least: number, most: number, { locale }: Locale = defaultLocale): string {
  return written(value, keyOf(locale, least, most), locale, optionsOf(least, most));
}

/** A whole number with two digits at least: the seconds in `4 m 05 s`. */
export function twoDigits(value: number, { locale }: Locale = defaultLocale): string {
  return written(value, `${locale}|two`, locale, { signDisplay: 'negative', minimumIntegerDigits: 2, maximumFractionDigits: 0 });
}

function written(value: number, key: string, locale: string, options: Intl.NumberFormatOptions): string {
  let formatter = formatters.get(key);
  if (formatter === undefined) {
    formatter = new Intl.NumberFormat(locale, options);
    formatters.set(key, formatter);
  }
  return formatter.format(value).replace('-', '−');
}

/** Decimals needed for `digits` significant digits of `value`: 0.0314 and 3 give 4. */
export function decimalsFor(value: number, digits: number): number {
  if (value === 0 || !Number.isFinite(value)) return 0;
  const magnitude = Math.floor(Math.log10(Math.abs(value)));
  return Math.min(20, Math.max(0, digits - 1 - magnitude));
}

const scales = [
  { from: 1e12, letter: 'T' },
  { from: 1e9, letter: 'B' },
  { from: 1e6, letter: 'M' },
  { from: 1e3, letter: 'k' },
] as const;

/**
 * Short form for axes and badges: 1,204,118 is `1.2M`, 5,000 is `5k`, 842 stays `842`, and from 1e15 on it is a power. At most `digits`
 * decimals.
 */
export function compact(value: number | null, locale: Locale = defaultLocale, digits = 1): string {
  if (value === null || Number.isNaN(value)) return NO_DATA;
  const size = Math.abs(value);
  if (size >= 1e15) return plain(value, locale);
  for (const [place, { from, letter }] of scales.entries()) {
    if (size < from) continue;
    const shown = size / from >= 100 ? 0 : digits;
    const rounded = Number((size / from).toFixed(shown));
    // 999,999 must be "1M", not "1,000k": a value that rounds up to the next scale belongs to it.
    const above = scales[place - 1];
    if (above !== undefined && rounded >= 1000) return `${sign(value)}${decimal(1, 0, 0, locale)}${above.letter}`;
    return `${sign(value)}${decimal(rounded, 0, shown, locale)}${letter}`;
  }
  return plain(value, locale);
}

function sign(value: number): string {
  return value < 0 ? '−' : '';
}

/** A bare number: whole ones grouped, others to four significant digits, very large and very small as 1e-5. */
export function plain(value: number, locale: Locale = defaultLocale): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e15)) {
    const [digits = '', power = ''] = value.toExponential(2).split('e');
    return `${decimal(Number(digits), 0, 2, locale)}e${decimal(Number(power), 0, 0, locale)}`;
  }
  return decimal(value, 0, Number.isInteger(value) ? 0 : decimalsFor(value, 4), locale);
}
