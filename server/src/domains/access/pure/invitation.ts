/** The times of an invitation; null: it did not happen. */
export interface InvitationTimes {
  readonly acceptedAt: Date | null;
  readonly revokedAt: Date | null;
  readonly expiresAt: Date;
}

/** How an invitation stands. One that was used stays so, whatever came later. */
export function stateOfInvitation(
  { acceptedAt, revokedAt, expiresAt }: InvitationTimes,
  now: Date,
): 'OPEN' | 'ACCEPTED' | 'EXPIRED' | 'REVOKED' {
  if (acceptedAt !== null) return 'ACCEPTED';
  if (revokedAt !== null) return 'REVOKED';
  return expiresAt <= now ? 'EXPIRED' : 'OPEN';
}
