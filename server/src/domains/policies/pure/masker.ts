import { createHmac } from 'node:crypto';
import { decodedText } from './masking/encoded.ts';
import { findAll } from './masking/find.ts';
import { maskJson, maskJsonText } from './masking/json.ts';
import { maskingKinds, type DataPolicy, type Masker, type MaskingKind, type MaskingMode } from '../types.ts';

/** 32 bits of a hash tell the values in a workspace's texts apart for a reader. */
const shownHashLength = 8;
/** Ids are joined and counted by: 64 bits keep a hundred million of them apart. They begin with the shown hash. */
const idHashLength = 16;
/** A text that removals made is looked through again until nothing is found; more turns than any text has needed (masker.test.ts). */
const mostTurns = 8;

/** Ids of traces, spans and the messages made of them: sixteen digits among them are a card's by chance only. */
const madeByTracing = /^(?:span:)?[0-9a-f]{32}(?::[0-9a-f]{16})?(?::|$)|^[0-9a-f]{16}$/;
const mostKeys = 5_000;
/** a@b.co */
const shortestFinding = 6;

const known = new WeakMap<DataPolicy, Masker | null>();

/** What masks by this policy; null: it masks nothing, and costs nothing. */
export function maskerOf(policy: DataPolicy): Masker | null {
  const remembered = known.get(policy);
  if (remembered !== undefined) return remembered;
  const made = policy.maskingMode === 'OFF' ? null : makeMasker(policy.maskingMode, policy.maskingKinds, policy.maskingSecret);
  known.set(policy, made);
  return made;
}

function makeMasker(mode: Exclude<MaskingMode, 'OFF'>, chosen: readonly MaskingKind[], secret: Uint8Array): Masker {
  const kinds = new Set(chosen.length === 0 ? maskingKinds : chosen);
  const hashed =
    (length: number) =>
    (kind: MaskingKind, value: string): string =>
      `[${nameOf(kind)}:${createHmac('sha256', secret)
        .update(`${kind}:${normalized(kind, value)}`)
        .digest('hex')
        .slice(0, length)}]`;
  const replacements = {
    MASK: (kind: MaskingKind) => `[${nameOf(kind)}]`,
    HASH: hashed(shownHashLength),
    DROP: () => '',
  } satisfies Record<typeof mode, (kind: MaskingKind, value: string) => string>;
  const maskText = (text: string): string => replaced(text, kinds, replacements[mode]);
  const asId = hashed(idHashLength);
  const jsonMasking = { text: maskText, key: rememberingClean(maskText) };
  return {
    text: maskText,
    json: (value) => maskJson(value, jsonMasking),
    jsonText: (text) => maskJsonText(text, jsonMasking),
    id: (id) => (madeByTracing.test(id) ? id : replaced(id, kinds, asId)),
  };
}

/** Keys of attributes are few and come again with every span: one that held nothing is not looked through again. */
function rememberingClean(mask: (text: string) => string): (text: string) => string {
  const clean = new Set<string>();
  return (text) => {
    if (clean.has(text)) return text;
    const masked = mask(text);
    if (masked === text) {
      if (clean.size >= mostKeys) clean.clear();
      clean.add(text);
    }
    return masked;
  };
}

function replaced(text: string, kinds: ReadonlySet<MaskingKind>, replace: (kind: MaskingKind, value: string) => string): string {
  if (text.length < shortestFinding) return text;
  let masked = text;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const findings = findAll(masked, kinds);
    if (findings.length === 0) return masked;
    let output = '';
    let from = 0;
    for (const { kind, start, end } of findings) {
      output += masked.slice(from, start) + replace(kind, masked.slice(start, end));
      from = end;
    }
    masked = output + masked.slice(from);
  }
  return masked;
}

const nameOf = (kind: MaskingKind): string => kind.toLowerCase().replace('_', '-');

/** What one value may be written as: the same hash for all. */
function normalized(kind: MaskingKind, value: string): string {
  switch (kind) {
    case 'EMAIL':
      return decodedText(value).normalize('NFC').toLowerCase();
    case 'IP':
      return value.toLowerCase();
    case 'PHONE':
    case 'CARD':
      return value.replace(/\D/g, '');
    case 'IBAN':
      return value.replace(/[^0-9A-Za-z]/g, '').toUpperCase();
    case 'JWT':
    case 'CLOUD_KEY':
      return value;
    default:
      return kind satisfies never;
  }
}
