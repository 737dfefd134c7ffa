import { parseInstant } from '../../platform/graphql/scalars.ts';
import { isYearStorable } from '../../platform/ingest/time.ts';
import { InvalidRequest } from './errors.ts';

const usualOnPage = 50;
const mostOnPage = 100;

export interface Page {
  readonly page: number;
  readonly limit: number;
}

/** Which page of a list is asked for, from 1. Errors: throws `InvalidRequest`. */
export function pageOf(params: URLSearchParams): Page {
  const [page, limit] = [countIn(params, 'page', 1), countIn(params, 'limit', usualOnPage)];
  if (limit > mostOnPage) throw new InvalidRequest(`limit is at most ${mostOnPage}.`);
  return { page, limit };
}

export function countIn(params: URLSearchParams, name: string, otherwise: number): number {
  const text = params.get(name);
  if (text === null || text === '') return otherwise;
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000) throw new InvalidRequest(`${name} is a whole number from 1.`);
  return count;
}

/** What stands at the end of each list. */
export const metaOf = ({ page, limit }: Page, totalItems: number): object => ({
  page,
  limit,
  totalItems,
  totalPages: Math.ceil(totalItems / limit),
});

/** An instant in ISO 8601; null: not given. Errors: throws `InvalidRequest`. */
export function instantIn(params: URLSearchParams, name: string): Date | null {
  const text = params.get(name);
  return text === null || text === '' ? null : instantOf(text, name);
}

export function instantOf(text: unknown, name: string): Date {
  if (typeof text === 'string') {
    try {
      const instant = parseInstant(text);
      if (isYearStorable(instant)) return instant;
    } catch {
      // No date: refused below.
    }
  }
  throw new InvalidRequest(`${name} is no date in ISO 8601.`);
}

/** Names in a list that is separated by commas; null: not given. */
export function namesIn(params: URLSearchParams, name: string): readonly string[] | null {
  const text = params.get(name);
  return text === null || text === '' ? null : text.split(',');
}
