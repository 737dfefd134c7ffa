/** Points of a crowd in device pixels, with the colour of each point's series. */
export interface CrowdPoints {
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** Place in `colors` of each point. */
  readonly seriesAt: ArrayLike<number>;
  readonly colors: readonly (readonly [red: number, green: number, blue: number])[];
}

/** A point by itself is this opaque: faint, but there. */
const LONE_OPACITY = 0.42;
/** Channels a pixel gathers: how many points cover it, and the sum of their colours. */
const CHANNELS = 4;

/**
 * The picture of a crowd: every pixel gathers the points that cover it, so that a denser place is darker and the mixture of
 * colours is that of the points, whichever was drawn last. One lone point is still seen. RGBA, row by row.
 */
export function crowdPixels(
  { xs, ys, seriesAt, colors }: CrowdPoints,
  width: number,
  height: number,
  radius: number,
): Uint8ClampedArray<ArrayBuffer> {
  const gathered = new Float32Array(width * height * CHANNELS);
  let coverage = 0;
  for (let place = 0; place < xs.length; place += 1) {
    const x = xs[place] as number;
    const y = ys[place] as number;
    if (!(x > -radius && x < width + radius && y > -radius && y < height + radius)) continue;
    const [red, green, blue] = colors[seriesAt[place] as number] ?? [0, 0, 0];
    const top = Math.max(0, Math.floor(y - radius));
    const bottom = Math.min(height - 1, Math.ceil(y + radius));
    const left = Math.max(0, Math.floor(x - radius));
    const right = Math.min(width - 1, Math.ceil(x + radius));
    for (let row = top; row <= bottom; row += 1) {
      const dy = row + 0.5 - y;
      for (let column = left; column <= right; column += 1) {
        const dx = column + 0.5 - x;
        // A disc with an edge one pixel soft.
        const covers = radius + 0.5 - Math.sqrt(dx * dx + dy * dy);
        if (covers <= 0) continue;
        const share = covers < 1 ? covers : 1;
        const at = (row * width + column) * CHANNELS;
        gathered[at] = (gathered[at] as number) + share;
        gathered[at + 1] = (gathered[at + 1] as number) + share * red;
        gathered[at + 2] = (gathered[at + 2] as number) + share * green;
        gathered[at + 3] = (gathered[at + 3] as number) + share * blue;
        coverage += share;
      }
    }
  }
  return opacities(gathered, coverage);
}

/** Twice the usual cover is nearly opaque, so that the middle of the crowd has depth whatever its size. */
function opacities(gathered: Float32Array, coverage: number): Uint8ClampedArray<ArrayBuffer> {
  let covered = 0;
  for (let at = 0; at < gathered.length; at += CHANNELS) if ((gathered[at] as number) > 0) covered += 1;
  const usual = Math.max(1, coverage / Math.max(1, covered));
  const pixels = new Uint8ClampedArray(gathered.length);
  for (let at = 0; at < gathered.length; at += CHANNELS) {
    const count = gathered[at] as number;
    if (count === 0) continue;
    const opacity = count <= 1 ? LONE_OPACITY * count : LONE_OPACITY + (1 - LONE_OPACITY) * (1 - Math.exp((1 - count) / usual));
    pixels[at] = (gathered[at + 1] as number) / count;
    pixels[at + 1] = (gathered[at + 2] as number) / count;
    pixels[at + 2] = (gathered[at + 3] as number) / count;
    pixels[at + 3] = 255 * opacity;
  }
  return pixels;
}
