const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const noUuid = '00000000-0000-0000-0000-000000000000';
const noNumber = -1n;
const largest = 2n ** 63n - 1n;

/** The key inside an opaque id as a UUID; one that leads to nothing where it is none, since ids come from outside. */
export const uuidKey = (id: unknown): string => (uuidForm.test(String(id)) ? String(id) : noUuid);

/** The key inside an opaque id as a 64-bit number; one that leads to nothing where it is none. */
export function numberKey(id: unknown): bigint {
  if (!/^\d{1,19}$/.test(String(id))) return noNumber;
  const key = BigInt(id as string);
  return key > largest ? noNumber : key;
}
