import { passwordLimits } from './types.ts';

/** What is wrong with an e-mail address as it is typed; undefined: nothing that can be seen here. */
export function emailProblem(email: string): string | undefined {
  if (email.trim() === '') return 'Give your e-mail address.';
  return /^\S+@\S+$/.test(email.trim()) ? undefined : 'This is no e-mail address: it needs a name, an @ and a host.';
}

/** What is wrong with a new password; what makes it too common is known to the server. */
export function newPasswordProblem(password: string, { minLength, maxLength } = passwordLimits as LengthLimits): string | undefined {
  if (password.length < minLength) return `Take at least ${minLength} characters; a few words make a good one.`;
  return password.length > maxLength ? `Take at most ${maxLength} characters.` : undefined;
}

interface LengthLimits {
  readonly minLength: number;
  readonly maxLength: number;
}

/** A code as it is sent: without the blanks and dashes that people read it with. */
export const plainCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '');

/** The problems that there are. */
export const problemsIn = (found: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(found).filter((entry): entry is [string, string] => entry[1] !== undefined));
