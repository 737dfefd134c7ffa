import { createHash, createHmac } from 'node:crypto';

export interface SignedRequest {
  readonly method: string;
  /** Encoded path. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Besides `x-amz-*`, which are added; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SigningKey {
  readonly accessKey: string;
  readonly secretKey: string;
  readonly region: string;
}

/** Every byte but the unreserved ones of RFC 3986 as `%XX`. */
export const encodedName = (name: string): string =>
  encodeURIComponent(name).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

export const encodedQuery = (query: Readonly<Record<string, string>>): string =>
  Object.entries(query)
    .map(([name, value]) => `${encodedName(name)}=${encodedName(value)}`)
    .toSorted()
    .join('&');

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyed = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** The headers of a request to S3 with AWS Signature Version 4. `payloadHash`: SHA-256 of the body in hex, or UNSIGNED-PAYLOAD. */
export function signedHeaders(request: SignedRequest, key: SigningKey, payloadHash: string, now: Date): Record<string, string> {
  const at = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  const day = at.slice(0, 8);
  const headers: Record<string, string> = { ...request.headers, 'x-amz-content-sha256': payloadHash, 'x-amz-date': at };
  const names = Object.keys(headers).toSorted();
  const signed = names.join(';');
  const canonical = [
    request.method,
    request.path,
    encodedQuery(request.query),
    ...names.map((name) => `${name}:${headers[name]?.trim()}`),
    '',
    signed,
    payloadHash,
  ].join('\n');
  const scope = `${day}/${key.region}/s3/aws4_request`;
  const toSign = `AWS4-HMAC-SHA256\n${at}\n${scope}\n${hashOf(canonical)}`;
  const signingKey = ['s3', 'aws4_request'].reduce(
    (derived, part) => keyed(derived, part),
    keyed(keyed(`AWS4${key.secretKey}`, day), key.region),
  );
  const signature = keyed(signingKey, toSign).toString('hex');
  headers['authorization'] = `AWS4-HMAC-SHA256 Credential=${key.accessKey}/${scope},SignedHeaders=${signed},Signature=${signature}`;
  return headers;
}
