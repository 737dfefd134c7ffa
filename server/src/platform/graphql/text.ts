import { z } from 'zod';

/** Whether both stores can keep a text and give it back as it was: valid Unicode (no lone surrogate) without U+0000. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000');
}

/** A short text that a person gives, without the spaces around it: 1 to `maxLength` characters. */
export const shortText = (maxLength: number) =>
  z.string().trim().min(1).max(maxLength).refine(isStorable, 'must be valid Unicode without the character U+0000');
