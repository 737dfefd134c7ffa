import type { AttributeValue } from '../../domains/traces/types.ts';

export type Writable = Record<string, AttributeValue>;

/** Sets a key that the sender chose: `__proto__` is a key like any other. Of a key that comes twice the later holds. */
export function put(attributes: Writable, key: string, value: AttributeValue): void {
  if (key === '__proto__') Object.defineProperty(attributes, key, { value, enumerable: true, configurable: true, writable: true });
  else attributes[key] = value;
}

/** A number as JSON can hold it: what is not finite becomes its name, -0 becomes 0. */
export function finite(value: number): AttributeValue {
  return Number.isFinite(value) ? value + 0 : String(value);
}
