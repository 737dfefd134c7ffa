/**
 * Whether texts stand out from what is below them, after a change of colours alone: what axe found out about the page as it came is
 * kept, and only colours are read again. What this can show to hold, axe finds to hold; what it cannot show, axe is asked. Reading
 * colours takes a tenth of axe's time.
 */

type Rgb = readonly [red: number, green: number, blue: number];
/** With its opacity, 0 to 1. */
type Color = readonly [...Rgb, number];

interface Text {
  readonly element: Element;
  /** What lies below it, the topmost first, itself included; null: axe does not tell, in whichever colours. */
  readonly stack: readonly Element[] | null;
}

/** Where something stood, px of the window. */
type Places = ReadonlyMap<Element, DOMRect>;

/** WCAG 1.4.3 for text of any size; axe asks large text for less. */
const LEAST_CONTRAST = 4.5;
/** axe reads no colour out of them, and so finds no fault with what stands on them. */
const PICTURES = new Set(['IMG', 'CANVAS', 'OBJECT', 'IFRAME', 'VIDEO', 'SVG']);
/** Fields that hold text. */
const FIELDS = 'select, textarea, input:not([type=hidden], [type=range], [type=color], [type=checkbox], [type=radio], [type=image])';
const TEXT_NODE = 3;

let noticed: Text[] = [];

const isText = (element: Element): boolean =>
  element.matches(FIELDS) || [...element.childNodes].some((node) => node.nodeType === TEXT_NODE && (node.nodeValue ?? '').trim() !== '');

/** axe's own reading of what lies below a text, which it makes once for each run. */
interface Axe {
  readonly commons: { readonly color: { getBackgroundStack(element: Element): Element[] | null } };
}

/** A configuration of axe with a rule that gives no verdict: it notices every text that axe comes across, from now on. */
export function noticeTexts(): object {
  noticed = [];
  const matches = (element: Element): boolean => {
    const { getBackgroundStack } = (globalThis as unknown as { axe: Axe }).axe.commons.color;
    if (isText(element)) noticed.push({ element, stack: getBackgroundStack(element) });
    return false;
  };
  // As the rule about contrast: what only a screen reader leaves out is seen all the same.
  return { rules: [{ id: 'notice-texts', selector: '*', excludeHidden: false, any: ['exists'], matches }] };
}

export interface TextsOfPage {
  /** The texts of which it cannot be shown that they stand out as the page is now; null: something stands elsewhere, or was not there. */
  doubtful(): Element[] | null;
}

/** The texts that were noticed in a run of axe, and where everything is. */
export function noticedTexts(): TextsOfPage {
  const texts = noticed;
  const shown = shownTexts();
  const everything = [...new Set(texts.flatMap(({ element, stack }) => [element, ...(stack ?? [])]))];
  const before = placesOf(everything);
  return {
    doubtful: () => {
      const now = placesOf(everything);
      if (everything.some((element) => !isSamePlace(before.get(element) as DOMRect, now.get(element) as DOMRect))) return null;
      if ([...shownTexts()].some((element) => !shown.has(element))) return null;
      const looks = new Map<Element, Look>();
      return texts.filter((text) => !standsOut(text, looks)).map(({ element }) => element);
    },
  };
}

const placesOf = (elements: readonly Element[]): Places => new Map(elements.map((element) => [element, element.getBoundingClientRect()]));

const isSamePlace = (one: DOMRect, other: DOMRect): boolean =>
  one.x === other.x && one.y === other.y && one.width === other.width && one.height === other.height;

/** Every element with a text in it that can be seen. */
function shownTexts(): Set<Element> {
  const shown = new Set<Element>();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { parentElement } = node;
    if (parentElement !== null && !shown.has(parentElement) && (node.nodeValue ?? '').trim() !== '' && parentElement.checkVisibility())
      shown.add(parentElement);
  }
  return shown;
}

interface Look {
  readonly background: Color | null;
  readonly isPicture: boolean;
  /** Something that is not only a colour on a colour. */
  readonly isSpecial: boolean;
}

function lookOf(element: Element, looks: Map<Element, Look>): Look {
  const known = looks.get(element);
  if (known !== undefined) return known;
  const style = getComputedStyle(element);
  const look = {
    background: colorOf(style.backgroundColor),
    isPicture: PICTURES.has(element.nodeName.toUpperCase()) || style.backgroundImage !== 'none',
    isSpecial: style.opacity !== '1' || style.mixBlendMode !== 'normal' || style.filter !== 'none',
  };
  looks.set(element, look);
  return look;
}

function standsOut({ element, stack }: Text, looks: Map<Element, Look>): boolean {
  if (stack === null) return true;
  const style = getComputedStyle(element);
  const ink = colorOf(style.color);
  if (ink === null || style.webkitTextFillColor !== style.color || style.textShadow !== 'none' || style.webkitTextStrokeWidth !== '0px')
    return false;
  for (let around: Element | null = element; around !== null; around = around.parentElement)
    if (lookOf(around, looks).isSpecial) return false;
  const layers: Color[] = [];
  for (const below of stack) {
    const { background, isPicture, isSpecial } = lookOf(below, looks);
    if (isPicture) return true;
    if (isSpecial || background === null) return false;
    if (background[3] > 0) layers.push(background);
    if (background[3] === 1) return contrastOf(ink, layers) > LEAST_CONTRAST;
  }
  return false;
}

/** Only as Chromium writes colours of sRGB. */
function colorOf(words: string): Color | null {
  const numbers = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(words);
  if (numbers === null) return null;
  const [, red, green, blue, opacity = '1'] = numbers;
  return [Number(red), Number(green), Number(blue), Number(opacity)];
}

const over = ([red, green, blue, opacity]: Color, below: Rgb): Rgb => {
  const mixed = (one: number, other: number): number => Math.round(one * opacity + other * (1 - opacity));
  return [mixed(red, below[0]), mixed(green, below[1]), mixed(blue, below[2])];
};

/** Of an ink on layers, the lowest of which is opaque. */
function contrastOf(ink: Color, layers: readonly Color[]): number {
  const ground = layers.reduceRight<Rgb>((below, layer) => over(layer, below), [255, 255, 255]);
  const [light, dark] = [luminanceOf(over(ink, ground)), luminanceOf(ground)].toSorted((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminanceOf(color: Rgb): number {
  const [red, green, blue] = color.map((byte) => (byte / 255 <= 0.04045 ? byte / 255 / 12.92 : ((byte / 255 + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
