import { deletePasskey, ownerOfPasskey, passkeysOf, renamePasskey } from '../../domains/people/commands/passkeys.ts';
import { readPersonName, readSecret } from '../../domains/people/pure/input.ts';
import { unwrap } from '../../platform/graphql/errors.ts';
import { shown, type Fields } from '../../platform/ingest/values.ts';
import { Problem } from '../../platform/ingest/rejection.ts';
import type { Answer, Asked, Route, SignedIn } from './asked.ts';
import { bySelf, ofSelf } from './by-self.ts';
import { callLibrary } from './library-call.ts';
import { signedIn, signedInOf, taken } from './session.ts';
import { noting } from './trail.ts';

/** What an authenticator gave; the library reads it. */
function readResponse(fields: Fields): Record<string, unknown> | Problem {
  const value = fields['response'];
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject
    ? (value as Record<string, unknown>)
    : new Problem('response', `is ${shown(value)}; what the browser’s authenticator gave is taken`);
}

async function signInOptions(asked: Asked): Promise<Answer> {
  const { body, cookies } = await callLibrary(asked, { path: '/passkey/generate-authenticate-options', without: ['session_token'] });
  return { body: { ...body, userVerification: 'required' }, cookies };
}

async function signIn(asked: Asked): Promise<Answer> {
  const { response } = taken({ response: readResponse(asked.fields) });
  const answer = await noting(
    asked,
    'signIn',
    () => ownerOfPasskey(asked.stores, response['id']),
    async () => {
      unwrap(await asked.attempts.request('passkey', asked.address));
      return callLibrary(asked, { path: '/passkey/verify-authentication', body: { response }, without: ['session_token'] });
    },
  );
  return signedIn(asked, answer, 'PASSKEY');
}

async function list(asked: Asked): Promise<Answer> {
  const { person } = await signedInOf(asked);
  return { body: { passkeys: await passkeysOf(asked.stores, person.id) } };
}

async function options(asked: Asked): Promise<Answer> {
  const { body, cookies } = await callLibrary(asked, { path: '/passkey/generate-register-options' });
  return { body, cookies };
}

async function add(asked: Asked): Promise<Answer> {
  const { response, name } = taken({
    response: readResponse(asked.fields),
    name: asked.fields['name'] === undefined ? null : readPersonName(asked.fields),
  });
  const { body, cookies } = await callLibrary(asked, {
    path: '/passkey/verify-registration',
    body: { response, ...(name !== null && { name }) },
  });
  return { body: { passkey: { id: body['id'], name: body['name'] ?? null, createdAt: body['createdAt'] } }, cookies };
}

async function rename(asked: Asked, { person }: SignedIn): Promise<Answer> {
  const { id, name } = taken({ id: readSecret(asked.fields, 'id', 100), name: readPersonName(asked.fields) });
  return { body: { passkey: unwrap(await renamePasskey(asked.stores, person.id, id, name)) } };
}

async function remove(asked: Asked, { person }: SignedIn): Promise<Answer> {
  const { id } = taken({ id: readSecret(asked.fields, 'id', 100) });
  return { body: { deletedId: unwrap(await deletePasskey(asked.stores, person.id, id)) } };
}

export const passkeyRoutes: readonly Route[] = [
  { method: 'POST', path: '/sign-in/passkey/options', answer: signInOptions },
  { method: 'POST', path: '/sign-in/passkey', answer: signIn },
  { method: 'GET', path: '/passkeys', answer: list },
  { method: 'POST', path: '/passkeys/options', answer: ofSelf('addPasskey', options) },
  { method: 'POST', path: '/passkeys', answer: bySelf('addPasskey', add) },
  { method: 'POST', path: '/passkeys/rename', answer: bySelf('renamePasskey', rename) },
  { method: 'POST', path: '/passkeys/delete', answer: bySelf('deletePasskey', remove) },
];
