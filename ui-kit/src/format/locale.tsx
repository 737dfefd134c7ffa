import { createContext, useContext, useMemo } from 'react';
import type { ReactNode } from 'react';

/** Whose numbers and times these are: a BCP 47 locale and an IANA time zone. */
export interface Locale {
  readonly locale: string;
  readonly timeZone: string;
}

/** Used where no provider says otherwise: the same on a server and in any browser. */
export const defaultLocale: Locale = { locale: 'en-GB', timeZone: 'UTC' };

const LocaleContext = createContext<Locale>(defaultLocale);

export interface LocaleProviderProps extends Partial<Locale> {
  readonly children: ReactNode;
}

/** Sets locale and zone for everything inside; what is not given is inherited. */
export function LocaleProvider({ locale, timeZone, children }: LocaleProviderProps) {
  const outer = useContext(LocaleContext);
  const value = useMemo(() => ({ locale: locale ?? outer.locale, timeZone: timeZone ?? outer.timeZone }), [locale, timeZone, outer]);
  return <LocaleContext.Provider value={value}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  return useContext(LocaleContext);
}
