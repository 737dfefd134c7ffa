import { expect, test } from 'vitest';
import { isOfIssuer, readIssuer } from './issuer.ts';

const issuer = 'https://id.example.com';

test.each([
  [true, `?code=a&iss=${encodeURIComponent(issuer)}`, true],
  [true, '?code=a', false],
  [true, '?code=a&iss=', false],
  [true, '?code=a&iss=https%3A%2F%2Fother.example', false],
  [true, `?iss=${encodeURIComponent(issuer)}&iss=${encodeURIComponent(issuer)}`, false],
  [true, `?iss=${encodeURIComponent(`${issuer}/`)}`, false],
  [false, '?code=a', true],
  [false, '?code=a&iss=https%3A%2F%2Fother.example', false],
])('of a provider that names itself: %s, the answer %s counts: %s', (namesItself, query, counts) =>
  expect(isOfIssuer(query, { issuer, namesItself })).toBe(counts),
);

test.each([
  [
    { issuer, authorization_response_iss_parameter_supported: true },
    { issuer, namesItself: true },
  ],
  [
    { issuer, authorization_response_iss_parameter_supported: 'true' },
    { issuer, namesItself: false },
  ],
  [{ issuer }, { issuer, namesItself: false }],
  [{ issuer: 1 }, null],
  [null, null],
])('what %j says', (document, read) => expect(readIssuer(document)).toEqual(read));
