/** What a one-time address is for. PASSWORD: a new password for an account. */
export const linkPurposes = ['FIRST_OWNER', 'SIGN_UP', 'PASSWORD'] as const;
export type LinkPurpose = (typeof linkPurposes)[number];

/** In UTF-16 code units. */
export const maxNameLength = 200;
/** RFC 5321. */
export const maxEmailLength = 254;
