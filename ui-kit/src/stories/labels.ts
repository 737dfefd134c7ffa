/**
 * Whether labels can be read: no two of them overlap, and each stands out from what is drawn below it. Runs in a browser, on what it
 * has drawn.
 */

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What can be seen of one label, px of the window. */
export interface LabelBox extends Box {
  readonly element: Element;
  readonly text: string;
}

/** Boxes may come so far into each other, px: widths of letters are rounded. */
const TOUCH_PX = 1;
/** Lines of one text are higher than this, in font sizes. */
const ONE_LINE_EM = 1.8;
/** What covers a drawing for a while and is meant to, and what is not seen. */
const LEFT_OUT = 'title, desc, style, script, .uk-hidden, .uk-tooltip, [popover], dialog';

/**
 * Labels that can be seen inside an element: each `text` of a drawing, and each run of text in HTML. A box is as high as the font's
 * size, since the leading above and below a line is empty; what a scroller or an ellipsis cuts off is not in it. A sign without a letter or
 * figure is a mark, which may stand where another does.
 */
function labelsIn(root: Element): LabelBox[] {
  const labels: LabelBox[] = [];
  const add = (element: Element, text: string, rects: Iterable<DOMRect>) => {
    if (
      !/[\p{L}\p{N}]/u.test(text) ||
      element.closest(LEFT_OUT) !== null ||
      !element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    )
      return;
    for (const rect of rects) {
      const box = clipped(inkOf(rect, element), element);
      if (box !== null) labels.push({ element, text: text.trim(), ...box });
    }
  };
  for (const element of root.querySelectorAll('svg text')) add(element, element.textContent ?? '', [element.getBoundingClientRect()]);
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { parentElement } = node;
    if (parentElement === null || parentElement.closest('svg') !== null) continue;
    range.selectNode(node);
    add(parentElement, node.textContent ?? '', range.getClientRects());
  }
  return labels;
}

/** Pairs of labels that cover each other, in words; nothing where all can be read. */
function overlaps(root: Element): string[] {
  const labels = labelsIn(root).sort((one, other) => one.left - other.left);
  return labels.flatMap((one, place) => {
    const found: string[] = [];
    for (const other of labels.slice(place + 1)) {
      if (other.left >= one.right - TOUCH_PX) break;
      const isBelowOrAbove = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) <= TOUCH_PX;
      if (one.element !== other.element && !isBelowOrAbove && Math.min(one.right, other.right) - other.left > TOUCH_PX)
        found.push(`“${one.text}” and “${other.text}”`);
    }
    return found;
  });
}

/** The mark of a broken axis stands in the column between labels and drawing, this near to the labels, px. */
const BESIDE_PX = 5;

/** Labels that stand beside the mark of a broken axis, so that it reads as a part of them. */
function besideBreaks(root: Element): string[] {
  const marks = [...root.querySelectorAll('.uk-axis-break')].filter((mark) => mark.checkVisibility());
  const boxes = marks.map((mark) => mark.getBoundingClientRect());
  if (boxes.length === 0) return [];
  return labelsIn(root).flatMap(({ text, left, right, top, bottom }) =>
    boxes.some(
      (box) =>
        Math.min(right + BESIDE_PX, box.right) > Math.max(left, box.left) &&
        Math.min(bottom, box.bottom) - Math.max(top, box.top) > TOUCH_PX,
    )
      ? [`“${text}” and the mark of a broken axis`]
      : [],
  );
}

/** Throws with the labels that cover each other, or touch the mark of a broken axis. */
export function noOverlaps(root: Element): void {
  const found = [...overlaps(root), ...besideBreaks(root)];
  if (found.length > 0) throw new Error(`${found.length} pairs of labels overlap: ${found.slice(0, 8).join('; ')}`);
}

/** The halo around a letter that stands over marks is at least this wide on each side, px. */
const LEAST_HALO_PX = 2;
/** WCAG 1.4.3, for text of this size. */
const LEAST_CONTRAST = 4.5;

/**
 * Throws with the labels of a drawing that stand over marks and do not stand out from them: each needs a halo in a colour from which
 * its own differs by 4.5 : 1. A label that is dimmed, because something else is pointed at, is not looked at.
 */
export function standOut(drawing: Element): void {
  const wrong = [...drawing.querySelectorAll('text')].flatMap((label) => {
    if ((label.textContent ?? '').trim() === '' || label.closest('[data-away]') !== null) return [];
    const halo = getComputedStyle(label);
    const isHalo = halo.paintOrder.startsWith('stroke') && Number.parseFloat(halo.strokeWidth) / 2 >= LEAST_HALO_PX;
    if (!isHalo) return [`“${label.textContent}” has no halo`];
    return [label, ...label.querySelectorAll('tspan')].flatMap((part) => {
      const { fill, stroke } = getComputedStyle(part);
      const contrast = contrastOf(fill, stroke);
      return contrast >= LEAST_CONTRAST ? [] : [`“${part.textContent}” ${contrast.toFixed(1)} : 1`];
    });
  });
  if (wrong.length > 0) throw new Error(`Labels that do not stand out: ${wrong.slice(0, 8).join('; ')}`);
}

/** Contrast of two colours after WCAG. */
function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** A canvas turns any way of writing a colour into bytes. */
/** Made when it is first used: stories are rendered on a server, too. */
let pixel: CanvasRenderingContext2D | null = null;

function luminance(color: string): number {
  pixel ??= document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (pixel === null) throw new Error('There is no canvas');
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = [...pixel.getImageData(0, 0, 1, 1).data].map((byte) =>
    byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function inkOf({ left, right, top, bottom }: Box, element: Element): Box {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  if (bottom - top > size * ONE_LINE_EM) return { left, right, top, bottom };
  const middle = (top + bottom) / 2;
  return { left, right, top: Math.max(top, middle - size / 2), bottom: Math.min(bottom, middle + size / 2) };
}

/** What is left of a box inside all that cuts off what is in it; null when nothing is, and where rows scroll under it. */
function clipped(box: Box, element: Element): Box | null {
  let { left, right, top, bottom } = box;
  for (let around: Element | null = element; around !== null && around !== document.body; around = around.parentElement) {
    if (around instanceof SVGElement && !(around instanceof SVGSVGElement)) continue;
    const { overflowX, overflowY, position } = getComputedStyle(around);
    if (position === 'sticky') return null;
    if (overflowX === 'visible' && overflowY === 'visible') continue;
    const edge = around.getBoundingClientRect();
    [left, right, top, bottom] = [
      Math.max(left, edge.left),
      Math.min(right, edge.right),
      Math.max(top, edge.top),
      Math.min(bottom, edge.bottom),
    ];
  }
  return right > left && bottom > top ? { left, right, top, bottom } : null;
}
