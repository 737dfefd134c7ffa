/** The environment or a flag holds a value that cannot be used; the message says which and what can. */
export class ConfigError extends Error {}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A URL of one of the protocols; null: it is not set.
 *
 * Errors  throws `ConfigError`. The value may hold a password: it is not repeated.
 */
export function urlOf(name: string, value: string | undefined, protocols: readonly string[]): string | null {
  if (value === undefined || value === '') return null;
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url === null || !protocols.includes(url.protocol)) {
    throw new ConfigError(`${name} is not a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`);
  }
  return value;
}
