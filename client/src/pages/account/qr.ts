import { encodeQR } from 'qr';

/** A text as a QR code: the path of its dark squares, one unit each, with the quiet border of four that readers need. */
export function qrPath(text: string): { readonly path: string; readonly size: number } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 });
  const path = rows
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark && row[x - 1] !== true ? [`M${x} ${y}h${runFrom(row, x)}v1H${x}z`] : [])))
    .join('');
  return { path, size: rows.length };
}

function runFrom(row: readonly boolean[], from: number): number {
  const end = row.indexOf(false, from);
  return (end === -1 ? row.length : end) - from;
}

/** The key in an `otpauth://` address, in groups of four as people read it; '' where there is none. */
export function secretIn(uri: string): string {
  const secret = /[?&]secret=([^&]+)/.exec(uri)?.[1] ?? '';
  return secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
}
