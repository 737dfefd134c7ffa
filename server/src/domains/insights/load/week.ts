import { dayMs, hourMs } from '../../analytics/pure/interval.ts';

/** The last seven days up to the last full hour, and the seven days before. */
export interface Weeks {
  readonly from: Date;
  readonly to: Date;
}

export function lastWeek(now: Date): Weeks {
  const to = new Date(Math.floor(now.getTime() / hourMs) * hourMs);
  return { from: new Date(to.getTime() - 7 * dayMs), to };
}

/** The page with this path over the last seven days, compared with those before. `more`: further parts of the address. */
export function weekLink(path: string, { from, to }: Weeks, more: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams({ range: 'custom', from: from.toISOString(), to: to.toISOString(), ...more });
  return `${path}?${search.toString().replaceAll('%3A', ':')}`;
}
