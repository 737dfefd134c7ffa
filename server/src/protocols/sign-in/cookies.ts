import type { Asked } from './asked.ts';

/** The cookies of the request, or those of an answer, and what tells whether they are ours. */
export const cookiesOf = async (
  { request, origin, secret }: Asked,
  answered?: readonly string[],
): Promise<{ cookies: string | undefined; origin: string; secret: string }> => ({
  cookies: answered === undefined ? request.headers.cookie : answered.map((cookie) => cookie.split(';', 1)[0]).join('; '),
  origin,
  secret: await secret(),
});
