import { maskingKinds, type MaskingKind } from '../../types.ts';
import { emailAt } from './email.ts';
import { encodedEmailsIn } from './encoded.ts';
import { ipv6At } from './ip.ts';
import { numbersIn } from './numbers.ts';
import { awsIdAt, awsSecretAfter, googleKeyAt, hyphenKeyAt, jwtAt, namedKeyAt, underscoreKeyAt } from './secrets.ts';
import type { Found } from './characters.ts';

/** Something found in a text, and what it is. */
export interface Finding extends Found {
  readonly kind: MaskingKind;
}

/** Called with each value that looks like one of a kind. */
export type Tell = (kind: MaskingKind, found: Found | null) => void;

/** What a finding was replaced with: nothing in it is found, so that masking again changes nothing. */
const placeholder = /\[(?:email|phone|card|iban|ip|jwt|cloud-key)(?::[0-9a-f]{8,16})?\]/g;

/**
 * What of these kinds stands in a text, in its order; none overlaps another: the first one wins, of two that begin together the longer.
 *
 * Every text that comes in is looked through: each kind is first sought by the rare character or letters that it cannot do without,
 * which the engine finds many times faster than code that walks over the characters, and only there it is looked at closely, within
 * a bounded distance or within characters that no later look takes again: time grows with the length alone (masker.test.ts,
 * bench/masking.ts).
 */
export function findAll(text: string, kinds: ReadonlySet<MaskingKind>): readonly Finding[] {
  let findings: Finding[] | null = null;
  const tell: Tell = (kind, found) => {
    if (found !== null && kinds.has(kind)) (findings ??= []).push({ kind, start: found.start, end: found.end });
  };
  numbersIn(text, kinds, tell);
  if (kinds.has('EMAIL')) for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) tell('EMAIL', emailAt(text, at));
  if (kinds.has('EMAIL')) for (const found of encodedEmailsIn(text)) tell('EMAIL', found);
  if (kinds.has('IP')) for (let at = text.indexOf(':'); at !== -1; at = text.indexOf(':', at + 1)) tell('IP', ipv6At(text, at));
  if (kinds.has('JWT')) for (let at = text.indexOf('yJ'); at !== -1; at = text.indexOf('yJ', at + 2)) tell('JWT', jwtAt(text, at - 1));
  if (kinds.has('CLOUD_KEY')) cloudKeysIn(text, tell);
  return findings === null ? none : apart(text, findings);
}
const none: readonly Finding[] = [];

function cloudKeysIn(text: string, tell: Tell): void {
  for (const middle of ['KIA', 'SIA']) {
    for (let at = text.indexOf(middle); at !== -1; at = text.indexOf(middle, at + 3)) {
      const id = awsIdAt(text, at - 1);
      tell('CLOUD_KEY', id);
      if (id !== null) tell('CLOUD_KEY', awsSecretAfter(text, id.end));
    }
  }
  for (let at = text.indexOf('AIza'); at !== -1; at = text.indexOf('AIza', at + 4)) tell('CLOUD_KEY', googleKeyAt(text, at));
  for (let at = text.indexOf('_'); at !== -1; at = text.indexOf('_', at + 1)) tell('CLOUD_KEY', underscoreKeyAt(text, at));
  for (let at = text.indexOf('-'); at !== -1; at = text.indexOf('-', at + 1)) tell('CLOUD_KEY', hyphenKeyAt(text, at));
  for (const mark of [':', '='])
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) tell('CLOUD_KEY', namedKeyAt(text, at));
}

function apart(text: string, findings: Finding[]): readonly Finding[] {
  findings.sort(
    (one, other) => one.start - other.start || other.end - one.end || maskingKinds.indexOf(one.kind) - maskingKinds.indexOf(other.kind),
  );
  const masked = text.includes('[') ? [...text.matchAll(placeholder)] : [];
  const kept: Finding[] = [];
  let done = 0;
  let next = 0;
  for (const finding of findings) {
    while (next < masked.length && endOf(masked[next]) <= finding.start) next += 1;
    if (finding.start < done || (next < masked.length && (masked[next] as RegExpExecArray).index < finding.end)) continue;
    kept.push(finding);
    done = finding.end;
  }
  return kept;
}

const endOf = (match: RegExpExecArray | undefined): number => (match === undefined ? Infinity : match.index + match[0].length);
