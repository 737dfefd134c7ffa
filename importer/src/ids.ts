/**
 * A short fingerprint of a text, the same everywhere: records without an id get one of their file, their line and this, so that a file that
 * is imported again changes nothing, and another file of the same name overwrites nothing. 53 bits, after cyrb53.
 */
export function contentHash(text: string): string {
  const [high, low] = hashed(text, 0);
  return (4_294_967_296 * (0x1f_ffff & high) + low).toString(36);
}

/** 16 hexadecimal digits made of a text: the id of a span whose own id has another form. */
export function spanIdFrom(text: string): string {
  const [high, low] = hashed(text, 1);
  return hex(high) + hex(low);
}

/** 32 hexadecimal digits; those of a UUID are its own. */
export function traceIdFrom(text: string): string {
  const digits = text.replaceAll('-', '').toLowerCase();
  return /^[0-9a-f]{32}$/.test(digits) ? digits : spanIdFrom(text) + spanIdFrom(`${text}/`);
}

const hex = (part: number): string => part.toString(16).padStart(8, '0');

function hashed(text: string, seed: number): readonly [number, number] {
  let one = 0xdead_beef ^ seed;
  let other = 0x41c6_ce57 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    one = Math.imul(one ^ code, 2_654_435_761);
    other = Math.imul(other ^ code, 1_597_334_677);
  }
  const first = Math.imul(one ^ (one >>> 16), 2_246_822_507) ^ Math.imul(other ^ (other >>> 13), 3_266_489_909);
  const second = Math.imul(other ^ (other >>> 16), 2_246_822_507) ^ Math.imul(one ^ (one >>> 13), 3_266_489_909);
  return [second >>> 0, first >>> 0];
}
