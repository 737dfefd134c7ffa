import type { PromptContent, VersionChoice } from '../types.ts';

const variableForm = /\{\{\s*([A-Za-z_][\w.-]*)\s*\}\}/g;
const referenceForm = /@@@langfusePrompt:(.*?)@@@/g;

/** The texts of a prompt, in order. */
export const textsOf = (content: PromptContent): string[] =>
  typeof content === 'string' ? [content] : content.flatMap((message) => ('content' in message ? [message.content] : []));

/** Names in double braces that the application fills in, each once, in the order of the text. */
export const variablesOf = (content: PromptContent): string[] => [
  ...new Set(textsOf(content).flatMap((text) => [...text.matchAll(variableForm)].map((match) => match[1] as string))),
];

/** A text with values in place of its variables; a variable without a value stays as it stands. */
export const filledText = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(variableForm, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] as string) : whole));

/** Names of the places that the application fills with messages of its own, each once. */
export const placeholdersOf = (content: PromptContent): string[] =>
  typeof content === 'string' ? [] : [...new Set(content.flatMap((message) => ('placeholder' in message ? [message.placeholder] : [])))];

/** A part of a text: as it stands, or another prompt whose text is put in its place. */
export type Part = { readonly text: string } | { readonly tag: string; readonly name: string; readonly choice: VersionChoice };

/** The parts of a text, in order. A tag that names no prompt, or neither version nor label, stays text. */
export function partsOf(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(referenceForm)) {
    const reference = referenceOf(match[1] as string);
    if (reference === null) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ tag: match[0], ...reference });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** `name=X|version=N` or `name=X|label=L`. */
function referenceOf(inside: string): { name: string; choice: VersionChoice } | null {
  const [, name, kind, value] = /^name=([^|]+)\|(version|label)=([^|]+)$/.exec(inside) ?? [];
  if (name === undefined || value === undefined) return null;
  if (kind === 'label') return { name, choice: { label: value } };
  return /^[1-9]\d{0,8}$/.test(value) ? { name, choice: { version: Number(value) } } : null;
}

/** A choice in words: "version 3", "label 'production'". */
export const wordsOf = (choice: VersionChoice): string => ('version' in choice ? `version ${choice.version}` : `label '${choice.label}'`);
