import { plainColor } from './svg-color.ts';
import { newId, tag } from './svg-text.ts';
import type { Sheet } from './svg-text.ts';

interface Stop {
  readonly color: string;
  /** Along the gradient's line, px. */
  readonly px: number;
}

/** A computed `linear-gradient()` as a paint for a box, `url(#…)`; null for images that are none. In a mask only its opacity counts. */
export function gradientPaint(
  image: string,
  box: DOMRect,
  at: { readonly x: number; readonly y: number },
  sheet: Sheet,
  isMask = false,
): string | null {
  const found = /^(repeating-)?linear-gradient\((.*)\)$/.exec(image);
  if (found === null) return null;
  const [first = '', ...others] = topLevel(found[2] ?? '');
  const angle = angleOf(first);
  const colors = angle === null ? [first, ...others] : others;
  const turn = ((angle ?? 180) * Math.PI) / 180;
  const [sin, cos] = [Math.sin(turn), Math.cos(turn)];
  // CSS: the line is as long as to reach the box's corners.
  const length = Math.abs(box.width * sin) + Math.abs(box.height * cos);
  const stops = stopsOf(colors, length);
  const [start, end] = [stops[0], stops.at(-1)];
  if (start === undefined || end === undefined) return null;
  const isRepeating = found[1] !== undefined;
  const [from, to] = isRepeating ? [start.px, end.px] : [0, length];
  const middle = { x: at.x + box.width / 2, y: at.y + box.height / 2 };
  const place = (px: number) => ({ x: middle.x + (px - length / 2) * sin, y: middle.y - (px - length / 2) * cos });
  const [one, other] = [place(from), place(to)];
  const id = newId(sheet);
  sheet.defs.push(
    tag(
      'linearGradient',
      {
        id,
        gradientUnits: 'userSpaceOnUse',
        x1: one.x,
        y1: one.y,
        x2: other.x,
        y2: other.y,
        spreadMethod: isRepeating ? 'repeat' : undefined,
      },
      stops
        .map((stop) => {
          const { hex, alpha } = plainColor(stop.color);
          return tag('stop', {
            offset: to === from ? 0 : Math.round(((stop.px - from) / (to - from)) * 1e4) / 1e4,
            'stop-color': isMask ? '#ffffff' : hex,
            'stop-opacity': alpha === 1 ? undefined : alpha,
          });
        })
        .join(''),
    ),
  );
  return `url(#${id})`;
}

/** Parts between the commas that are in no bracket. */
export function topLevel(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let place = 0; place <= text.length; place += 1) {
    const character = text[place];
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (place === text.length || (character === ',' && depth === 0)) {
      parts.push(text.slice(from, place).trim());
      from = place + 1;
    }
  }
  return parts;
}

const sides: Readonly<Record<string, number>> = { 'to top': 0, 'to right': 90, 'to bottom': 180, 'to left': 270 };

/** Degrees from "upwards", clockwise; null when the part is a colour already. */
function angleOf(part: string): number | null {
  const plain = part.replace(/\s*in (oklab|oklch|srgb|srgb-linear)\s*/, ' ').trim();
  if (plain === '') return 180;
  const degrees = /^(-?[\d.]+)deg$/.exec(plain);
  return degrees !== null ? Number(degrees[1]) : (sides[plain] ?? null);
}

/** Colours with their places; those without one are spread evenly between their neighbours. */
function stopsOf(parts: readonly string[], length: number): Stop[] {
  const raw = parts.flatMap((written): { readonly color: string; readonly px: number | null }[] => {
    const part = written.replaceAll(
      /calc\(([\d.]+)% ([+-]) ([\d.]+)px\)/g,
      (_, percent, sign, px) => `${(Number(percent) / 100) * length + Number(`${sign}${px}`)}px`,
    );
    const places = [...part.matchAll(/\s(-?[\d.]+)(px|%)(?![^(]*\))/g)].map(([, number, unit]) =>
      unit === '%' ? (Number(number) / 100) * length : Number(number),
    );
    const color = part.replaceAll(/\s-?[\d.]+(px|%)(?![^(]*\))/g, '').trim();
    return places.length === 0 ? [{ color, px: null }] : places.map((px) => ({ color, px }));
  });
  return raw.map(({ color, px }, place) => {
    if (px !== null) return { color, px };
    if (place === 0) return { color, px: 0 };
    if (place === raw.length - 1) return { color, px: length };
    const before = raw.findLastIndex((one, index) => index < place && (one.px !== null || index === 0));
    const after = raw.findIndex((one, index) => index > place && (one.px !== null || index === raw.length - 1));
    const [low, high] = [raw[before]?.px ?? 0, raw[after]?.px ?? length];
    return { color, px: low + ((high - low) * (place - before)) / (after - before) };
  });
}
