import { beginsAt, digitsEnd, endOf, isDigit, isLetter, isWord, type Found } from './characters.ts';

const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const fourOctets = new RegExp(`${octet}(?:\\.${octet}){3}`, 'y');
/** What stands before a version of four numbers: "v", "version", "release 1.2.3.4", "Chrome/1.2.3.4", "ver=". */
const versionBefore = /(?:\b(?:version|ver|release|build|rev|firmware|v)\b["'\s:=.]{0,4}|[A-Za-z][\w-]{0,30}\/)$/i;
/** Addresses that stand for no machine in particular: this host, any host, everyone. */
const nobody = /^(?:127\.|0\.0\.0\.0$|255\.255\.255\.255$)/;

/** The IPv4 address that begins with the digits at [`start`, `groupEnd`); null: it is none. */
export function ipv4At(text: string, start: number, groupEnd: number): Found | null {
  if (text.charCodeAt(groupEnd) !== 46 || text.charCodeAt(digitsEnd(text, groupEnd + 1)) !== 46 || !beginsAt(text, start)) return null;
  const before = text.charCodeAt(start - 1);
  if (before === 46 || (before === 45 && start > 1 && isWord(text.charCodeAt(start - 2)))) return null;
  const end = endOf(fourOctets, text, start);
  if (end === -1) return null;
  const next = text.charCodeAt(end);
  if (
    isWord(next) ||
    ((next === 46 || next === 45) &&
      isWord(text.charCodeAt(end + 1)) &&
      !(next === 46 && isLetter(text.charCodeAt(end + 1)) && isUpper(text, end + 1)))
  )
    return null;
  if (nobody.test(text.slice(start, end)) || versionBefore.test(text.slice(Math.max(0, start - 36), start))) return null;
  return { start, end };
}

/** A sentence ends with the address and the next one begins without a space. */
const isUpper = (text: string, at: number): boolean => text.charCodeAt(at) <= 90;

const isHex = (code: number): boolean => isDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);
/** Longer than any address with an IPv4 tail: 45 characters. */
const longestIpv6 = 46;
/** First groups that are given out or used on networks: a clock reading or a hash in pairs begins otherwise. */
const firstGroup = /^(?:[23][0-9a-f]{3}|f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]|ff[0-9a-f]{2}|64|::ffff):/i;

/** The IPv6 address whose first colon stands at `colonAt`; null: it is none. Its zone (`%eth0`) belongs to it. */
export function ipv6At(text: string, colonAt: number): Found | null {
  let start = colonAt;
  while (start > 0 && colonAt - start < 5 && isHex(text.charCodeAt(start - 1))) start -= 1;
  // a first group has four digits, is 64 (NAT64), or is left out: hours and minutes end here
  const length = colonAt - start;
  if (!(length === 4 || (length === 2 && text.charCodeAt(start) === 54) || (length === 0 && text.charCodeAt(colonAt + 1) === 58)))
    return null;
  if (!beginsAt(text, start) || text.charCodeAt(start - 1) === 58) return null;
  let end = start;
  while (end - start <= longestIpv6 && isAddress(text.charCodeAt(end))) end += 1;
  if (end - start > longestIpv6 || isWord(text.charCodeAt(end))) return null;
  // what ends a sentence, or names what follows
  while (end > start && (text.charCodeAt(end - 1) === 46 || (text.charCodeAt(end - 1) === 58 && text.charCodeAt(end - 2) !== 58))) end -= 1;
  const address = text.slice(start, end);
  if (!firstGroup.test(address) || !isIpv6(address)) return null;
  const zone = endOf(zonePattern, text, end);
  return { start, end: zone === -1 ? end : zone };
}
const zonePattern = /%[0-9A-Za-z]{1,15}/y;
const isAddress = (code: number): boolean => isHex(code) || code === 58 || code === 46;

function isIpv6(address: string): boolean {
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':'))) as [string[], string[]?];
  const all = [...groups[0], ...(groups[1] ?? [])];
  const tail = all.at(-1);
  const hasTail = tail !== undefined && tail.includes('.');
  if (hasTail && endOf(fourOctets, tail, 0) !== tail.length) return false;
  const plain = hasTail ? all.slice(0, -1) : all;
  if (!plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const count = plain.length + (hasTail ? 2 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}
