import type { IncomingMessage } from 'node:http';

/** One value that goes with each request, known to who made this alone. */
export interface PerRequest<Value> {
  get(request: IncomingMessage): Value | undefined;
  set(request: IncomingMessage, value: Value): void;
}

/**
 * Values are properties of the request, under a symbol. In a WeakMap they would outlive it: V8's collections of young objects treat the
 * values of a WeakMap as reachable, and a response reaches its request. Each request was copied into the old generation, 6 kB of it, and
 * collections of 25 ms were the slowest answers of `/api/assign` at 2,000 a second.
 */
export function perRequest<Value>(name: string): PerRequest<Value> {
  const key = Symbol(name);
  type Noted = IncomingMessage & { [key]?: Value };
  return {
    get: (request) => (request as Noted)[key],
    set: (request, value) => void ((request as Noted)[key] = value),
  };
}
