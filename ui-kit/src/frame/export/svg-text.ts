/** One piece of text, to learn which fonts a picture needs. */
export interface UsedFont {
  /** As computed: `"IBM Plex Sans", system-ui`. */
  readonly family: string;
  readonly weight: number;
  readonly style: string;
  readonly characters: Set<string>;
}

/** A picture that is being written: pieces of SVG, and what they will need. */
export interface Sheet {
  readonly parts: string[];
  readonly defs: string[];
  readonly fonts: Map<string, UsedFont>;
  /** Paints a part of the document; `origin` is where the place at 0, 0 lies in the window. */
  readonly paint: (element: Element, origin: { readonly x: number; readonly y: number }, sheet: Sheet) => void;
}

export function newSheet(paint: Sheet['paint']): Sheet {
  return { parts: [], defs: [], fonts: new Map(), paint };
}

/** A name for a definition that no other in the picture has. */
export function newId(sheet: Sheet): string {
  return `uk-export-${sheet.defs.length}`;
}

export function escaped(text: string): string {
  // Control characters are not allowed in XML at all.
  return (
    text
      // oxlint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

/** An element's start or whole; attributes without a value are left out. Numbers to a hundredth of a px. */
export function tag(name: string, attributes: Readonly<Record<string, string | number | null | undefined>>, content?: string): string {
  const written = Object.entries(attributes)
    .flatMap(([key, value]) =>
      value === null || value === undefined || value === ''
        ? []
        : [` ${key}="${escaped(typeof value === 'number' ? String(Math.round(value * 100) / 100) : value)}"`],
    )
    .join('');
  return content === undefined ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Notes which characters of which font a picture needs. */
export function addFont(sheet: Sheet, style: CSSStyleDeclaration, text: string): void {
  const key = `${style.fontFamily}|${style.fontWeight}|${style.fontStyle}`;
  let font = sheet.fonts.get(key);
  if (font === undefined) {
    font = { family: style.fontFamily, weight: Number(style.fontWeight) || 400, style: style.fontStyle, characters: new Set() };
    sheet.fonts.set(key, font);
  }
  for (const character of text) font.characters.add(character);
}

/** The font of some text as attributes. */
export function fontAttributes(style: CSSStyleDeclaration): Record<string, string | undefined> {
  return {
    'font-family': style.fontFamily.replaceAll('"', "'"),
    'font-size': style.fontSize,
    'font-weight': style.fontWeight === '400' ? undefined : style.fontWeight,
    'font-style': style.fontStyle === 'normal' ? undefined : style.fontStyle,
    'letter-spacing': style.letterSpacing === 'normal' ? undefined : style.letterSpacing,
  };
}

let pen: CanvasRenderingContext2D | null = null;

/** Measures text in a computed font: width, and how far the font reaches above and below the line, px. */
export function measured(
  style: CSSStyleDeclaration,
  text: string,
): { readonly width: number; readonly ascent: number; readonly descent: number } {
  pen ??= document.createElement('canvas').getContext('2d');
  if (pen === null) return { width: 0, ascent: 0, descent: 0 };
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  if ('letterSpacing' in pen) pen.letterSpacing = style.letterSpacing === 'normal' ? '0px' : style.letterSpacing;
  const found = pen.measureText(text);
  return { width: found.width, ascent: found.fontBoundingBoxAscent, descent: found.fontBoundingBoxDescent };
}
