import { createHash } from 'node:crypto';
import type { Turn } from '../types.ts';

/**
 * Turns before an answer as one text: a single turn is its text, several are lines `role: text`. Trainers make the same of the input of a row
 * (docs/loop.md), so that their predictions are found by it.
 */
export const promptOf = (turns: readonly Turn[]): string =>
  turns.length === 1 ? (turns[0] as Turn).content : turns.map(({ role, content }) => `${role}: ${content}`).join('\n');

/** What a row of a dataset has as its input: a single turn of the user is its text. */
export const inputOf = (turns: readonly Turn[]): string | readonly Turn[] =>
  turns.length === 1 && turns[0]?.role === 'user' ? turns[0].content : turns;

/** A text without regard to case and spaces. */
export const plain = (text: string): string => text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim().toLowerCase();

/** By which equal prompts are found. SHA-256 in hex. */
export const promptHash = (prompt: string): string => createHash('sha256').update(plain(prompt)).digest('hex');

/** A share of all prompts that the seed draws, the same each time. `share`: 0 to 1. */
export const isDrawn = (hash: string, seed: number, share: number): boolean =>
  createHash('sha256').update(`${seed}:${hash}`).digest().readUInt32BE(0) / 2 ** 32 < share;

/** Id of the row of an item: a dataset that is built again replaces it, and answers to rows are found by it. */
export const rowIdOf = (itemId: string): string => `loop-item-${itemId}`;
