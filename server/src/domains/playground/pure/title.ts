import { maxTitleLength, type PlaygroundPrompt } from '../types.ts';

/** The first line of what is asked last, else of the first text. */
export function titleOf({ messages }: Pick<PlaygroundPrompt, 'messages'>): string {
  const asked =
    messages.findLast(({ role, text }) => role === 'USER' && text.trim() !== '') ?? messages.find(({ text }) => text.trim() !== '');
  const line = (asked?.text ?? '').trim().split('\n', 1)[0] ?? '';
  // One line of letters, as people read it in a list.
  const title = line
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .slice(0, maxTitleLength)
    .toWellFormed()
    .trim();
  return title === '' ? 'Prompt' : title;
}
