import type { Refusal } from '../../graphql/refusal.ts';

/** Why values are not taken, by the path of the field in the draft: `rates.inputUsdPerMillion`, `tiers.0.aboveInputTokens`. */
export type Problems = Readonly<Record<string, string>>;

/** What a draft stands for, or what keeps it from being that: field by field, or as a whole. */
export type Checked<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problems: Problems; readonly whole?: string };

/** A form between two savings. */
export interface FormState<Draft> {
  /** What was there at first, or was saved last. */
  readonly start: Draft;
  readonly draft: Draft;
  /** The reader has tried to save: from now on problems show, and go when they are mended. */
  readonly isTried: boolean;
  readonly isSaving: boolean;
  /** What the server refused, by field; a mark goes when its field is changed. */
  readonly marks: Problems;
  /** What was refused as a whole. */
  readonly refusal: string | null;
}

export function formOf<Draft>(start: Draft): FormState<Draft> {
  return { start, draft: start, isTried: false, isSaving: false, marks: {}, refusal: null };
}

export function changed<Draft extends object>(state: FormState<Draft>, change: Partial<Draft>): FormState<Draft> {
  const keys = Object.keys(change);
  const marks = Object.fromEntries(Object.entries(state.marks).filter(([path]) => !keys.includes(path.split('.')[0] ?? '')));
  return { ...state, draft: { ...state.draft, ...change }, marks };
}

export function saving<Draft>(state: FormState<Draft>): FormState<Draft> {
  return { ...state, isTried: true, isSaving: true, marks: {}, refusal: null };
}

/** Saved: what is there now, where the form stays open. What was typed meanwhile stays. */
export function saved<Draft>(state: FormState<Draft>, sent: Draft, now: Draft): FormState<Draft> {
  return { ...formOf(now), draft: state.draft === sent ? now : state.draft };
}

/** Refused: the draft stays. `names`: fields that the form calls otherwise than the API. */
export function refused<Draft extends object>(
  state: FormState<Draft>,
  { message, field }: Refusal,
  names: Readonly<Record<string, string>>,
): FormState<Draft> {
  const path = field === null ? null : pathIn(state.draft, field, names);
  return {
    ...state,
    isSaving: false,
    marks: path === null ? {} : { [path]: message.charAt(0).toUpperCase() + message.slice(1) },
    refusal: path === null ? withField(message, field) : null,
  };
}

/** What the server says of a field that is not in the form begins with what the field is about, in words. */
export const withField = (message: string, field: string | null): string => (field === null ? message : `${fieldWords(field)}: ${message}`);

/** `input.tiles.1.minWidth` as "Tile 2, min width": argument names are no words of a reader, and people count from 1. */
export function fieldWords(field: string): string {
  const parts = field.split('.');
  const path = parts.length > 1 && parts[0] === 'input' ? parts.slice(1) : parts;
  const words = path.flatMap((part, index) => {
    if (/^\d+$/.test(part)) return [];
    const name = part.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
    const place = path[index + 1];
    return [place !== undefined && /^\d+$/.test(place) ? `${oneOf(name)} ${Number(place) + 1}` : name];
  });
  const text = words.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const oneOf = (many: string): string => many.replace(/ies$/, 'y').replace(/(?<!s)s$/, '');

/** Where in the draft the API's path leads: it may begin with the argument's name. null: nowhere. */
export function pathIn(draft: object, field: string, names: Readonly<Record<string, string>> = {}): string | null {
  const parts = field.split('.');
  for (let from = 0; from < parts.length; from += 1) {
    const path = parts.slice(from).join('.');
    const named = names[path] ?? path;
    if (isThere(draft, named.split('.'))) return named;
  }
  return null;
}

function isThere(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  return typeof value === 'object' && value !== null && key in value && isThere((value as Record<string, unknown>)[key], rest);
}

export function isChanged<Draft>({ start, draft }: FormState<Draft>): boolean {
  return JSON.stringify(draft) !== JSON.stringify(start);
}

/** What stands at the fields and above them. */
export function problemsOf<Draft>(
  { draft, isTried, marks, refusal }: FormState<Draft>,
  check: (draft: Draft) => Checked<unknown>,
): { readonly fields: Problems; readonly whole: string | null } {
  const checked = isTried ? check(draft) : null;
  if (checked === null || checked.ok) return { fields: marks, whole: refusal };
  return { fields: { ...marks, ...checked.problems }, whole: checked.whole ?? refusal };
}
