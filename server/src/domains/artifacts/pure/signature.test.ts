import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { encodedName, signedHeaders } from './signature.ts';

/** The examples of Amazon's manual ("Signature Calculations for the Authorization Header: Transferring Payload in a Single Chunk"). */
const key = { accessKey: 'AKIAIOSFODNN7EXAMPLE', secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', region: 'us-east-1' };
const now = new Date('2013-05-24T00:00:00Z');
const nothing = createHash('sha256').update('').digest('hex');
const host = 'examplebucket.s3.amazonaws.com';

test.each([
  [
    'a part of an object',
    { method: 'GET', path: '/test.txt', query: {}, headers: { host, range: 'bytes=0-9' } },
    'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  ],
  [
    'the life cycle of a bucket',
    { method: 'GET', path: '/', query: { lifecycle: '' }, headers: { host } },
    'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  ],
  [
    'a list of objects',
    { method: 'GET', path: '/', query: { prefix: 'J', 'max-keys': '2' }, headers: { host } },
    '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  ],
])('%s is signed as in the manual', (_name, request, signature) => {
  expect(signedHeaders(request, key, nothing, now)['authorization']).toMatch(new RegExp(`Signature=${signature}$`));
});

test('a name is encoded byte by byte', () => {
  expect(encodedName("a b/ü!'()*~-._")).toBe('a%20b%2F%C3%BC%21%27%28%29%2A~-._');
});
