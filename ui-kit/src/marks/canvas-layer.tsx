import { useRef } from 'react';
import type { CSSProperties } from 'react';
import { useBrowserLayoutEffect } from '../frame/size.ts';
import { watchLook } from '../theme/watch-look.ts';

/** What a drawing on canvas needs besides the context. */
export interface CanvasPaint {
  /** The colour that a CSS value (a kit variable, a mixture) has here and now, as a canvas takes it. */
  readonly colorOf: (css: string) => string;
  /** The same as red, green and blue, 0–255. */
  readonly channelsOf: (css: string) => readonly [red: number, green: number, blue: number];
  /** Device pixels per px. */
  readonly ratio: number;
}

export interface CanvasLayerProps {
  /** px */
  readonly width: number;
  readonly height: number;
  /**
   * Draws everything, in px, on an empty layer. Keep it the same between renders where nothing has changed: it is called when it changes.
   */
  readonly draw: (context: CanvasRenderingContext2D, paint: CanvasPaint) => void;
  readonly style?: CSSProperties | undefined;
}

/**
 * A layer for marks too many to be elements. It says nothing to a screen reader: the chart around it does.
 * It is drawn again when its size, the theme, the contrast, forced colours or the density of pixels change, without a render.
 */
export function CanvasLayer({ width, height, draw, style }: CanvasLayerProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ width, height, draw });
  useBrowserLayoutEffect(() => {
    latest.current = { width, height, draw };
    if (ref.current !== null) paintLayer(ref.current, latest.current);
  }, [width, height, draw]);
  useBrowserLayoutEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return;
    const again = () => paintLayer(canvas, latest.current);
    canvas.addEventListener('contextrestored', again);
    const unwatch = watchLook(canvas, again);
    return () => {
      canvas.removeEventListener('contextrestored', again);
      unwatch();
    };
  }, []);
  return <canvas ref={ref} className="uk-canvas" aria-hidden="true" style={{ ...style, width, height }} />;
}

function paintLayer(canvas: HTMLCanvasElement, { width, height, draw }: Pick<CanvasLayerProps, 'width' | 'height' | 'draw'>): void {
  const context = canvas.getContext('2d');
  if (context === null) return;
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.max(1, Math.round(width * ratio));
  canvas.height = Math.max(1, Math.round(height * ratio));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const known = new Map<string, string>();
  const colorOf = (css: string) => {
    const before = known.get(css);
    if (before !== undefined) return before;
    // Only a property of an element answers by its own theme; a variable alone would give `light-dark(…)` back.
    canvas.style.color = css;
    const color = getComputedStyle(canvas).color;
    known.set(css, color);
    return color;
  };
  draw(context, { colorOf, channelsOf: (css) => channelsOf(colorOf(css)), ratio });
  canvas.style.color = '';
}

let dropper: CanvasRenderingContext2D | null = null;

/** A computed colour may be written in any colour space; one pixel of it tells. */
function channelsOf(color: string): readonly [number, number, number] {
  dropper ??= Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', { willReadFrequently: true });
  if (dropper === null) return [0, 0, 0];
  dropper.clearRect(0, 0, 1, 1);
  dropper.fillStyle = color;
  dropper.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = dropper.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
