import type { UsedFont } from './svg-text.ts';

interface Face {
  readonly family: string;
  readonly weights: readonly [number, number];
  readonly style: string;
  readonly range: readonly (readonly [number, number])[];
  readonly url: string;
}

/**
 * The `@font-face` rules that a picture's text needs, with the fonts inside. A font that the page doesn't load by a stylesheet it
 * can read (a sheet from elsewhere, a font of the system) is left to the family list: the picture then uses what the reader has.
 */
export async function embeddedFaces(fonts: Iterable<UsedFont>): Promise<string> {
  const all = [...document.styleSheets].flatMap((sheet) => facesOf(sheet));
  const needed = new Set<Face>();
  for (const font of fonts) for (const face of facesFor(font, all)) needed.add(face);
  const written = await Promise.all(
    Array.from(needed, async (face) => {
      const data = await dataUrl(face.url);
      if (data === null) return '';
      const range = face.range.map(([from, to]) => `U+${from.toString(16)}-${to.toString(16)}`).join(',');
      return `@font-face{font-family:'${face.family}';font-style:${face.style};font-weight:${face.weights.join(' ')};${range === '' ? '' : `unicode-range:${range};`}src:url(${data})}`;
    }),
  );
  return written.join('');
}

function facesOf(sheet: CSSStyleSheet): Face[] {
  try {
    return [...sheet.cssRules].flatMap((rule) => facesOfRule(rule, sheet.href ?? document.baseURI));
  } catch {
    // Sheets from another origin can't be read.
    return [];
  }
}

function facesOfRule(rule: CSSRule, base: string): Face[] {
  if (rule instanceof CSSImportRule) return rule.styleSheet === null ? [] : facesOf(rule.styleSheet);
  if (rule instanceof CSSFontFaceRule) {
    const face = faceOf(rule.style, base);
    return face === null ? [] : [face];
  }
  return rule instanceof CSSGroupingRule ? [...rule.cssRules].flatMap((inner) => facesOfRule(inner, base)) : [];
}

function faceOf(style: CSSStyleDeclaration, base: string): Face | null {
  const urls = [...style.getPropertyValue('src').matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)].map((match) => match[1] as string);
  const url = urls.find((one) => one.includes('woff2')) ?? urls[0];
  if (url === undefined) return null;
  const weights = style
    .getPropertyValue('font-weight')
    .split(' ')
    .map((word) => (word === 'bold' ? 700 : Number(word) || 400));
  return {
    family: unquoted(style.getPropertyValue('font-family')),
    weights: [weights[0] ?? 400, weights[1] ?? weights[0] ?? 400],
    style: style.getPropertyValue('font-style') || 'normal',
    range: rangesOf(style.getPropertyValue('unicode-range')),
    url: new URL(url, base).href,
  };
}

/** `U+0-FF, U+131, U+4??` as pairs of code points; empty for all. */
export function rangesOf(text: string): [number, number][] {
  return text.split(',').flatMap((part): [number, number][] => {
    const found = /^\s*U\+([\da-f]*)(\?*)(?:-([\da-f]+))?\s*$/i.exec(part);
    if (found === null) return [];
    const [, start = '', wild = '', end] = found;
    const from = Number.parseInt(start + '0'.repeat(wild.length), 16);
    return [[from, Number.parseInt(end ?? start + 'f'.repeat(wild.length), 16)]];
  });
}

/** The faces of the first family in the list that the page loads: of the nearest weight, and only those that hold a used character. */
function facesFor(font: UsedFont, all: readonly Face[]): Face[] {
  for (const name of font.family.split(',').map(unquoted)) {
    const family = all.filter((face) => face.family === name);
    if (family.length === 0) continue;
    const styled = family.filter((face) => face.style === font.style);
    const rest = styled.length > 0 ? styled : family;
    const farness = ({ weights: [low, high] }: Face) =>
      font.weight < low ? low - font.weight : font.weight > high ? font.weight - high : 0;
    const nearest = Math.min(...rest.map(farness));
    const codes = Array.from(font.characters, (character) => character.codePointAt(0) ?? 0);
    return rest.filter(
      (face) =>
        farness(face) === nearest &&
        (face.range.length === 0 || codes.some((code) => face.range.some(([from, to]) => code >= from && code <= to))),
    );
  }
  return [];
}

function unquoted(name: string): string {
  return name.trim().replaceAll(/^["']|["']$/g, '');
}

const loaded = new Map<string, Promise<string | null>>();

function dataUrl(url: string): Promise<string | null> {
  if (url.startsWith('data:')) return Promise.resolve(url);
  let found = loaded.get(url);
  if (found === undefined) {
    found = read(url);
    loaded.set(url, found);
  }
  return found;
}

async function read(url: string): Promise<string | null> {
  try {
    const answer = await fetch(url);
    if (!answer.ok) return null;
    const blob = await answer.blob();
    return await new Promise<string | null>((done) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => done(String(reader.result)));
      reader.addEventListener('error', () => done(null));
      reader.readAsDataURL(blob);
    });
  } catch {
    return null;
  }
}
