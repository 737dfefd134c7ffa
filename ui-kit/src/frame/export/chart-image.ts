import type { ExportSource } from './export-source.ts';
import { embeddedFaces } from './font-faces.ts';
import { paintHtml } from './paint-html.ts';
import { paintAttributes, plainColor } from './svg-color.ts';
import { escaped, fontAttributes, measured, newSheet, tag, addFont } from './svg-text.ts';
import type { Sheet } from './svg-text.ts';

/** Around everything, px. */
const EDGE_PX = 14;
const LINE_PX = 20;
const GAP_PX = 10;
/** A PNG's px for each px of the screen. */
const PNG_SCALE = 2;

interface ComposedDrawing {
  readonly sheet: Sheet;
  readonly width: number;
  readonly height: number;
  readonly ground: string;
}

/** The chart as one SVG file: title, hint, legend, drawing, caption; no stylesheet, no variable, nothing outside it. */
export async function chartSvg(source: ExportSource): Promise<string> {
  return (await written(source)).text;
}

/** The same as a PNG at twice its size. */
export async function chartPng(source: ExportSource): Promise<Blob> {
  const { text, picture } = await written(source);
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = Object.assign(document.createElement('canvas'), {
      width: Math.round(picture.width * PNG_SCALE),
      height: Math.round(picture.height * PNG_SCALE),
    });
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise<Blob>((done, fail) => {
      canvas.toBlob((blob) => (blob === null ? fail(new Error('The chart could not be drawn as an image.')) : done(blob)), 'image/png');
    });
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function written(source: ExportSource): Promise<{ readonly text: string; readonly picture: ComposedDrawing }> {
  await document.fonts.ready;
  const picture = source.whileDrawn(() => composed(source));
  const faces = await embeddedFaces(picture.sheet.fonts.values());
  const { width, height, sheet } = picture;
  const body = [
    tag('title', {}, escaped(source.title())),
    tag('desc', {}, escaped(source.description())),
    faces === '' ? '' : `<style>${faces}</style>`,
    sheet.defs.length === 0 ? '' : tag('defs', {}, sheet.defs.join('')),
    tag('rect', { width, height, ...paintAttributes('fill', picture.ground) }),
    ...sheet.parts,
  ].join('');
  const text = tag('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' }, body);
  return { text, picture };
}

/** Lays head, drawing and foot under each other and paints them. */
function composed(source: ExportSource): ComposedDrawing {
  const figure = source.figure();
  if (figure === null) throw new Error('The chart is not on the page.');
  const sheet = newSheet(paintHtml);
  const body = figure.querySelector(':scope > .uk-frame-body');
  const foot = figure.querySelector(':scope > .uk-frame-foot');
  const frame = (body ?? figure).getBoundingClientRect();
  const width = Math.ceil(frame.width) + 2 * EDGE_PX;
  let y = paintHead(source, figure, width, sheet) + 6;
  for (const part of [body, foot]) {
    if (part === null) continue;
    const box = part.getBoundingClientRect();
    paintHtml(part, { x: frame.left - EDGE_PX, y: box.top - y }, sheet);
    y += box.height + 4;
  }
  return { sheet, width, height: Math.ceil(y + EDGE_PX - 4), ground: groundOf(figure) };
}

/** Title, hint and legend, the legend at the right where it has room; gives where the drawing may begin. */
function paintHead(source: ExportSource, figure: HTMLElement, width: number, sheet: Sheet): number {
  const panel = figure.closest('.uk-panel');
  const isAlone = panel !== null && panel.querySelectorAll('.uk-frame').length === 1;
  const head = panel?.querySelector(':scope > .uk-panel-head');
  const title = (isAlone ? head?.querySelector('.uk-panel-title')?.textContent : null) ?? source.title();
  const hint = (isAlone ? head?.querySelector('.uk-panel-hint')?.textContent : null) ?? '';
  const looks = { title: probe(figure, 'uk-panel-title'), hint: probe(figure, 'uk-panel-hint') };
  const right = width - EDGE_PX;
  let x = EDGE_PX;
  let y = EDGE_PX + 14;
  const put = (text: string, { style }: Probe) => {
    for (const word of text.split(/(?<=\s)/)) {
      const wordPx = measured(style, word.trimEnd()).width;
      if (x + wordPx > right && x > EDGE_PX) [x, y] = [EDGE_PX, y + LINE_PX];
      sheet.parts.push(tag('text', { x, y, ...fontAttributes(style), ...paintAttributes('fill', style.color) }, escaped(word.trimEnd())));
      addFont(sheet, style, word);
      x += measured(style, word).width;
    }
  };
  put(title, looks.title);
  x += GAP_PX;
  put(hint, looks.hint);
  for (const look of Object.values(looks)) look.end();
  const legend = source.legend()?.firstElementChild;
  if (legend === null || legend === undefined) return y + 4;
  const boxes = Array.from(legend.querySelectorAll('.uk-legend-entry'), (entry) =>
    getComputedStyle(entry).visibility === 'visible' ? entry.getBoundingClientRect() : null,
  ).filter((box) => box !== null && box.width > 0) as DOMRect[];
  // Another kind of legend (a scale of colours) is painted whole.
  if (boxes.length === 0) boxes.push(legend.getBoundingClientRect());
  const left = Math.min(...boxes.map((box) => box.left));
  const top = Math.min(...boxes.map((box) => box.top));
  const [legendPx, highPx] = [Math.max(...boxes.map((box) => box.right)) - left, Math.max(...boxes.map((box) => box.bottom)) - top];
  const isBeside = x + GAP_PX + legendPx <= right && highPx < 1.5 * LINE_PX;
  const place = isBeside ? { x: right - legendPx, y: y - 16 } : { x: EDGE_PX - 4, y: y + 6 };
  paintHtml(legend, { x: left - place.x, y: top - place.y }, sheet);
  return Math.max(y + 4, place.y + highPx);
}

interface Probe {
  readonly style: CSSStyleDeclaration;
  readonly end: () => void;
}

/** The computed look of a class where the chart stands. */
function probe(figure: HTMLElement, name: string): Probe {
  const span = Object.assign(document.createElement('span'), { className: name });
  figure.append(span);
  return { style: getComputedStyle(span), end: () => span.remove() };
}

/** The first ground behind the chart that is not see-through. */
function groundOf(figure: HTMLElement): string {
  for (let element: HTMLElement | null = figure; element !== null; element = element.parentElement) {
    const color = getComputedStyle(element).backgroundColor;
    if (plainColor(color).alpha > 0) return color;
  }
  return getComputedStyle(figure).colorScheme.includes('dark') ? '#000' : '#fff';
}
