import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';

/** Whose numbers and times these are: a BCP 47 locale and an IANA time zone. */
export interface Locale {
  readonly locale: string;
  readonly timeZone: string;
  /** Instants of another year are read with their year, in tooltips and tables. Absent: no instant is. */
  readonly year?: number | undefined;
}

/** Used where no provider says otherwise: the same on a server and in any browser. */
export const defaultLocale: Locale = { locale: 'en-GB', timeZone: 'UTC' };

const LocaleContext = createContext<Locale>(defaultLocale);

export interface LocaleProviderProps extends Partial<Locale> {
  readonly children: ReactNode;
}

/** Sets locale and zone for everything inside; what is not given is inherited. */
export function LocaleProvider({ locale, timeZone, year, children }: LocaleProviderProps) {
  const outer = useContext(LocaleContext);
  const value = useMemo(
    () => ({ locale: locale ?? outer.locale, timeZone: timeZone ?? outer.timeZone, year: year ?? outer.year }),
    [locale, timeZone, year, outer],
  );
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
