import { endOf, isEscape, isWord, type Found } from './characters.ts';

const hyphen = 45;
const token = /eyJ[\w-]{5,}(?:\.[\w-]*){2,4}/y;

/** The JSON Web Token (signed or encrypted) that begins at `start` with "eyJ"; null: it is none. Its header names an algorithm. */
export function jwtAt(text: string, start: number): Found | null {
  if (start < 0 || !isFree(text, start)) return null;
  let end = endOf(token, text, start);
  if (end === -1) return null;
  while (text.charCodeAt(end - 1) === 46) end -= 1; // the full stop of a sentence
  const header = Buffer.from(text.slice(start, text.indexOf('.', start)), 'base64url').toString('latin1');
  return header.includes('"alg"') && text.indexOf('.', start) < end ? { start, end } : null;
}

/** Keys that begin with a fixed text of their provider. Alternatives share no character that could be read both ways. */
const awsId = /(?:AKIA|ASIA)[A-Z2-7]{16}/y;
const awsSecretBehind = /[\s,:;|"'\\/=]{1,6}[A-Za-z0-9/+]{40}/y;
const google = /AIza[\w-]{35}/y;
const byUnderscore =
  /(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{40,255}|ft[lp]_[0-9A-Za-z]{38}|(?:sk|rk|whsec)_(?:live|test)?_?[A-Za-z0-9]{24,255}|glpat-[\w-]{20,}|hf_[A-Za-z0-9]{34}|npm_[A-Za-z0-9]{36})/y;
const byHyphen = /(?:xox[abeoprs]-[A-Za-z0-9-]{10,255}|sk-[A-Za-z0-9_-]{20,255})/y;
const pem =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[\s\\nr]{1,4}[A-Za-z-]{1,30}: [^\n\\]{0,200})*[A-Za-z0-9+/=\s\\]*(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----)?/y;
const base64Of40 = /[A-Za-z0-9/+]{40}/y;
const azureKey = /[A-Za-z0-9/+]{86}==/y;
/** What a secret without a form of its own stands behind. */
const awsName = /(?:secret[_ -]?(?:access[_ -]?)?key|aws[_ -]?secret)$/i;
const azureName = /(?:account|access|storage|shared)[_ -]?key$/i;

/** The provider's key whose first characters stand at `start`; null: it is none. */
export function awsIdAt(text: string, start: number): Found | null {
  if (start < 0 || !isFree(text, start)) return null;
  const end = endOf(awsId, text, start);
  return end === -1 || isWord(text.charCodeAt(end)) ? null : { start, end };
}

/** The secret that stands right behind its key id, as in a file of credentials: `AKIA…,wJalr…`. */
export function awsSecretAfter(text: string, idEnd: number): Found | null {
  const end = endOf(awsSecretBehind, text, idEnd);
  return end === -1 || isBase64(text.charCodeAt(end)) || !isMixed(text.slice(end - 40, end)) ? null : { start: end - 40, end };
}

export function googleKeyAt(text: string, start: number): Found | null {
  return isFree(text, start) ? foundBy(google, text, start) : null;
}

/** ghp_…, github_pat_…, sk_live_…, our own ftl_… and others: the underscore of their prefix stands at `at`. */
export function underscoreKeyAt(text: string, at: number): Found | null {
  let start = at;
  while (
    start > 0 &&
    at - start < 6 &&
    isWord(text.charCodeAt(start - 1)) &&
    text.charCodeAt(start - 1) !== 95 &&
    !isEscape(text, start - 1)
  )
    start -= 1;
  return firstOfPrefix.has(text.charCodeAt(start)) && isFree(text, start) ? foundBy(byUnderscore, text, start) : null;
}

const firstOfPrefix = new Set([...'gfsrwhn'].map((letter) => letter.charCodeAt(0)));

/** sk-…, sk-ant-…, xoxb-…, a private key in PEM: their first hyphen stands at `at`. */
export function hyphenKeyAt(text: string, at: number): Found | null {
  const before = text.charCodeAt(at - 1);
  if (text.charCodeAt(at + 1) === hyphen) return text.startsWith('-----BEGIN ', at) && before !== hyphen ? foundBy(pem, text, at) : null;
  const start =
    before === 107 && text.charCodeAt(at - 2) === 115
      ? at - 2
      : text.charCodeAt(at - 2) === 120 && text.startsWith('xox', at - 4)
        ? at - 4
        : -1;
  if (start < 0 || !isFree(text, start)) return null;
  const end = endOf(byHyphen, text, start);
  if (end === -1) return null;
  // words joined by hyphens hold no digit: sk-learn-style-names-of-things
  return /\d/.test(text.slice(start, end)) && /[A-Za-z]/.test(text.slice(start + 3, end)) ? { start, end } : null;
}

/** A secret behind its name: `aws_secret_access_key = wJalr…`, `"SecretAccessKey": "…"`, `AccountKey=…==`. The mark stands at `at`. */
export function namedKeyAt(text: string, at: number): Found | null {
  let nameEnd = at;
  while (nameEnd > 0 && at - nameEnd < 4 && isQuote(text.charCodeAt(nameEnd - 1))) nameEnd -= 1;
  const last = text.charCodeAt(nameEnd - 1) | 32;
  if ((last !== 121 && last !== 116) || (text.charCodeAt(nameEnd - 2) | 32) !== 101) return null; // …key, …secret
  let start = at + 1;
  while (start - at < 8 && isQuote(text.charCodeAt(start))) start += 1;
  const name = text.slice(Math.max(0, nameEnd - 24), nameEnd);
  if (awsName.test(name)) {
    const end = endOf(base64Of40, text, start);
    if (end !== -1 && !isBase64(text.charCodeAt(end)) && isMixed(text.slice(start, end))) return { start, end };
  }
  return azureName.test(name) ? foundBy(azureKey, text, start) : null;
}

function foundBy(pattern: RegExp, text: string, start: number): Found | null {
  const end = endOf(pattern, text, start);
  return end === -1 ? null : { start, end };
}

/** Nothing that such tokens are made of stands before. */
function isFree(text: string, start: number): boolean {
  if (start === 0) return true;
  const code = text.charCodeAt(start - 1);
  return (!isWord(code) && code !== hyphen) || isEscape(text, start - 1);
}

/** Upper case, lower case and digits: chance gives all three in nearly every 40 characters, a path or a hash does not. */
const isMixed = (value: string): boolean => /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
const isBase64 = (code: number): boolean => (code !== 95 && isWord(code)) || code === 43 || code === 47 || code === 61;
/** Space, tab, quotes, the backslash before a quote. */
const isQuote = (code: number): boolean => code === 32 || code === 9 || code === 34 || code === 39 || code === 92 || code === 58;
