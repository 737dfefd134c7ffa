import { paintAttributes, plainColor } from './svg-color.ts';
import { escaped, fontAttributes, tag, addFont } from './svg-text.ts';
import type { Sheet } from './svg-text.ts';

/** Properties that are written where they differ from these, their initial values (paints are handled by themselves). */
const initial: Readonly<Record<string, string>> = {
  'fill-rule': 'nonzero',
  'clip-rule': 'nonzero',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-dashoffset': '0px',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'stroke-miterlimit': '4',
  'paint-order': 'normal',
  'shape-rendering': 'auto',
  'vector-effect': 'none',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  'text-decoration-line': 'none',
  opacity: '1',
  visibility: 'visible',
  'pointer-events': '',
};
const textOnly = new Set(['text-anchor', 'dominant-baseline', 'text-decoration-line']);
const geometry = ['x', 'y', 'width', 'height', 'cx', 'cy', 'r', 'rx', 'ry'] as const;
const shapes = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon', 'text', 'tspan', 'textPath']);
const texts = new Set(['text', 'tspan', 'textPath']);
const leftOut = new Set(['script', 'style', 'animate', 'animateTransform', 'set']);

/** A drawing in the document as SVG text that needs no stylesheet, placed at x, y. */
export function cloneSvg(svg: SVGSVGElement, at: { readonly x: number; readonly y: number }, sheet: Sheet): string {
  const box = svg.getBoundingClientRect();
  const style = getComputedStyle(svg);
  return tag(
    'svg',
    {
      x: at.x,
      y: at.y,
      width: box.width,
      height: box.height,
      viewBox: svg.getAttribute('viewBox'),
      preserveAspectRatio: svg.getAttribute('preserveAspectRatio'),
      overflow: style.overflow === 'hidden' ? undefined : 'visible',
      opacity: style.opacity === '1' ? undefined : style.opacity,
    },
    childrenOf(svg, sheet),
  );
}

function childrenOf(element: Element, sheet: Sheet): string {
  let out = '';
  for (const child of element.childNodes) {
    if (child instanceof SVGElement) out += cloneElement(child, sheet);
    else if (child instanceof Text && (texts.has(element.localName) || element.localName === 'title' || element.localName === 'desc'))
      out += escaped(child.data);
  }
  return out;
}

function cloneElement(element: SVGElement, sheet: Sheet): string {
  const name = element.localName;
  if (leftOut.has(name)) return '';
  const style = getComputedStyle(element);
  if (style.display === 'none') return '';
  if (name === 'title' || name === 'desc') return tag(name, {}, childrenOf(element, sheet));
  if (name === 'svg') return cloneInner(element as SVGSVGElement, sheet);
  if (name === 'foreignObject') return cloneForeign(element, sheet);
  const attributes: Record<string, string | number | null | undefined> = {};
  for (const { name: key, value } of element.attributes) {
    if (key === 'class' || key === 'style' || key === 'role' || key === 'tabindex' || /^(data-|aria-|on|xmlns)/.test(key)) continue;
    // A picture refers to nothing outside itself.
    if ((key === 'href' || key === 'xlink:href') && !value.startsWith('#') && !value.startsWith('data:')) continue;
    if (!value.includes('var(')) attributes[key] = value;
  }
  Object.assign(attributes, geometryOf(element, style), presentationOf(element, style), transformOf(element, style));
  if (texts.has(name)) {
    Object.assign(attributes, fontAttributes(style));
    addFont(sheet, style, element.textContent);
  }
  const content = childrenOf(element, sheet);
  return tag(name, attributes, content === '' ? undefined : content);
}

function cloneInner(svg: SVGSVGElement, sheet: Sheet): string {
  const keep = ['x', 'y', 'width', 'height', 'viewBox', 'preserveAspectRatio'].map((key) => [key, svg.getAttribute(key)]);
  return tag(
    'svg',
    { ...Object.fromEntries(keep), overflow: getComputedStyle(svg).overflow === 'hidden' ? undefined : 'visible' },
    childrenOf(svg, sheet),
  );
}

/** HTML inside a drawing (a canvas layer) is painted, as HTML around it is. */
function cloneForeign(element: SVGElement, sheet: Sheet): string {
  const box = element.getBoundingClientRect();
  const [x, y] = ['x', 'y'].map((key) => Number(element.getAttribute(key) ?? 0));
  const inner: Sheet = { ...sheet, parts: [] };
  for (const child of element.children) sheet.paint(child, { x: box.left - (x ?? 0), y: box.top - (y ?? 0) }, inner);
  return inner.parts.join('');
}

function presentationOf(element: SVGElement, style: CSSStyleDeclaration): Record<string, string | undefined> {
  const out: Record<string, string | undefined> = {};
  const name = element.localName;
  for (const [property, value] of Object.entries(initial)) {
    if (textOnly.has(property) && !texts.has(name)) continue;
    const found = style.getPropertyValue(property);
    if (property === 'pointer-events') continue;
    out[property === 'text-decoration-line' ? 'text-decoration' : property] = found === value || found === '' ? undefined : found;
  }
  if (shapes.has(name)) {
    Object.assign(
      out,
      paintAttributes('fill', style.fill, Number(style.fillOpacity)),
      paintAttributes('stroke', style.stroke, Number(style.strokeOpacity)),
    );
    if (style.stroke === 'none') for (const property of Object.keys(out)) if (property.startsWith('stroke-')) out[property] = undefined;
  }
  if (name === 'stop') {
    const { hex, alpha } = plainColor(style.stopColor);
    Object.assign(out, { 'stop-color': hex, 'stop-opacity': String(alpha * Number(style.stopOpacity)) });
  }
  for (const property of ['clip-path', 'mask', 'marker-start', 'marker-mid', 'marker-end']) {
    const link = /^url\("?(#[^")]+)"?\)/.exec(style.getPropertyValue(property));
    if (link !== null) out[property] = `url(${link[1]})`;
  }
  if (style.mixBlendMode !== 'normal') out['style'] = `mix-blend-mode:${style.mixBlendMode}`;
  return out;
}

/** Places and sizes that a stylesheet gives, or that are reckoned (`calc()`), in px. */
function geometryOf(element: SVGElement, style: CSSStyleDeclaration): Record<string, string | number> {
  const out: Record<string, string | number> = {};
  const isRect = element.localName === 'rect';
  if (!isRect && element.localName !== 'circle' && element.localName !== 'ellipse') return out;
  for (const property of geometry) {
    const written = element.getAttribute(property);
    const given = element.style.getPropertyValue(property);
    if (given === '' && (written === null || !written.includes('calc('))) continue;
    const value = style.getPropertyValue(property);
    if (/^-?[\d.]+px$/.test(value)) out[property] = Number.parseFloat(value);
    else if (isRect && (property === 'x' || property === 'y' || property === 'width' || property === 'height'))
      out[property] = (element as SVGRectElement).getBBox()[property];
  }
  return out;
}

/** A transform that a stylesheet gives; one in the attribute is there already. */
function transformOf(element: SVGElement, style: CSSStyleDeclaration): Record<string, string> {
  if (style.transform === 'none' || (element.hasAttribute('transform') && element.style.transform === '')) return {};
  const [x = 0, y = 0] = style.transformOrigin.split(' ').map((part) => Number.parseFloat(part));
  const matrix = /^matrix\(.+\)$/.test(style.transform) ? style.transform : 'matrix(1, 0, 0, 1, 0, 0)';
  return { transform: x === 0 && y === 0 ? matrix : `translate(${x} ${y}) ${matrix} translate(${-x} ${-y})` };
}
