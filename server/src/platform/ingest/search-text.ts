import { unstorable } from './text.ts';
import { BadArgument } from '../graphql/errors.ts';

/** In UTF-16 code units. */
export const maxSearchTextLength = 512;

/** A text to look for, without the spaces around it; null: none. Errors: throws `BadArgument` that names the argument. */
export function searchTextOf(sent: string | null | undefined, argument = 'search'): string | null {
  const text = (sent ?? '').trim();
  if (text === '') return null;
  if (text.length > maxSearchTextLength)
    throw new BadArgument(argument, `has ${text.length} characters; at most ${maxSearchTextLength} are taken`);
  const problem = unstorable(text);
  if (problem !== null) throw new BadArgument(argument, problem);
  return text;
}
