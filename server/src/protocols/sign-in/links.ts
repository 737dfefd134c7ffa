import { useLink } from '../../domains/access/commands/link-use.ts';
import { linkOf, makeLink } from '../../domains/people/commands/link.ts';
import { resetMail, signUpMail, knownAccountMail } from '../../domains/people/pure/mails.ts';
import { readEmail, readSecret } from '../../domains/people/ingest.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import type { Answer, Asked, Route } from './asked.ts';
import { SignInRefusal } from './errors.ts';
import { taken } from './session.ts';
import { withPassword } from './sign-in.ts';

const accepted: Answer = { body: { status: 'ACCEPTED' } };

/**
 * Sends the address by which a password is set. The answer waits neither for the mail nor for whether there is an account, and is the same
 * for all.
 */
async function reset(asked: Asked): Promise<Answer> {
  const { email } = taken({ email: readEmail(asked.fields) });
  unwrap(await asked.attempts.request('mail', asked.address));
  const { stores, mailer, origin, logger } = asked;
  const work = async (): Promise<void> => {
    const person = mailer.isOn ? await stores.prisma.person.findUnique({ where: { email } }) : null;
    if (person !== null)
      mailer.send(resetMail(person, await makeLink(stores.postgres, { origin, purpose: 'PASSWORD', personId: person.id })));
  };
  work().catch((error: unknown) => logger.error({ err: error }, 'An address for a new password could not be made'));
  return accepted;
}

async function signUp(asked: Asked): Promise<Answer> {
  const { email } = taken({ email: readEmail(asked.fields) });
  const { stores, mailer, origin, logger, config } = asked;
  if (config.signUp.kind === 'INVITE') throw new SignInRefusal('SIGN_UP_CLOSED');
  if (config.signUp.kind === 'DOMAIN' && !email.endsWith(`@${config.signUp.domain}`))
    throw new SignInRefusal(
      'SIGN_UP_CLOSED',
      `Only people with an address of ${config.signUp.domain} make an account here; others come by invitation.`,
    );
  unwrap(await asked.attempts.request('mail', asked.address));
  const work = async (): Promise<void> => {
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
  const { purpose, email, name } = unwrap(await linkOf(asked.stores.postgres, token));
  return { body: { purpose, email, name } };
}

async function use(asked: Asked): Promise<Answer> {
  unwrap(await asked.attempts.request('link', asked.address));
  const credentials = unwrap(await useLink(asked.stores, asked.fields, asked.config.signUp));
  return withPassword(asked, credentials);
}

export const linkRoutes: readonly Route[] = [
  { method: 'POST', path: '/reset', answer: reset },
  { method: 'POST', path: '/sign-up', answer: signUp },
  { method: 'POST', path: '/link', answer: link },
  { method: 'POST', path: '/link/use', answer: use },
];
