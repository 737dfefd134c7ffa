import { unwrap } from '../../platform/graphql/errors.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import { readSecret } from '../../domains/people/pure/input.ts';
import { noteFailedSignIn } from '../../domains/people/commands/trail.ts';
import { isOfIssuer } from '../../domains/people/pure/issuer.ts';
import { personBySession } from '../../domains/people/commands/sessions.ts';
import { shown, type Fields } from '../../platform/ingest/values.ts';
import type { Answer, Asked, Route } from './asked.ts';
import { SignInRefusal } from './errors.ts';
import { callLibrary, type LibraryAnswer } from './library-call.ts';
import { cookiesOf } from './cookies.ts';
import { endShownSession, taken } from './session.ts';
import { recordOwn, unknownActor } from './trail.ts';

/** A path of this dashboard: nothing that a browser could take for another host. */
function readReturnTo(fields: Fields): string | Problem {
  const value = fields['returnTo'];
  if (value === undefined || value === null || value === '') return '/';
  // What a browser or the library of sign-in would decode counts as decoded.
  const isPath = typeof value === 'string' && /^\/(?!\/|%2f|%5c)[\x21-\x5b\x5d-\x7e]*$/i.test(value) && value.length <= 2_000;
  return isPath ? value : new Problem('returnTo', `is ${shown(value)}; a path of this dashboard such as /traces is taken`);
}

async function begin(asked: Asked): Promise<Answer> {
  const { provider, returnTo } = taken({ provider: readSecret(asked.fields, 'provider', 100), returnTo: readReturnTo(asked.fields) });
  unwrap(await asked.attempts.request('sso', asked.address));
  const { body, cookies } = await callLibrary(asked, {
    path: '/sign-in/social',
    body: { provider, callbackURL: returnTo, errorCallbackURL: '/sign-in', disableRedirect: true },
    without: ['session_token'],
  });
  return { body: { url: body['url'] }, cookies };
}

/** The browser comes back from the provider. Whatever fails leads to the page of sign-in, with a code of ours. */
async function callback(asked: Asked): Promise<Answer> {
  const { config, stores, query, logger, origin } = asked;
  const { oidc } = config;
  if (oidc === null) throw new SignInRefusal('NOT_FOUND');
  const { issuer } = await asked.library(origin);
  if (issuer === null || !isOfIssuer(query, issuer)) {
    logger.warn({ issuer }, 'An answer to a sign-in is not of the provider, or the provider can’t be asked who it is');
    return failed(asked, 'SSO_FAILED');
  }
  let answer: LibraryAnswer;
  try {
    answer = await callLibrary(asked, { path: `/callback/${oidc.id}`, query, without: ['session_token'] });
  } catch (error) {
    logger.warn({ err: error }, 'A sign-in by the provider failed');
    return failed(asked, 'SSO_FAILED');
  }
  const to = new URL(answer.location ?? '/sign-in?error=SSO_FAILED', origin);
  const reason = to.searchParams.get('error');
  const person = reason === null ? await personBySession(stores, await cookiesOf(asked, answer.cookies)) : null;
  if (person === null || to.origin !== origin) {
    logger.warn({ reason, description: to.searchParams.get('error_description') }, 'A sign-in by the provider failed');
    const isRefused =
      reason === 'SSO_REFUSED' || reason === 'account_not_linked' || reason === 'signup_disabled' || reason === 'access_denied';
    return failed(asked, isRefused ? 'SSO_REFUSED' : 'SSO_FAILED');
  }
  const { profile, isNewlyLinked } = answer.round;
  if (profile !== null) await asked.welcome(person.id, profile);
  if (isNewlyLinked) await recordOwn(asked, person, 'linkProvider', { provider: oidc.id });
  await endShownSession(asked);
  await recordOwn(asked, person, 'signIn', { method: oidc.id });
  return { redirect: to.pathname + to.search + to.hash, cookies: answer.cookies };
}

function failed(asked: Asked, code: 'SSO_FAILED' | 'SSO_REFUSED'): Answer {
  const reason = code === 'SSO_FAILED' ? 'The answer of the provider does not fit.' : 'The provider does not vouch for the person.';
  noteFailedSignIn(asked.stores, { account: null, actor: unknownActor(asked, 'signIn'), reason });
  return { redirect: `/sign-in?error=${code}` };
}

export const ssoRoutes: readonly Route[] = [
  { method: 'POST', path: '/sign-in/sso', answer: begin },
  { method: 'GET', path: '/callback/oidc', answer: callback },
];
