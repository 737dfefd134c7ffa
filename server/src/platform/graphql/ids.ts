const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** No row has it. */
export const noUuid = '00000000-0000-0000-0000-000000000000';
const noNumber = -1n;
const largest = 2n ** 63n - 1n;

/** The opaque id of a row, as the schema gives it out. */
export const globalId = (type: string, key: string): string => Buffer.from(`${type}:${key}`).toString('base64');

/** The key inside an opaque id as a UUID; for an invalid one a UUID that matches no row, since ids come from outside. */
export const uuidKey = (id: unknown): string => (uuidForm.test(String(id)) ? String(id) : noUuid);

/** The key inside an opaque id as a 64-bit number; for an invalid one a number that matches no row. */
export function numberKey(id: unknown): bigint {
  if (!/^\d{1,19}$/.test(String(id))) return noNumber;
  const key = BigInt(id as string);
  return key > largest ? noNumber : key;
}
