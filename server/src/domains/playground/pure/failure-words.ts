import type { ChatFailure } from '../../model-connections/types.ts';
import type { PlaygroundPrompt } from '../types.ts';

const ofTools = /\btools?\b|tool_choice|function.?call/i;
const ofOutput = /response_format|json_schema|output_(config|format)|structured|\bschema\b/i;

/** What an answer failed with, and what can be done where the server refuses tools or a schema that the prompt has. */
export function failureWords(
  { code, message }: { readonly code: ChatFailure; readonly message: string },
  { tools, outputSchema }: Pick<PlaygroundPrompt, 'tools' | 'outputSchema'>,
): string {
  if (code !== 'REQUEST_REFUSED') return message;
  const ways = [
    ...(tools.length > 0 && ofTools.test(message) ? ['The model may take no tools: remove them'] : []),
    ...(outputSchema !== null && ofOutput.test(message) ? ['The model may take no such schema of the answer: change or remove it'] : []),
  ];
  return ways.length === 0
    ? message
    : `${message.replace(/[.\s]*$/, '.')} ${ways.join('. ')}, or set its connection to tools in text on the page Language models.`;
}
