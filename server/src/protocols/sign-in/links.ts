import { useLink } from '../../domains/access/commands/link-use.ts';
import { joinAsNewPerson } from '../../domains/access/commands/newcomer.ts';
import { installationOf } from '../../domains/access/load/installation.ts';
import { openInvitation } from '../../domains/access/load/invitations.ts';
import { accountOfLink, linkOf, makeLink } from '../../domains/people/commands/link.ts';
import { noteFailedSignIn, recordOfPerson } from '../../domains/people/commands/trail.ts';
import { LinkInvalid, WeakPassword } from '../../domains/people/errors.ts';
import { resetMail, signUpMail, knownAccountMail } from '../../domains/people/pure/mails.ts';
import { readEmail, readPersonName, readSecret } from '../../domains/people/pure/input.ts';
import type { ViewerPerson } from '../../platform/graphql/context.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import type { Answer, Asked, Route } from './asked.ts';
import { SignInRefusal } from './errors.ts';
import { taken } from './session.ts';
import { noteRefusedInvitation, personActor, recordOwn, unknownActor } from './trail.ts';
import { withPassword } from './sign-in.ts';

const accepted: Answer = { body: { status: 'ACCEPTED' } };

/**
 * Sends the address by which a password is set. The answer waits neither for the mail nor for whether there is an account, and is the same
 * for all.
 */
async function reset(asked: Asked): Promise<Answer> {
  const { email } = taken({ email: readEmail(asked.fields) });
  unwrap(await asked.attempts.request('mail', asked.address));
  const { stores, mailer, logger } = asked;
  const { origin } = installationOf(stores);
  const work = async (): Promise<void> => {
    if (origin === null || !mailer.isOn) return;
    const person = await stores.prisma.person.findUnique({ where: { email } });
    if (person === null || !(await asked.attempts.mailTo(email))) return;
    const link = await makeLink(stores.postgres, { origin, purpose: 'PASSWORD', personId: person.id });
    await recordOfPerson(stores.postgres, person.id, {}, unknownActor(asked, 'requestPasswordReset'));
    mailer.send(resetMail(person, link));
  };
  work().catch((error: unknown) => logger.error({ err: error }, 'An address for a new password could not be made'));
  return accepted;
}

async function signUp(asked: Asked): Promise<Answer> {
  const { email } = taken({ email: readEmail(asked.fields) });
  const { stores, mailer, logger, config } = asked;
  const { origin } = installationOf(stores);
  if (config.signUp.kind === 'INVITE') throw new SignInRefusal('SIGN_UP_CLOSED');
  if (config.signUp.kind === 'DOMAIN' && !email.endsWith(`@${config.signUp.domain}`))
    throw new SignInRefusal(
      'SIGN_UP_CLOSED',
      `Only people with an address of ${config.signUp.domain} make an account here; others come by invitation.`,
    );
  if (origin === null)
    throw new SignInRefusal(
      'SIGN_UP_CLOSED',
      'Accounts are made by mail here, and the server knows no address for it: PUBLIC_URL is not set.',
    );
  unwrap(await asked.attempts.request('mail', asked.address));
  const work = async (): Promise<void> => {
    if (!(await asked.attempts.mailTo(email))) return;
    const person = await stores.prisma.person.findUnique({ where: { email } });
    mailer.send(
      person === null
        ? signUpMail(email, await makeLink(stores.postgres, { origin, purpose: 'SIGN_UP', email }))
        : knownAccountMail(person, origin),
    );
  };
  work().catch((error: unknown) => logger.error({ err: error }, 'An address for a new account could not be made'));
  return accepted;
}

async function link(asked: Asked): Promise<Answer> {
  const { token } = taken({ token: readSecret(asked.fields, 'token') });
  unwrap(await asked.attempts.request('link', asked.address));
  const { purpose, email, name } = await notingLink(asked, token, async () => unwrap(await linkOf(asked.stores.postgres, token)));
  return { body: { purpose, email, name } };
}

/** An address that does not work any more is a failed attempt at the account that it was of. */
async function notingLink<Value>(asked: Asked, token: unknown, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LinkInvalid) {
      const account = await accountOfLink(asked.stores.postgres, String(token));
      noteFailedSignIn(asked.stores, { account, actor: unknownActor(asked, 'resetPassword'), reason: error.message });
    }
    throw error;
  }
}

async function use(asked: Asked): Promise<Answer> {
  unwrap(await asked.attempts.request('link', asked.address));
  const { token } = asked.fields;
  const { renewed, ...credentials } = await notingLink(asked, token, async () =>
    unwrap(await useLink(asked.stores, asked.fields, asked.config.signUp, (person, act) => personActor(asked, person, act))),
  );
  if (renewed !== null) await recordOwn(asked, renewed, 'resetPassword');
  return withPassword(asked, credentials);
}

async function invitation(asked: Asked): Promise<Answer> {
  const { secret } = taken({ secret: readSecret(asked.fields, 'secret', 200) });
  unwrap(await asked.attempts.request('link', asked.address));
  const found = await openInvitation(asked.stores, secret, new Date());
  if (!found.ok) await noteRefusedInvitation(asked, secret, found.failure);
  const { email, role, slug, workspaceName, invitedBy } = unwrap(found);
  const hasAccount = (await asked.stores.prisma.person.count({ where: { email } })) > 0;
  return { body: { email, role, workspace: { slug, name: workspaceName }, invitedBy, hasAccount } };
}

async function accept(asked: Asked): Promise<Answer> {
  const newcomer = taken({
    secret: readSecret(asked.fields, 'secret', 200),
    name: readPersonName(asked.fields),
    password: readSecret(asked.fields, 'password'),
  });
  unwrap(await asked.attempts.request('link', asked.address));
  const actor = (person: ViewerPerson) => personActor(asked, person, 'acceptInvitation');
  const joined = await joinAsNewPerson(asked, { ...newcomer, actor }, new Date());
  if (!joined.ok && !(joined.failure instanceof WeakPassword)) await noteRefusedInvitation(asked, newcomer.secret, joined.failure);
  const { email } = unwrap(joined);
  return withPassword(asked, { email, password: newcomer.password });
}

export const linkRoutes: readonly Route[] = [
  { method: 'POST', path: '/reset', answer: reset },
  { method: 'POST', path: '/sign-up', answer: signUp },
  { method: 'POST', path: '/link', answer: link },
  { method: 'POST', path: '/link/use', answer: use },
  { method: 'POST', path: '/invitation', answer: invitation },
  { method: 'POST', path: '/invitation/accept', answer: accept },
];
