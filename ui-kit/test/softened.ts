/**
 * Compares two pictures as someone a step back would: each pixel is the mean of its surroundings first. Letters and edges that another
 * version of the browser smooths otherwise look the same from there; a line that is missing, moved or of another colour does not.
 */

export interface PixelImage {
  readonly data: Uint8Array | Uint8ClampedArray | Buffer;
  readonly metadata: { readonly width: number; readonly height: number };
}

/** Pixels to each side that are averaged. */
const RADIUS = 2;
/** How far a channel's mean may be off, of 255. */
const TOLERANCE = 20;
/** Share of pixels that may be off further than that. */
const ALLOWED_SHARE = 0.002;

export interface SoftenedOptions {
  readonly allowedShare?: number | undefined;
}

export function softened(reference: PixelImage, actual: PixelImage, { allowedShare = ALLOWED_SHARE }: SoftenedOptions = {}) {
  const { width, height } = reference.metadata;
  if (actual.metadata.width !== width || actual.metadata.height !== height) {
    return {
      pass: false,
      diff: null,
      message: `Expected ${width} × ${height} px and got ${actual.metadata.width} × ${actual.metadata.height} px.`,
    };
  }
  const off = differences(reference.data, actual.data, width, height);
  // What is the same is shown pale, what is not in red: more of it the further it is off.
  const diff = new Uint8Array(reference.data.length);
  let mismatched = 0;
  off.forEach((amount, pixel) => {
    const isOff = amount > TOLERANCE;
    if (isOff) mismatched += 1;
    for (let channel = 0; channel < 3; channel += 1)
      diff[pixel * 4 + channel] = isOff ? (channel === 0 ? 255 : 0) : 200 + (reference.data[pixel * 4 + channel] ?? 0) / 5;
    diff[pixel * 4 + 3] = 255;
  });
  const share = mismatched / off.length;
  return {
    pass: share <= allowedShare,
    diff,
    message:
      share <= allowedShare
        ? null
        : `${mismatched} pixels (${(share * 100).toFixed(2)} %) look different; ${(allowedShare * 100).toFixed(2)} % may.`,
  };
}

/** For each pixel, by how much its surroundings differ in the channel that differs most. */
function differences(one: PixelImage['data'], other: PixelImage['data'], width: number, height: number): Float32Array {
  const off = new Float32Array(width * height);
  for (let channel = 0; channel < 3; channel += 1) {
    // The mean of a difference is the difference of the means. Sums over all above and to the left make each mean four look-ups.
    const sums = new Float64Array((width + 1) * (height + 1));
    const at = (x: number, y: number) => sums[y * (width + 1) + x] ?? 0;
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        const place = (y * width + x) * 4 + channel;
        sums[(y + 1) * (width + 1) + x + 1] = (one[place] ?? 0) - (other[place] ?? 0) + at(x, y + 1) + at(x + 1, y) - at(x, y);
      }
    }
    for (let y = 0; y < height; y += 1) {
      const [top, bottom] = [Math.max(0, y - RADIUS), Math.min(height, y + RADIUS + 1)];
      for (let x = 0; x < width; x += 1) {
        const [left, right] = [Math.max(0, x - RADIUS), Math.min(width, x + RADIUS + 1)];
        const sum = at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top);
        const pixel = y * width + x;
        off[pixel] = Math.max(off[pixel] ?? 0, Math.abs(sum) / ((right - left) * (bottom - top)));
      }
    }
  }
  return off;
}
