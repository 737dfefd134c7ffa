/** Line colours that nothing else on a canvas is drawn with: a stroke in one of them is a line of the chart. */
export const lineColors = [
  '#2f6fde',
  '#d9480f',
  '#0b8a5f',
  '#b5179e',
  '#c99700',
  '#0e7490',
  '#7c3aed',
  '#be123c',
  '#4d7c0f',
  '#9a5b13',
] as const;

export const lineColor = (place: number): string => lineColors[place % lineColors.length] as string;

const drawn = new WeakSet<HTMLCanvasElement>();
const colors = new Set<unknown>(lineColors);

/** Notes which canvas has got a line. One look at a colour for each stroke: far below what a stroke costs. */
export function watchStrokes(): void {
  const { prototype } = CanvasRenderingContext2D;
  const stroke: (this: CanvasRenderingContext2D, ...path: Path2D[]) => void = prototype.stroke;
  prototype.stroke = function watched(this: CanvasRenderingContext2D, ...path: Path2D[]) {
    if (colors.has(this.strokeStyle)) drawn.add(this.canvas);
    stroke.apply(this, path);
  };
}

/** Every chart has a canvas with a line on it. */
export function areDrawn(stage: HTMLElement, chartCount: number): boolean {
  return [...stage.querySelectorAll('canvas')].filter((canvas) => drawn.has(canvas)).length >= chartCount;
}

/** One element for each chart. */
export function hostsIn(stage: HTMLElement, count: number): HTMLElement[] {
  return Array.from({ length: count }, () => stage.appendChild(document.createElement('div')));
}
