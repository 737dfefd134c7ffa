/** What a one-time address is for. PASSWORD: a new password for an account. */
export const linkPurposes = ['FIRST_OWNER', 'SIGN_UP', 'PASSWORD'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** Ways to sign in that are checked here, as a session names them; any other is the id of a provider. */
export const ownMethods = ['PASSWORD', 'PASSKEY'] as const;
/** Whether a session came about by a round to a provider. */
export const isOfProvider = (method: string): boolean => !(ownMethods as readonly string[]).includes(method);

/** In UTF-16 code units. */
export const maxNameLength = 200;
/** RFC 5321. */
export const maxEmailLength = 254;
