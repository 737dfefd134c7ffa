import { expect, test } from 'vitest';
import { refusalIn } from './auth.ts';

test.each([
  [
    { error: { code: 'WEAK_PASSWORD', message: 'Take at least 10 characters', field: 'password' } },
    { code: 'WEAK_PASSWORD', message: 'Take at least 10 characters.', field: 'password' },
  ],
  [
    { error: { code: 'WEAK_PASSWORD', message: 'password: has 5 characters', field: 'password', reason: 'has 5 characters' } },
    { code: 'WEAK_PASSWORD', message: 'has 5 characters.', field: 'password' },
  ],
  [
    { errors: [{ message: 'A page of "evil" may not call this server.', extensions: { code: 'ORIGIN_REFUSED' } }] },
    { code: 'ORIGIN_REFUSED', message: 'A page of "evil" may not call this server.', field: null },
  ],
  [null, { code: 'UNKNOWN', message: 'The server answered with an error (502).', field: null }],
  [{ error: 'text' }, { code: 'UNKNOWN', message: 'The server answered with an error (502).', field: null }],
])('the reason in %j', (answer, refusal) => expect(refusalIn(answer, 502)).toEqual(refusal));
