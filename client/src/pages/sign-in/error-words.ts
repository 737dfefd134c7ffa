/** What a provider's way back to `/sign-in?error=CODE` means, in words for the reader. */
const words: Readonly<Record<string, string>> = {
  SSO_FAILED: 'The provider does not answer, or its answer did not fit what was asked. Try again; the server’s log says more.',
  SSO_REFUSED:
    'The provider let you in, but this server does not: your address is not confirmed there, or you are in none of the groups that may sign in.',
  SSO_CANCELLED: 'The sign-in was cancelled at the provider, or the provider does not let you use this application.',
  SSO_REQUIRED: 'Members of this workspace sign in through their organisation’s provider.',
  SIGN_UP_CLOSED: 'There is no account for you here yet. People come by invitation: ask an administrator.',
  TOO_MANY_ATTEMPTS: 'Too many attempts. Wait a few minutes, then try again.',
};

export const errorWords = (code: string): string =>
  words[code] ?? 'Signing in through the provider did not work. Try again, or sign in with your password.';
