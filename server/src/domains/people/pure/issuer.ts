/** What a provider says of itself (OpenID Connect Discovery), as far as it counts for what comes back from it. */
export interface ProviderIssuer {
  readonly issuer: string;
  /** Whether it names itself in each answer (RFC 9207): then one that does not comes from elsewhere. */
  readonly namesItself: boolean;
}

/** What a discovery document says; null: it is none. */
export function readIssuer(document: unknown): ProviderIssuer | null {
  const { issuer, authorization_response_iss_parameter_supported: named } = (document ?? {}) as Record<string, unknown>;
  return typeof issuer === 'string' && issuer !== '' ? { issuer, namesItself: named === true } : null;
}

/** Whether an answer, by the query of its address, may be this provider's: the one that another mixed in names that other, or none. */
export function isOfIssuer(query: string, { issuer, namesItself }: ProviderIssuer): boolean {
  const shown = new URLSearchParams(query).getAll('iss');
  return shown.length === 0 ? !namesItself : shown.length === 1 && shown[0] === issuer;
}
