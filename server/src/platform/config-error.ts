/** The environment or a flag holds a value that cannot be used; the message says which and what can. */
export class ConfigError extends Error {}
