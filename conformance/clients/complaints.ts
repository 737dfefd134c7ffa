import { diag, DiagLogLevel } from '@opentelemetry/api';

/** Everything that an OpenTelemetry SDK warns of from now on: failed exports, rejected spans. It tells nobody else. */
export function listenToComplaints(): string[] {
  const complaints: string[] = [];
  const keep = (...words: unknown[]): void =>
    void complaints.push(words.map((word) => (typeof word === 'string' ? word : JSON.stringify(word))).join(' '));
  const ignore = (): void => undefined;
  diag.setLogger(
    { error: keep, warn: keep, info: ignore, debug: ignore, verbose: ignore },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
  return complaints;
}
