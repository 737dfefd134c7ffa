/** One line of numbers, ascending in x: what every library is given in its own form. */
export interface Line {
  readonly key: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface ChartSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What is put on the page: so many charts, each with so many lines of so many points. */
export interface Ask extends ChartSize {
  readonly chartCount: number;
  readonly seriesCount: number;
  readonly pointCount: number;
  /** One crosshair for all charts. */
  readonly isSynced: boolean;
  /** Points will be added. */
  readonly isStream: boolean;
  /** The same library has drawn 10,000 points on this page before. */
  readonly isWarm: boolean;
  /** Where in the beat of frames the clock starts, 0–1: drawn right after a frame, or right before the next. */
  readonly phase: number;
}

export interface Times {
  /** From before the chart is made until the frame in which it is on the screen. */
  readonly frameMs: number;
  /** The call alone, with its microtasks. */
  readonly scriptMs: number;
  /** Until the picture is on the screen: raster is in it. NaN where the browser didn't tell. */
  readonly screenMs: number;
}

export interface Appended {
  /** When each frame began, ms. */
  readonly frames: number[];
  readonly elapsedMs: number;
}

/** What a page offers to the program that drives it. */
export interface Bench {
  mount(ask: Ask): Promise<Times>;
  unmount(): Promise<void>;
  /** Shows one part of the first chart's x axis after the other; parts as shares of the whole, 0–1. */
  zoom(parts: readonly (readonly [number, number])[]): Promise<Times[]>;
  /** Makes the points that will be added, so that they are no part of what is measured. */
  prepareAppend(options: { readonly perFrame: number; readonly durationMs: number }): void;
  /** Adds points to every line in every frame. */
  append(): Promise<Appended>;
  /**
   * Watches moves of the pointer; the second call tells how long each took from the input's own time until after the frame that followed,
   * ms.
   */
  watchMoves(): void;
  moves(): number[];
  /** How long clicks and keys take to the next paint, as the web's INP counts it: one figure an interaction, below 16 ms told as 16. */
  watchInteractions(): void;
  interactions(): number[];
  /** Frames from now on; the second call ends it and tells when each began. */
  countFrames(): void;
  counted(): number[];
}

declare global {
  interface Window {
    bench: Bench;
    /** With --expose-gc. */
    gc?: () => void;
  }
}
