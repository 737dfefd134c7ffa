import { cloneSvg } from './clone-svg.ts';
import { gradientPaint } from './css-gradient.ts';
import { paintAttributes, plainColor } from './svg-color.ts';
import { fontAttributes, measured, newId, tag, addFont } from './svg-text.ts';
import type { Sheet } from './svg-text.ts';

/** What belongs to reading on a screen and not to a picture. */
const NOT_PAINTED = '.uk-hidden, .uk-tools, .uk-tooltip, .uk-reading, .uk-reader, .uk-menu, [data-export="none"], script, style, template';

/** Where the picture's own 0, 0 lies in the window. */
export interface Origin {
  readonly x: number;
  readonly y: number;
}

/**
 * Paints a part of the document as SVG: boxes, borders, text line by line, drawings, canvases. Written as shapes and text, not as a
 * `foreignObject`, which most programs can't read and which makes a canvas unreadable.
 */
export function paintHtml(element: Element, origin: Origin, sheet: Sheet, decoration = 'none'): void {
  if (element.matches(NOT_PAINTED)) return;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.opacity === '0') return;
  const box = element.getBoundingClientRect();
  const at = { x: box.left - origin.x, y: box.top - origin.y };
  if (element instanceof SVGSVGElement) return void sheet.parts.push(cloneSvg(element, at, sheet));
  const isFaint = style.opacity !== '1';
  if (isFaint) sheet.parts.push(`<g opacity="${style.opacity}">`);
  const fade = style.maskImage === 'none' || box.width === 0 ? null : gradientPaint(style.maskImage, box, at, sheet, true);
  if (fade !== null) {
    const id = newId(sheet);
    sheet.defs.push(
      tag(
        'mask',
        { id, maskUnits: 'userSpaceOnUse', ...at, width: box.width, height: box.height },
        tag('rect', { ...at, width: box.width, height: box.height, fill: fade }),
      ),
    );
    sheet.parts.push(`<g mask="url(#${id})">`);
  }
  if (style.visibility === 'visible') {
    paintBox(element, style, box, at, sheet);
    if (element instanceof HTMLCanvasElement || element instanceof HTMLImageElement) paintImage(element, box, at, sheet);
  }
  const isClipped = style.overflowX !== 'visible' && style.display !== 'contents' && box.width > 0;
  if (isClipped) {
    const id = newId(sheet);
    sheet.defs.push(tag('clipPath', { id }, tag('rect', { ...at, width: box.width, height: box.height })));
    sheet.parts.push(`<g clip-path="url(#${id})">`);
  }
  const lines = style.textDecorationLine === 'none' ? decoration : style.textDecorationLine;
  for (const child of element.childNodes) {
    if (child instanceof Element) paintHtml(child, origin, sheet, lines);
    else if (child instanceof Text && style.visibility === 'visible') paintText(child, element, style, origin, sheet, lines);
  }
  if (isClipped) sheet.parts.push('</g>');
  if (fade !== null) sheet.parts.push('</g>');
  if (isFaint) sheet.parts.push('</g>');
}

function paintBox(element: Element, style: CSSStyleDeclaration, box: DOMRect, at: Origin, sheet: Sheet): void {
  if (box.width === 0 || box.height === 0) return;
  const radius = Number.parseFloat(style.borderTopLeftRadius) || 0;
  // A turned box keeps its middle.
  const turn = /^matrix\((-?[\d.e-]+), (-?[\d.e-]+)/.exec(style.transform);
  const degrees = turn === null ? 0 : (Math.atan2(Number(turn[2]), Number(turn[1])) * 180) / Math.PI;
  const isTurned = Math.abs(degrees) > 0.01 && element instanceof HTMLElement;
  const size = isTurned ? { width: element.offsetWidth, height: element.offsetHeight } : { width: box.width, height: box.height };
  const middle = { x: at.x + box.width / 2, y: at.y + box.height / 2 };
  const rect = {
    x: middle.x - size.width / 2,
    y: middle.y - size.height / 2,
    ...size,
    rx: style.borderTopLeftRadius.endsWith('%') ? (size.width * radius) / 100 : radius === 0 ? undefined : radius,
    transform: isTurned ? `rotate(${Math.round(degrees * 100) / 100} ${middle.x} ${middle.y})` : undefined,
  };
  if (plainColor(style.backgroundColor).alpha > 0)
    sheet.parts.push(tag('rect', { ...rect, ...paintAttributes('fill', style.backgroundColor) }));
  const gradient = style.backgroundImage === 'none' ? null : gradientPaint(style.backgroundImage, box, at, sheet);
  if (gradient !== null) sheet.parts.push(tag('rect', { ...rect, fill: gradient }));
  paintBorders(style, { ...at, width: box.width, height: box.height }, sheet);
  if (element !== document.activeElement) paintOutline(style, { ...at, width: box.width, height: box.height }, sheet);
}

interface Box extends Origin {
  readonly width: number;
  readonly height: number;
}

/** An outline that means something; the focus ring is left out. */
function paintOutline(style: CSSStyleDeclaration, { x, y, width, height }: Box, sheet: Sheet): void {
  const px = Number.parseFloat(style.outlineWidth);
  if (style.outlineStyle === 'none' || style.outlineStyle === 'auto' || !(px > 0)) return;
  const out = Number.parseFloat(style.outlineOffset) + px / 2;
  sheet.parts.push(
    tag('rect', {
      x: x - out,
      y: y - out,
      width: Math.max(0, width + 2 * out),
      height: Math.max(0, height + 2 * out),
      rx: Number.parseFloat(style.borderTopLeftRadius) || undefined,
      fill: 'none',
      ...paintAttributes('stroke', style.outlineColor),
      'stroke-width': px,
      'stroke-dasharray': dashOf(style.outlineStyle, px),
    }),
  );
}

function dashOf(kind: string, px: number): string | undefined {
  return kind === 'dashed' ? `${px * 3} ${px * 2}` : kind === 'dotted' ? `${px} ${px}` : undefined;
}

function paintBorders(style: CSSStyleDeclaration, { x, y, width, height }: Box, sheet: Sheet): void {
  const sides = ['top', 'right', 'bottom', 'left'] as const;
  for (const side of sides) {
    const px = Number.parseFloat(style.getPropertyValue(`border-${side}-width`));
    const color = style.getPropertyValue(`border-${side}-color`);
    const kind = style.getPropertyValue(`border-${side}-style`);
    if (!(px > 0) || kind === 'none' || kind === 'hidden' || plainColor(color).alpha === 0) continue;
    const isFlat = side === 'top' || side === 'bottom';
    const half = side === 'bottom' ? height - px / 2 : side === 'right' ? width - px / 2 : px / 2;
    const ends = isFlat ? { x1: x, x2: x + width, y1: y + half, y2: y + half } : { x1: x + half, x2: x + half, y1: y, y2: y + height };
    sheet.parts.push(
      tag('line', { ...ends, ...paintAttributes('stroke', color), 'stroke-width': px, 'stroke-dasharray': dashOf(kind, px) }),
    );
  }
}

function paintImage(element: HTMLCanvasElement | HTMLImageElement, box: DOMRect, at: Origin, sheet: Sheet): void {
  const data = dataUrlOf(element);
  if (data !== null)
    sheet.parts.push(tag('image', { ...at, width: box.width, height: box.height, preserveAspectRatio: 'none', href: data }));
}

/** null for what the page may not read: an image from elsewhere. */
function dataUrlOf(element: HTMLCanvasElement | HTMLImageElement): string | null {
  if (element instanceof HTMLImageElement) return element.src.startsWith('data:') ? element.src : null;
  if (element.width === 0 || element.height === 0) return null;
  try {
    return element.toDataURL('image/png');
  } catch {
    return null;
  }
}

function paintText(node: Text, parent: Element, style: CSSStyleDeclaration, origin: Origin, sheet: Sheet, decoration: string): void {
  if (node.data.trim() === '') return;
  const font = measured(style, '');
  const box = parent.getBoundingClientRect();
  for (const line of linesOf(node, style)) {
    const shown = cut(cased(line.text, style), line.left, parent, style, box);
    if (shown === '') continue;
    addFont(sheet, style, shown);
    // The rectangle of a line of text is as high as its font; the line itself stands `ascent` below the top.
    const baseline = line.top + (line.height - font.ascent - font.descent) / 2 + font.ascent;
    sheet.parts.push(
      tag(
        'text',
        {
          x: line.left - origin.x,
          y: baseline - origin.y,
          ...fontAttributes(style),
          ...paintAttributes('fill', style.color),
          'text-decoration': decoration === 'none' ? undefined : decoration,
          'xml:space': /^\s|\s$|\s{2}/.test(shown) ? 'preserve' : undefined,
        },
        shown.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
      ),
    );
  }
}

interface Line {
  text: string;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** A text as it is broken into lines on the screen. */
function linesOf(node: Text, style: CSSStyleDeclaration): Line[] {
  const range = document.createRange();
  range.selectNodeContents(node);
  const boxes = [...range.getClientRects()].filter((box) => box.width > 0);
  const [only] = boxes;
  if (only === undefined) return [];
  if (boxes.length === 1) return [onlyLine(node.data.replaceAll(/\s+/g, ' '), only, style)];
  const lines: (Line & { left: number })[] = [];
  for (let place = 0; place < node.data.length; place += 1) {
    range.setStart(node, place);
    range.setEnd(node, place + 1);
    const box = range.getClientRects()[0];
    if (box === undefined || box.width === 0) continue;
    const line = lines.at(-1);
    if (line !== undefined && Math.abs(line.top - box.top) < box.height / 2) {
      line.text += node.data[place];
      line.left = Math.min(line.left, box.left);
    } else lines.push({ text: node.data[place] ?? '', left: box.left, top: box.top, height: box.height });
  }
  return lines.map((line) => ({ ...line, text: line.text.replaceAll(/\s+/g, ' ').trimEnd() }));
}

/** Spaces at the ends are drawn between two pieces of text and not at the ends of a line: the width tells which it is. */
function onlyLine(text: string, box: DOMRect, style: CSSStyleDeclaration): Line {
  const space = measured(style, ' ').width;
  const hasSpaceBefore =
    text.startsWith(' ') &&
    Math.abs(measured(style, text.trim()).width - box.width) > space / 2 &&
    !(text.endsWith(' ') && Math.abs(measured(style, text.trimStart()).width - box.width) < space / 2);
  return { text: text.trim(), left: box.left + (hasSpaceBefore ? space : 0), top: box.top, height: box.height };
}

function cased(text: string, style: CSSStyleDeclaration): string {
  if (style.textTransform === 'uppercase') return text.toUpperCase();
  return style.textTransform === 'lowercase' ? text.toLowerCase() : text;
}

/** Text that is cut with an ellipsis on the screen, cut here as well. */
function cut(text: string, left: number, parent: Element, style: CSSStyleDeclaration, box: DOMRect): string {
  if (style.textOverflow !== 'ellipsis' || parent.scrollWidth <= parent.clientWidth) return text;
  const room = box.right - Number.parseFloat(style.paddingRight) - left;
  let [fits, tooLong] = [0, text.length];
  if (measured(style, text).width <= room) return text;
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (measured(style, `${text.slice(0, middle)}…`).width <= room) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits).trimEnd()}…`;
}
