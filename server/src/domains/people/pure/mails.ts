/** A mail: plain, short, with one link. */
interface MailText {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

interface Addressee {
  readonly email: string;
  readonly name: string;
}

const product = 'Fine Tune Lab';
const signed = (...lines: readonly string[]): string => `${lines.join('\n\n')}\n\n${product}\n`;

export const resetMail = ({ email, name }: Addressee, link: string): MailText => ({
  to: email,
  subject: `A new password for ${product}`,
  text: signed(
    `Hello ${name},`,
    `with this address you set a new password. It works once, for an hour:`,
    link,
    'You have not asked for it? Then nothing has to be done: your password stays as it is.',
  ),
});

export const signUpMail = (email: string, link: string): MailText => ({
  to: email,
  subject: `Your account with ${product}`,
  text: signed(
    'Hello,',
    'with this address you make your account. It works once, for a day:',
    link,
    'You have not asked for it? Then nothing has to be done.',
  ),
});

/** To a person who asks for a second account: the page shows no difference. */
export const knownAccountMail = ({ email, name }: Addressee, origin: string): MailText => ({
  to: email,
  subject: `Your account with ${product}`,
  text: signed(
    `Hello ${name},`,
    'you have an account already. Sign in here, or set a new password there:',
    `${origin}/sign-in`,
    'You have not asked for an account? Then nothing has to be done.',
  ),
});

export interface InvitationMail {
  readonly email: string;
  readonly workspaceName: string;
  /** Null: invited while there were no accounts. */
  readonly invitedBy: string | null;
  readonly link: string;
  readonly validDays: number;
}

export const invitationMail = ({ email, workspaceName, invitedBy, link, validDays }: InvitationMail): MailText => ({
  to: email,
  subject: `Invitation to ${workspaceName}`,
  text: signed(
    'Hello,',
    `${invitedBy === null ? 'you are invited' : `${invitedBy} invites you`} to the workspace “${workspaceName}” of ${product}. Accept within ${validDays} days:`,
    link,
  ),
});
