import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { qrPath, secretIn } from './qr.ts';

const uri =
  'otpauth://totp/Fine%20Tune%20Lab:ann%40example.com?secret=JBSWY3DPEHPK3PXPJBSWY3DP&issuer=Fine%20Tune%20Lab&period=30&digits=6';

/** The path as pixels, as a camera would see it. */
function drawn(path: string, size: number, scale = 6) {
  const data = new Uint8Array(size * scale * size * scale * 4).fill(255);
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row += 1)
      for (let column = Number(x) * scale; column < (Number(x) + Number(width)) * scale; column += 1)
        data.fill(0, (row * size * scale + column) * 4, (row * size * scale + column) * 4 + 3);
  return { width: size * scale, height: size * scale, data };
}

test('a reader of QR codes finds the text in the path', () => {
  const { path, size } = qrPath(uri);
  expect(decodeQR(drawn(path, size))).toBe(uri);
});

test('the key is shown in groups of four', () => {
  expect(secretIn(uri)).toBe('JBSW Y3DP EHPK 3PXP JBSW Y3DP');
  expect(secretIn('otpauth://totp/x?issuer=y')).toBe('');
});
