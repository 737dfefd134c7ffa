/** Stands for a secret. */
export const maskedValue = '•••';

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
const masks = literal(maskedValue);

/** Names of what only one may know; a longer name may end with them, or go on after another separator. */
const secretWords =
  'password|passwd|passphrase|pwd|secrets?|api_?keys?|access_?keys?|private_?keys?|signing_?keys?|encryption_?keys?|account_?keys?|credentials?|authorization|cookies?|dsn|connection_?string';
/** Of names that end with "token": those of a tokenizer are no secrets. */
const ofTokenizer = 'pad|eos|bos|unk|mask|cls|sep|sos|image|audio|video|special|start|begin|end|stop|next|first|last|per|new|each';

const free = String.raw`(?<![\w-])`;
const token = String.raw`(?![\w-]*(?:${ofTokenizer})[-_]?token)[\w-]*token`;
/** Such a name in a text. */
const name = String.raw`(?:[\w-]*(?:${secretWords.replaceAll('_?', '[-_]?')})(?:[-_][\w-]*)?|${token})`;
/** In quotes, else up to a blank; not another option, nor `<pad>`. */
const value = String.raw`(?:"[^"]*"|'[^']*'|(?![-<\[•])[^\s"',;&]+)`;

/**
 * What is a secret in a text, by its form or by what stands before it: a header, an option of a command line, an assignment, an address with a
 * password. Expressions of PostgreSQL, the first group of which is kept where there is `\1`. The forms are those of CLOUD_KEY and JWT of the data
 * policy (domains/policies/pure/masking/secrets.ts).
 */
const inTexts: readonly (readonly [expression: string, flags: string, kept: string])[] = [
  ['-----BEGIN [A-Z0-9 ]{0,40}?PRIVATE KEY( BLOCK)?-----.*?(-----END [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----|$)', 'g', ''],
  [String.raw`([a-z][a-z0-9+.-]*://[^\s/:@"']*:)[^\s/@"']+(?=@)`, 'gi', String.raw`\1`],
  [String.raw`(authorization["']?\s*[:=]\s*["']?(?:basic|bearer|digest|token)\s+)[^\s"',;]+`, 'gi', String.raw`\1`],
  [String.raw`(\mbearer\s+)(?=[^\s"']*[0-9])[a-z0-9._~+/=-]{8,}`, 'gi', String.raw`\1`],
  [String.raw`(${free}--?${name}(?:\s+|=))${value}`, 'gi', String.raw`\1`],
  [String.raw`(${free}${name}["']?\s*[:=]\s*)${value}`, 'gi', String.raw`\1`],
  [
    String.raw`\m((AKIA|ASIA)[A-Z2-7]{16}\M|AIza[\w-]{35}|gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|ft[lp]_[0-9A-Za-z]{38}|(sk|rk|whsec)_(live|test)?_?[A-Za-z0-9]{24,}|glpat-[\w-]{20,}|hf_[A-Za-z0-9]{34}|npm_[A-Za-z0-9]{36}|xox[abeoprs]-[A-Za-z0-9-]{10,}|eyJ[\w-]{5,}(\.[\w-]*){2,4})`,
    'g',
    '',
  ],
  [String.raw`\msk-(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{16,}`, 'g', ''],
];
/** What a text without a secret mostly lacks: it is not looked at again. */
const anySecret = 'pass|pwd|secret|key|cred|auth|cookie|dsn|connection|token|bearer|://|AKIA|ASIA|AIza|[a-z]_|glpat-|xox|eyJ|sk-';

/** Functions that mask secrets in what the trail keeps, in an order in which they may be made. */
export const maskFunctions: readonly string[] = [
  `CREATE OR REPLACE FUNCTION audit_mask_text(shown text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN shown !~* ${literal(anySecret)} THEN shown ELSE ${inTexts.reduce(
    (masked, [expression, flags, kept]) => `regexp_replace(${masked}, ${literal(expression)}, ${literal(kept + maskedValue)}, '${flags}')`,
    'shown',
  )} END
$$`,

  // Whether a value under this name is a secret, whatever it looks like.
  `CREATE OR REPLACE FUNCTION audit_is_secret(field text, value jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof(value) IN ('null', 'boolean') THEN false
    WHEN name ~ '(^|_)(${secretWords})(_|$)' THEN true
    WHEN name ~ '(^|_)token$' AND name !~ '(^|_)(${ofTokenizer})_?token$' THEN jsonb_typeof(value) = 'string' AND value #>> '{}' !~ '^[<[]'
    ELSE false END
  FROM (SELECT regexp_replace(lower(regexp_replace(field, '([a-z0-9])([A-Z])', '\\1_\\2', 'g')), '[^a-z0-9]+', '_', 'g') AS name) AS named
$$`,

  // A value with all that it holds; what follows an option in a list of arguments is that option's.
  `CREATE OR REPLACE FUNCTION audit_mask(value jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'string' THEN to_jsonb(audit_mask_text(value #>> '{}'))
    WHEN 'object' THEN (
      SELECT coalesce(jsonb_object_agg(field, CASE WHEN audit_is_secret(field, part) THEN to_jsonb(${masks}::text) ELSE audit_mask(part) END), '{}')
      FROM jsonb_each(value) AS parts (field, part))
    WHEN 'array' THEN (
      SELECT coalesce(jsonb_agg(CASE WHEN before ~ '^--?[A-Za-z][^=]*$' AND audit_is_secret(ltrim(before, '-'), part) THEN to_jsonb(${masks}::text)
        ELSE audit_mask(part) END ORDER BY place), '[]')
      FROM (SELECT part, place, lag(part #>> '{}') OVER (ORDER BY place) AS before
        FROM jsonb_array_elements(value) WITH ORDINALITY AS parts (part, place)) AS listed)
    ELSE value END;
END $$`,
];
