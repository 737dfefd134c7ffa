/** Colours that a theme has; what a program asks for beyond them is shown as the nearest. */
export const ansiColors = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
export type AnsiColor = (typeof ansiColors)[number];

export interface AnsiLook {
  readonly color?: AnsiColor | undefined;
  readonly background?: AnsiColor | undefined;
  readonly isBold?: boolean | undefined;
  readonly isDim?: boolean | undefined;
  readonly isItalic?: boolean | undefined;
  readonly isUnderlined?: boolean | undefined;
}

export interface AnsiPart {
  readonly text: string;
  readonly look: AnsiLook;
}

// Control sequences (CSI), with their parameters and their last letter; texts for the terminal itself (OSC); other sequences of two.
// oxlint-disable-next-line no-control-regex -- a terminal's sequences begin with a control character
const SEQUENCE = /\u001b(?:\[([0-9;:?<=>]*)[ -/]*([@-~])|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-Z\\^-~])/g;
// oxlint-disable-next-line no-control-regex -- those that a terminal does not show
const UNSHOWN = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** A line as a terminal shows it: what a carriage return has overwritten is gone, colours are looks, all else of a terminal is left out. */
export function ansiParts(line: string): AnsiPart[] {
  const parts: AnsiPart[] = [];
  let look: AnsiLook = {};
  let from = 0;
  const shown = afterReturns(line);
  const take = (text: string): void => {
    const clean = text.replaceAll(UNSHOWN, '');
    if (clean !== '') parts.push({ text: clean, look });
  };
  for (const found of shown.matchAll(SEQUENCE)) {
    take(shown.slice(from, found.index));
    from = found.index + found[0].length;
    if (found[2] === 'm') look = lookAfter(look, found[1] ?? '');
  }
  take(shown.slice(from));
  return parts;
}

/** Without looks. */
export const plainText = (line: string): string =>
  ansiParts(line)
    .map(({ text }) => text)
    .join('');

/** Progress bars write one line again and again: the last that was written stands. */
function afterReturns(line: string): string {
  const kept = line.replace(/\r+$/, '');
  return kept.slice(kept.lastIndexOf('\r') + 1);
}

function lookAfter(look: AnsiLook, parameters: string): AnsiLook {
  const codes = (parameters === '' ? '0' : parameters).split(/[;:]/).map(Number);
  let next = look;
  for (let place = 0; place < codes.length; place += 1) {
    const code = codes[place] as number;
    if (code === 38 || code === 48) {
      const [color, used] = extendedColor(codes.slice(place + 1));
      place += used;
      if (color !== undefined) next = code === 38 ? { ...next, color } : { ...next, background: color };
    } else next = simpleCode(next, code);
  }
  return next;
}

function simpleCode(look: AnsiLook, code: number): AnsiLook {
  if (code === 0) return {};
  if (code === 1) return { ...look, isBold: true };
  if (code === 2) return { ...look, isDim: true };
  if (code === 3) return { ...look, isItalic: true };
  if (code === 4) return { ...look, isUnderlined: true };
  if (code === 7) return { ...look, color: look.background ?? 'white', background: look.color ?? 'black' };
  if (code === 22) return { ...look, isBold: undefined, isDim: undefined };
  if (code === 23) return { ...look, isItalic: undefined };
  if (code === 24) return { ...look, isUnderlined: undefined };
  if (code === 27) return { ...look, color: undefined, background: undefined };
  if (code === 39) return { ...look, color: undefined };
  if (code === 49) return { ...look, background: undefined };
  if (code >= 30 && code <= 37) return { ...look, color: ansiColors[code - 30] };
  if (code >= 90 && code <= 97) return { ...look, color: code === 90 ? 'white' : ansiColors[code - 90] };
  if (code >= 40 && code <= 47) return { ...look, background: ansiColors[code - 40] };
  if (code >= 100 && code <= 107) return { ...look, background: ansiColors[code - 100] };
  return look;
}

/** The colour of `5;N` or `2;R;G;B`, and how many numbers it took. */
function extendedColor([kind, ...rest]: readonly number[]): readonly [AnsiColor | undefined, number] {
  if (kind === 5) return [ofPalette(rest[0] ?? 0), 2];
  if (kind === 2) return [nearest(rest[0] ?? 0, rest[1] ?? 0, rest[2] ?? 0), 4];
  return [undefined, 1];
}

const LEVELS = [0, 95, 135, 175, 215, 255];

/** One of the 256 of xterm: 16 named, a cube of 6 levels, 24 greys. */
function ofPalette(number: number): AnsiColor | undefined {
  if (number < 16) return ansiColors[number % 8];
  if (number > 255) return undefined;
  if (number >= 232) return 'white';
  const place = number - 16;
  return nearest(LEVELS[Math.floor(place / 36)] as number, LEVELS[Math.floor(place / 6) % 6] as number, LEVELS[place % 6] as number);
}

/** By hue; greys are one. */
function nearest(red: number, green: number, blue: number): AnsiColor {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  if (most - least < 40) return most < 60 ? 'black' : 'white';
  const hue =
    most === red
      ? (((green - blue) / (most - least) + 6) % 6) * 60
      : most === green
        ? ((blue - red) / (most - least) + 2) * 60
        : ((red - green) / (most - least) + 4) * 60;
  return (['red', 'yellow', 'green', 'cyan', 'blue', 'magenta'] as const)[Math.round(hue / 60) % 6] as AnsiColor;
}
