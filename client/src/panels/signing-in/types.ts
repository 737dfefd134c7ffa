/** What `GET /api/auth/options` says of how people sign in here. */
export interface SignInOptions {
  readonly hasAccounts: boolean;
  readonly signUp: 'INVITE' | 'DOMAIN' | 'OPEN';
  /** Whose addresses may sign up, where `signUp` is DOMAIN. */
  readonly domain: string | null;
  readonly providers: readonly { readonly id: string; readonly name: string }[];
  readonly hasMail: boolean;
  readonly password: { readonly minLength: number; readonly maxLength: number };
}

export interface SignedIn {
  readonly status: 'SIGNED_IN';
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
}
export type SignInAnswer = SignedIn | { readonly status: 'SECOND_FACTOR' };

/** Until the server has answered. */
export const passwordLimits = { minLength: 10, maxLength: 128 } as const;
