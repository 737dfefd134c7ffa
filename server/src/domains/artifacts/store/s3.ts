import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ArtifactStoreUnavailable, ArtifactTooLarge } from '../errors.ts';
import { encodedName, encodedQuery, signedHeaders, type SigningKey } from '../pure/signature.ts';
import { maxListed, type ArtifactEntry, type ArtifactOwner } from '../types.ts';
import type { ArtifactStore, OpenArtifact, Upload } from './store.ts';

export interface S3Address {
  readonly url: URL;
  readonly key: SigningKey;
  readonly bucket: string;
  /** Without slashes around it; '' for none. */
  readonly prefix: string;
}

interface Call {
  readonly method: string;
  readonly name: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: { readonly content: AsyncIterable<Buffer>; readonly sizeBytes: number };
}

const emptyHash = createHash('sha256').update('').digest('hex');
const silenceMs = 30_000;

/** `https://KEY:SECRET@host/bucket/prefix?region=eu-west-1`. */
export function s3Address(text: string): S3Address {
  const url = new URL(text);
  const [bucket = '', ...prefix] = decodeURIComponent(url.pathname).split('/').filter(Boolean);
  const key = {
    accessKey: decodeURIComponent(url.username),
    secretKey: decodeURIComponent(url.password),
    region: url.searchParams.get('region') ?? 'us-east-1',
  };
  return { url, key, bucket, prefix: prefix.join('/') };
}

/** Files in a bucket of a store that speaks S3, addressed by path: `<prefix>/<workspace>/<kind>/<id>/<path>`. */
export function s3Store({ url, key, bucket, prefix }: S3Address): ArtifactStore {
  const base = prefix === '' ? '' : `${prefix}/`;
  const nameOf = ({ workspaceId, kind, id }: ArtifactOwner, path: readonly string[]): string =>
    `${base}${[workspaceId, kind, id, ...path].join('/')}`;

  /** The answer to one request, whatever its status. */
  async function ask({ method, name, query = {}, body }: Call): Promise<IncomingMessage> {
    const path = `/${[bucket, ...name.split('/')].map(encodedName).join('/')}`.replace(/\/$/, name === '' ? '' : '/');
    const headers = signedHeaders(
      { method, path, query, headers: { host: url.host } },
      key,
      body === undefined ? emptyHash : 'UNSIGNED-PAYLOAD',
      new Date(),
    );
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)({
      hostname: url.hostname.replaceAll(/[[\]]/g, ''),
      port: url.port || undefined,
      method,
      path: Object.keys(query).length === 0 ? path : `${path}?${encodedQuery(query)}`,
      headers: { ...headers, ...(body !== undefined && { 'content-length': String(body.sizeBytes) }) },
      timeout: silenceMs,
    });
    request.on('timeout', () => request.destroy(new Error(`no answer for ${silenceMs / 1_000} s`)));
    const answered = new Promise<IncomingMessage>((resolve, reject) => request.on('response', resolve).on('error', reject));
    answered.catch(() => {}); // awaited below
    try {
      if (body === undefined) request.end();
      else await pipeline(Readable.from(body.content), request);
      return await answered;
    } catch (error) {
      request.destroy();
      throw error instanceof ArtifactTooLarge ? error : new ArtifactStoreUnavailable(`${url.host}: ${(error as Error).message}`, error);
    }
  }

  /** The body of an answer, as text. */
  async function textOf(answer: IncomingMessage): Promise<string> {
    let text = '';
    for await (const chunk of answer.setEncoding('utf8')) text += chunk;
    return text;
  }

  async function refuse(answer: IncomingMessage): Promise<never> {
    const text = await textOf(answer);
    const code = /<Code>([^<]{1,100})<\/Code>/.exec(text)?.[1] ?? 'no reason';
    throw new ArtifactStoreUnavailable(`${url.host} answered ${answer.statusCode}: ${code}.`);
  }

  async function sizeOf(name: string): Promise<number | null> {
    const answer = await ask({ method: 'HEAD', name });
    answer.resume();
    if (answer.statusCode === 404) return null;
    if (answer.statusCode !== 200) return refuse(answer);
    return Number(answer.headers['content-length'] ?? 0);
  }

  /** Objects and, where `isDeep` is false, folders below a prefix, page by page. */
  async function* below(start: string, isDeep: boolean): AsyncGenerator<{ name: string; sizeBytes: number | null }> {
    let token: string | null = null;
    do {
      const query = {
        'list-type': '2',
        prefix: start,
        ...(!isDeep && { delimiter: '/' }),
        ...(token !== null && { 'continuation-token': token }),
      };
      const answer: IncomingMessage = await ask({ method: 'GET', name: '', query });
      if (answer.statusCode !== 200) return refuse(answer);
      const text = await textOf(answer);
      for (const [, inner = ''] of text.matchAll(/<CommonPrefixes>([\s\S]*?)<\/CommonPrefixes>/g))
        yield { name: field(inner, 'Prefix'), sizeBytes: null };
      for (const [, inner = ''] of text.matchAll(/<Contents>([\s\S]*?)<\/Contents>/g))
        yield { name: field(inner, 'Key'), sizeBytes: Number(field(inner, 'Size')) };
      token = text.includes('<IsTruncated>true') ? field(text, 'NextContinuationToken') : null;
    } while (token !== null);
  }

  async function put(name: string, content: AsyncIterable<Buffer>, sizeBytes: number): Promise<number> {
    const answer = await ask({ method: 'PUT', name, body: { content, sizeBytes } });
    if (answer.statusCode !== 200) return refuse(answer);
    answer.resume();
    return sizeBytes;
  }

  return {
    async put(owner, path, { content, sizeBytes, maxBytes }: Upload) {
      if (sizeBytes !== null && sizeBytes > maxBytes) throw new ArtifactTooLarge(maxBytes);
      const name = nameOf(owner, path);
      if (sizeBytes !== null) return put(name, content, sizeBytes);
      // S3 has to know a size before the first byte.
      const part = join(tmpdir(), `artifact-${randomUUID()}`);
      try {
        let size = 0;
        await pipeline(async function* () {
          for await (const chunk of content) {
            size += chunk.length;
            if (size > maxBytes) throw new ArtifactTooLarge(maxBytes);
            yield chunk;
          }
        }, createWriteStream(part));
        return await put(name, createReadStream(part), size);
      } finally {
        await rm(part, { force: true });
      }
    },
    async open(owner, path): Promise<OpenArtifact | null> {
      if (path.length === 0) return null;
      const answer = await ask({ method: 'GET', name: nameOf(owner, path) });
      if (answer.statusCode === 404) {
        answer.resume();
        return null;
      }
      if (answer.statusCode !== 200) return refuse(answer);
      return { sizeBytes: Number(answer.headers['content-length'] ?? 0), content: answer };
    },
    async list(owner, path) {
      const start = `${nameOf(owner, path)}/`;
      const entries: ArtifactEntry[] = [];
      for await (const { name, sizeBytes } of below(start, false)) {
        if (entries.length === maxListed) break;
        const rest = name.slice(start.length).replace(/\/$/, '');
        if (rest !== '') entries.push({ name: rest, isFolder: sizeBytes === null, sizeBytes });
      }
      if (entries.length > 0 || path.length === 0) return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
      const sizeBytes = await sizeOf(nameOf(owner, path));
      return sizeBytes === null ? [] : [{ name: path.at(-1) ?? '', isFolder: false, sizeBytes }];
    },
    async remove(owner, path) {
      const name = nameOf(owner, path);
      const found = path.length === 0 || (await sizeOf(name)) === null ? [] : [name];
      for await (const { name: of } of below(`${name}/`, true)) found.push(of);
      for (const of of found) {
        const answer = await ask({ method: 'DELETE', name: of });
        if (answer.statusCode !== 204 && answer.statusCode !== 200 && answer.statusCode !== 404) return refuse(answer);
        answer.resume();
      }
      return found.length > 0;
    },
    // A part of a file stands in the temporary folder of its server, and never in the store.
    removeParts: () => Promise.resolve(),
    async *owners(kinds) {
      const last = (name: string): string => name.replace(/\/$/, '').split('/').at(-1) ?? '';
      for await (const { name: workspace } of below(base, false)) {
        for (const kind of kinds)
          for await (const { name, sizeBytes } of below(`${workspace}${kind}/`, false))
            if (sizeBytes === null) yield { workspaceId: last(workspace), kind, id: last(name) };
      }
    },
  };
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The text of one element of an answer. */
function field(xml: string, name: string): string {
  const text = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xml)?.[1] ?? '';
  return text.replaceAll(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex: string, decimal: string, word: string) => {
    if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal !== undefined) return String.fromCodePoint(Number(decimal));
    return entities[word] ?? whole;
  });
}
