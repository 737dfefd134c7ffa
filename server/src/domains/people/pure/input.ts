import { Problem } from '../../../platform/ingest/rejection.ts';
import { readLine, readShortText, shown, type Fields } from '../../../platform/ingest/values.ts';
import { maxEmailLength, maxNameLength } from '../types.ts';

/** A mailbox and a host of letters, digits and what mail programs agree on; no quotes, spaces or lines. */
const emailForm = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** An e-mail address, in lower case. */
export function readEmail(fields: Fields, field = 'email'): string | Problem {
  const text = readShortText(fields, field, maxEmailLength);
  if (text instanceof Problem) return text;
  const email = text.toLowerCase();
  return emailForm.test(email) ? email : new Problem(field, `is ${shown(text)}; an e-mail address such as ada@example.com is taken`);
}

/** A person's name, on one line. */
export const readPersonName = (fields: Fields, field = 'name'): string | Problem => readLine(fields, field, maxNameLength);

/** A text that is taken as it is: a password, a code, the secret of an address. */
export function readSecret(fields: Fields, field: string, maxLength = 1_000): string | Problem {
  const value = fields[field];
  if (typeof value !== 'string' || value === '')
    return new Problem(field, value === undefined || value === '' ? 'is missing' : `is ${shown(value)}; a text is taken`);
  return value.length > maxLength ? new Problem(field, `is ${value.length} characters long; at most ${maxLength} are taken`) : value;
}
