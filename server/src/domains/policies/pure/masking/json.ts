/** Deeper than any JSON that ingest takes; below, what is left is masked as text. */
const deepest = 100;

/** Keys whose value may be a telephone number without a form of its own: the name goes before the value while it is looked at. */
const phoneKey =
  /(?:(?<!smart|head|ear|micro|mega|saxo|\bi)phone|(?:^|[^a-z])tel|mobile|\bfax|whatsapp|\bsms|telefon)[ _-]?(?:number|num|no|nr|nummer)?$/i;
/** Whole numbers with fewer digits identify no person. */
const smallestNumber = 1_000_000;

export interface JsonMasking {
  readonly text: (text: string) => string;
  readonly key: (text: string) => string;
}

/** The value with its texts, keys and long whole numbers masked; the very same value where nothing was found. */
export function maskJson(value: unknown, masking: JsonMasking): unknown {
  return maskPart(value, '', 0, masking);
}

/** As `maskJson`, over a text of JSON. Text that is no JSON is masked as it stands. */
export function maskJsonText(text: string, masking: JsonMasking): string {
  // Without a backslash every text in it stands as it is, and a clean whole has no part that is not.
  if (!text.includes('\\') && masking.text(text) === text) return text;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return masking.text(text);
  }
  const masked = maskJson(value, masking);
  return masked === value ? text : JSON.stringify(masked);
}

function maskPart(value: unknown, key: string, depth: number, masking: JsonMasking): unknown {
  if (typeof value === 'string') return maskNamed(key, value, masking);
  if (typeof value === 'number') return maskNumber(key, value, masking);
  if (typeof value !== 'object' || value === null) return value;
  if (depth === deepest) {
    const text = JSON.stringify(value);
    const masked = masking.text(text);
    return masked === text ? value : masked;
  }
  return Array.isArray(value) ? maskList(value, key, depth, masking) : maskObject(value as Record<string, unknown>, depth, masking);
}

function maskNumber(key: string, value: number, masking: JsonMasking): unknown {
  if (!(value >= smallestNumber) || !Number.isSafeInteger(value)) return value;
  const text = String(value);
  const masked = maskNamed(key, text, masking);
  if (masked === text) return value;
  return masked === '' ? null : masked;
}

/** A number under "phone_number" is one, though it says so nowhere itself. */
function maskNamed(key: string, text: string, masking: JsonMasking): string {
  const masked = masking.text(text);
  if (key === '' || text.length > 32 || masked !== text || !phoneKey.test(key)) return masked;
  const named = masking.text(`phone: ${text}`);
  return named.startsWith('phone: ') ? named.slice(7) : masked;
}

function maskList(list: readonly unknown[], key: string, depth: number, masking: JsonMasking): readonly unknown[] {
  let copy: unknown[] | null = null;
  for (let index = 0; index < list.length; index += 1) {
    const masked = maskPart(list[index], key, depth + 1, masking);
    if (masked !== list[index]) (copy ??= [...list])[index] = masked;
  }
  return copy ?? list;
}

function maskObject(object: Readonly<Record<string, unknown>>, depth: number, masking: JsonMasking): object {
  let isChanged = false;
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(object)) {
    const value = object[key];
    const maskedKey = masking.key(key);
    const masked = maskPart(value, key, depth + 1, masking);
    isChanged ||= maskedKey !== key || masked !== value;
    entries.push([maskedKey, masked]);
  }
  // made of entries, so that a key "__proto__" stays a key
  return isChanged ? Object.fromEntries(distinct(entries)) : object;
}

/** Two keys that became the same keep both values: "[email]", "[email] 2". */
function distinct(entries: readonly [string, unknown][]): [string, unknown][] {
  const taken = new Set<string>();
  return entries.map(([key, value]) => {
    let name = key;
    for (let place = 2; taken.has(name); place += 1) name = `${key} ${place}`;
    taken.add(name);
    return [name, value];
  });
}
