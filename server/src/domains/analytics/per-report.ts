import type { Report } from './report.ts';

/** What is looked up once for each report and its arguments, however many fields of an operation need it. */
export function perReport<Args extends readonly (string | number | null)[], Value>(
  find: (report: Report, ...args: Args) => Promise<Value>,
): (report: Report, ...args: Args) => Promise<Value> {
  const known = new WeakMap<Report, Map<string, Promise<Value>>>();
  return (report, ...args) => {
    const ofReport = known.get(report) ?? new Map<string, Promise<Value>>();
    known.set(report, ofReport);
    const key = JSON.stringify(args);
    const found = ofReport.get(key) ?? find(report, ...args);
    ofReport.set(key, found);
    return found;
  };
}
