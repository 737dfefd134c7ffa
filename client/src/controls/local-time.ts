import { datedPrecision, formatTime } from 'ui-kit/format';
import type { Locale } from 'ui-kit/format';
import type { View } from './view.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** Wall clock of an instant in a zone, as `datetime-local` writes it; empty when absent. */
export function toLocalText(at: string | null | undefined, timeZone: string): string {
  if (at === null || at === undefined) return '';
  const parts = clockOf(timeZone).formatToParts(new Date(at));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** The instant at which the zone's clock shows this text, ISO 8601 UTC; null for an empty or broken text. */
export function fromLocalText(text: string, timeZone: string): string | null {
  const wall = new Date(`${text}Z`).getTime();
  if (text === '' || Number.isNaN(wall)) return null;
  let at = wall;
  // Twice: the zone's offset at the first guess may be another one across a change of the clock.
  for (let round = 0; round < 2; round += 1) {
    const shown = new Date(`${toLocalText(new Date(at).toISOString(), timeZone)}Z`).getTime();
    at += wall - shown;
  }
  return new Date(at).toISOString();
}

/** A custom range in a few words: `1 Nov – 14 Nov`, `since 1 Nov`. */
export function customWords(view: View, locale: Locale, now: number = Date.now()): string {
  const words = (at: string): string => {
    const isMidnight = toLocalText(at, locale.timeZone).endsWith('T00:00');
    return formatTime(new Date(at), datedPrecision(new Date(at), isMidnight ? 'day' : 'minute', now, locale), locale);
  };
  if (view.from !== undefined && view.to !== undefined) return `${words(view.from)} – ${words(view.to)}`;
  return view.from === undefined ? `before ${words(view.to ?? '')}` : `since ${words(view.from)}`;
}
