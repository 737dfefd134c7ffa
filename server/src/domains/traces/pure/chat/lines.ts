import type { ChatMessage } from '../../types.ts';
import { roleOf } from './message.ts';

const speaker = /^(system|developer|user|human|assistant|ai|tool): ?/gm;

/**
 * A conversation written as text, one speaker after the other ("system: You are …\nuser: …": autogen, agno). null: it does not begin
 * with a speaker, or only one speaks: then the word may be part of the text.
 */
export function readLines(text: string): ChatMessage[] | null {
  if (!mayBegin(text)) return null;
  const starts = [...text.matchAll(speaker)];
  if (starts[0]?.index !== 0 || starts.length < 2) return null;
  return starts.map((start, place) => {
    const from = start.index + start[0].length;
    const next = starts[place + 1];
    const content = text.slice(from, next === undefined ? undefined : next.index - 1);
    const role = roleOf(start[1]) ?? 'USER';
    // Python's None: the assistant wrote no text, it called tools.
    return { role, content: role === 'ASSISTANT' && content === 'None' ? '' : content };
  });
}

function mayBegin(text: string): boolean {
  const colon = text.indexOf(':');
  return colon >= 2 && colon <= 'developer'.length && roleOf(text.slice(0, colon)) !== null;
}
