/** One answer of the server, as a scanner sees it. */
export interface Seen {
  readonly path: string;
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

export interface Rule {
  /** Of ZAP's passive scan rule. */
  readonly id: string;
  readonly name: string;
  /** What is wrong; null: nothing is. */
  readonly fault: (seen: Seen) => string | null;
}

const isPage = ({ headers }: Seen): boolean => (headers.get('content-type') ?? '').startsWith('text/html');
const isText = ({ headers }: Seen): boolean => /^(text\/|application\/(json|graphql))/.test(headers.get('content-type') ?? '');
/** Code of others that was installed, and says such things in its own comments. */
const isOfOthers = ({ path }: Seen): boolean => path.startsWith('/explorer/');

const header = (name: string, wanted: RegExp, when = (_seen: Seen): boolean => true): Rule['fault'] => {
  return (seen) => (!when(seen) || wanted.test(seen.headers.get(name) ?? '') ? null : `${name}: ${seen.headers.get(name)}`);
};
const noHeader =
  (...names: string[]): Rule['fault'] =>
  ({ headers }) =>
    names.find((name) => headers.has(name)) ?? null;
const nothingIn = (pattern: RegExp, when = (_seen: Seen): boolean => true): Rule['fault'] => {
  return (seen) => (when(seen) && isText(seen) ? (pattern.exec(seen.body)?.[0].slice(0, 80) ?? null) : null);
};
const cookies = (wanted: RegExp): Rule['fault'] => {
  return ({ headers }) => headers.getSetCookie().find((cookie) => !wanted.test(cookie)) ?? null;
};
const tags = ({ body }: Seen, name: string): string[] => body.match(new RegExp(`<${name}\\b[^>]*>`, 'gi')) ?? [];

/**
 * The passive rules of ZAP's baseline scan, as far as they can apply to an answer of this server. Left out are those that only inform
 * (10027 by itself, 10049, 10109 to 10112, 10116), those of platforms that are not used here (ASP, JSF, WSDL, ChromeLogger), and those that need
 * a list of others' libraries (10003: what is shipped is pinned in pnpm-lock.yaml).
 */
export const rules: readonly Rule[] = [
  {
    id: '2',
    name: 'private addresses',
    fault: nothingIn(/\b(?:10\.\d+|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.\d+\.\d+\b/, (seen) => !isOfOthers(seen)),
  },
  { id: '3', name: 'session ids in addresses', fault: nothingIn(/[?;&](?:jsessionid|phpsessid|sid|session_?id)=/i) },
  { id: '10010', name: 'cookies that scripts may read', fault: cookies(/;\s*httponly/i) },
  { id: '10011', name: 'cookies of https without Secure', fault: cookies(/^(?!__(?:Host|Secure)-)|;\s*secure/i) },
  {
    id: '10015',
    name: 'caching',
    fault: (seen) => {
      const value = seen.headers.get('cache-control') ?? '';
      if (seen.path.startsWith('/assets/') || isOfOthers(seen)) return value === '' && seen.status === 200 ? 'no cache-control' : null;
      return /no-store|no-cache/.test(value) ? null : `cache-control: ${value}`;
    },
  },
  {
    id: '10017',
    name: 'scripts of other sites',
    fault: (seen) => (isPage(seen) ? (tags(seen, 'script').find((tag) => /src="(?:https?:)?\/\//.test(tag)) ?? null) : null),
  },
  {
    id: '10019',
    name: 'answers without a type',
    fault: (seen) => (seen.body === '' || seen.headers.has('content-type') ? null : 'no content-type'),
  },
  { id: '10020', name: 'frames', fault: header('x-frame-options', /^DENY$/) },
  { id: '10021', name: 'guessing of types', fault: header('x-content-type-options', /^nosniff$/) },
  {
    id: '10023',
    name: 'messages of faults',
    fault: nothingIn(
      /\bat \S+ \(.*:\d+:\d+\)|node_modules|Traceback \(most recent|PrismaClient|DB::Exception|ECONNREFUSED/,
      (seen) => !isOfOthers(seen),
    ),
  },
  {
    id: '10028',
    name: 'redirects that a caller may aim',
    fault: ({ status, headers }) => (status >= 300 && status < 400 && status !== 304 ? `to ${headers.get('location')}` : null),
  },
  {
    id: '10030',
    name: 'character sets that a caller may choose',
    fault: ({ headers }) => /charset=(?!utf-8)/i.exec(headers.get('content-type') ?? '')?.[0] ?? null,
  },
  { id: '10033', name: 'lists of folders', fault: nothingIn(/Index of \/|<title>Directory listing/i) },
  {
    id: '10036',
    name: 'the server’s name and version',
    fault: noHeader('server', 'x-powered-by', 'x-aspnet-version', 'x-backend-server', 'x-debug-token', 'x-generator'),
  },
  {
    id: '10038',
    name: 'pages without a content policy',
    fault: header('content-security-policy', /default-src 'none'.*frame-ancestors 'none'|^default-src 'none'; script-src 'self'/),
  },
  {
    id: '10055',
    name: 'loose content policies',
    // Styles alone may stand in the page: charts and the explorer's editor set them.
    fault: ({ headers }) =>
      /(?:script-src|default-src|connect-src|object-src|form-action)[^;]*(?:'unsafe-inline'|'unsafe-eval'|\*|https?:)/.exec(
        headers.get('content-security-policy') ?? '',
      )?.[0] ?? null,
  },
  { id: '10054', name: 'cookies without SameSite', fault: cookies(/;\s*samesite=(?:lax|strict)/i) },
  {
    id: '10062',
    name: 'personal data in faults',
    fault: nothingIn(/[\w.]+@(?!example\.)[\w-]+\.(?:com|org|net)\b/, ({ status }) => status >= 400),
  },
  { id: '10063', name: 'devices', fault: header('permissions-policy', /camera=\(\).*microphone=\(\)/) },
  { id: '10097', name: 'hashes of secrets', fault: nothingIn(/\$(?:argon2|2[aby]|scrypt)[^\s"]{8,}|\bft[lp]_[0-9A-Za-z]{38}\b/) },
  {
    id: '10098',
    name: 'other sites that may read answers',
    fault: noHeader('access-control-allow-origin', 'access-control-allow-credentials'),
  },
  {
    id: '10099',
    name: 'sources',
    fault: nothingIn(/^import .* from '\.\/|require\('\.\//m, (seen) => !isOfOthers(seen) && !seen.path.startsWith('/assets/')),
  },
  {
    id: '10108',
    name: 'pages opened by ours that may steer it',
    fault: (seen) => (isPage(seen) ? (tags(seen, 'a').find((tag) => /target="_blank"/.test(tag) && !/noopener/.test(tag)) ?? null) : null),
  },
  {
    id: '90004',
    name: 'isolation of sites',
    fault: (seen) =>
      header('cross-origin-opener-policy', /^same-origin$/)(seen) ?? header('cross-origin-resource-policy', /^same-origin$/)(seen),
  },
  {
    id: '90011',
    name: 'types and texts that differ in their character set',
    fault: (seen) => (isPage(seen) && !/charset=utf-8/i.test(seen.headers.get('content-type') ?? '') ? 'no charset' : null),
  },
  { id: 'referrer', name: 'addresses sent to others', fault: header('referrer-policy', /^no-referrer$/) },
  { id: 'request', name: 'answers that the log can’t find', fault: header('x-request-id', /^[0-9a-f-]{36}$/) },
];
