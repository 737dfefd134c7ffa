/** Whether a name is one of IANA's list, such as "Europe/Berlin". Offsets ("+05:30") are zones to Intl, and are none here: they know no summer time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const byLowerCase = new Map(Intl.supportedValuesOf('timeZone').map((zone) => [zone.toLowerCase(), zone]));

/**
 * A zone of IANA's list by its name in any letter case, "europe/berlin", as the list writes it; null: there is none. Node takes any case,
 * ClickHouse only that of the list. A name in both cases that Node knows as another's alias ("Asia/Kolkata") stays as it is.
 */
export function zoneByName(name: string): string | null {
  if (!isTimeZone(name)) return null;
  const listed = byLowerCase.get(name.toLowerCase());
  if (listed !== undefined) return listed;
  const isOfOneCase = name === name.toLowerCase() || name === name.toUpperCase();
  return isOfOneCase ? new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone : name;
}
