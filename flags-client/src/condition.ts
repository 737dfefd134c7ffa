/** What JSON holds, not looked at yet. */
type Loose = ReturnType<typeof JSON.parse>;
type Condition = { readonly [name: string]: Loose };

/** Whether attributes meet a condition of the payload, as the server finds (docs/experiments.md, "How a unit gets its variant"). */
export const meets = (attributes: Loose, condition: Condition): boolean =>
  Object.entries(condition).every(([name, wanted]) => {
    if (name === '$and') return wanted.every((one: Condition) => meets(attributes, one));
    if (name === '$or') return anyOf(attributes, wanted);
    if (name === '$nor') return !anyOf(attributes, wanted);
    if (name === '$not') return !meets(attributes, wanted);
    return meetsValue(wanted, at(attributes, name));
  });

const anyOf = (attributes: Loose, parts: Condition[]): boolean => parts.length === 0 || parts.some((one) => meets(attributes, one));

function at(attributes: Loose, path: string): Loose {
  let value = attributes;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return null;
    value = value[part];
  }
  return value ?? null;
}

const isOperators = (value: Loose): boolean => Object.keys(value).length > 0 && Object.keys(value).every((name) => name.startsWith('$'));
const same = (value: Loose): Loose => value;
const folded = (value: Loose): Loose => (typeof value === 'string' ? value.toLowerCase() : value);

function meetsValue(wanted: Loose, value: Loose): boolean {
  if (typeof wanted === 'string') return String(value) === wanted;
  if (typeof wanted === 'number') return Number(value) === wanted;
  if (typeof wanted === 'boolean') return value !== null && Boolean(value) === wanted;
  if (wanted === null) return value === null;
  if (Array.isArray(wanted) || !isOperators(wanted)) return JSON.stringify(value) === JSON.stringify(wanted);
  return Object.entries(wanted).every(([operator, operand]) => meetsOperator(operator, value, operand));
}

const isIn = (value: Loose, list: Loose, form: (value: Loose) => Loose): boolean =>
  list.map(form).some((wanted: Loose) => (Array.isArray(value) ? value.some((one) => form(one) === wanted) : form(value) === wanted));

const hasAll = (value: Loose, list: Loose, isFolded: boolean): boolean =>
  Array.isArray(value) &&
  Array.isArray(list) &&
  list.every((wanted) =>
    value.some((one) =>
      isFolded && typeof wanted === 'string' ? String(one).toLowerCase() === wanted.toLowerCase() : meetsValue(wanted, one),
    ),
  );

function meetsOperator(operator: string, value: Loose, operand: Loose): boolean {
  const isList = Array.isArray(operand);
  switch (operator) {
    case '$eq':
      return value === operand;
    case '$ne':
      return value !== operand;
    case '$lt':
      return value < operand;
    case '$lte':
      return value <= operand;
    case '$gt':
      return value > operand;
    case '$gte':
      return value >= operand;
    case '$exists':
      return Boolean(operand) === (value !== null);
    case '$in':
      return isList && isIn(value, operand, same);
    case '$ini':
      return isList && isIn(value, operand, folded);
    case '$nin':
      return isList && !isIn(value, operand, same);
    case '$nini':
      return isList && !isIn(value, operand, folded);
    case '$all':
      return hasAll(value, operand, false);
    case '$alli':
      return hasAll(value, operand, true);
    case '$not':
      return !meetsValue(operand, value);
    case '$size':
      return Array.isArray(value) && meetsValue(operand, value.length);
    case '$elemMatch':
      return (
        Array.isArray(value) &&
        typeof operand === 'object' &&
        operand !== null &&
        value.some((one) => (one ?? null) !== null && (isOperators(operand) ? meetsValue(operand, one) : meets(one, operand)))
      );
    case '$regex':
    case '$regexi':
      return matches(String(operand), String(value), operator === '$regexi' ? 'i' : '');
    case '$type':
      return (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value) === operand;
    default:
      return meetsVersion(operator, version(value), version(operand));
  }
}

function matches(pattern: string, text: string, flags: string): boolean {
  try {
    return text.length <= 1024 && new RegExp(pattern, flags).test(text);
  } catch {
    return false;
  }
}

function meetsVersion(operator: string, one: string, other: string): boolean {
  if (operator === '$veq') return one === other;
  if (operator === '$vne') return one !== other;
  if (operator === '$vlt') return one < other;
  if (operator === '$vlte') return one <= other;
  if (operator === '$vgt') return one > other;
  return operator === '$vgte' && one >= other;
}

/** A version as a text that sorts as versions do. */
function version(value: Loose): string {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' && value !== '' ? value : '0';
  const line = Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => text.lastIndexOf(end)));
  const plus = text.indexOf('+', line + 1);
  const parts = text.slice(text.startsWith('v') ? 1 : 0, plus < 0 ? undefined : plus).split(/[-.]/);
  if (parts.length === 3) parts.push('~');
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5, ' ') : part)).join('-');
}
