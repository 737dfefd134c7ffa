import type { PromptType, PromptVersionInput } from '../../graphql/generated/graphql.ts';
import { readDraft } from './draft.ts';
import type { Draft } from './draft.ts';

export type Version = Pick<PromptVersionInput, 'text' | 'messages' | 'config'>;

const roles = { SYSTEM: 'system', USER: 'user', ASSISTANT: 'assistant' } as const;

/** The prompt as a version of the registry: of `type` where the prompt is there already. `problem`: why it can be none. */
export function versionOf(draft: Draft, type: PromptType | null): Version | { readonly problem: string } {
  const read = readDraft(draft);
  if (!read.ok) return { problem: Object.values(read.problems)[0] ?? 'The prompt can’t be read.' };
  const { messages, tools, outputSchema, temperature, topP, seed, maxOutputTokens, stop } = read.prompt;
  const written = messages.filter(({ role, text }) => role === 'PLACEHOLDER' || (text ?? '').trim() !== '');
  const [first] = written;
  if (first === undefined) return { problem: 'The prompt has no text yet.' };
  if (messages.some(({ role, toolCalls }) => role === 'TOOL' || (toolCalls ?? []).length > 0))
    return { problem: 'The registry keeps no calls and results of tools: put a place for messages there.' };
  const config = {
    ...(draft.models[0] !== undefined && { model: modelOf(draft.models[0]) }),
    ...(temperature != null && { temperature }),
    ...(topP != null && { top_p: topP }),
    ...(seed != null && { seed }),
    ...(maxOutputTokens != null && { max_tokens: maxOutputTokens }),
    ...((stop ?? []).length > 0 && { stop }),
    ...((tools ?? []).length > 0 && { tools: tools?.map((tool) => ({ type: 'function', function: tool })) }),
    ...(outputSchema != null && {
      response_format: { type: 'json_schema', json_schema: { name: 'answer', schema: outputSchema as unknown } },
    }),
  };
  if (type === 'TEXT') {
    if (written.length !== 1 || first.role !== 'USER')
      return { problem: 'This prompt is a text: one message of the user is taken. Choose another name for a chat.' };
    return { text: first.text ?? '', config };
  }
  return {
    messages: written.map(({ role, text, name }) =>
      role === 'PLACEHOLDER' ? { placeholder: name } : { role: roles[role as keyof typeof roles], content: text ?? '' },
    ) as NonNullable<PromptVersionInput['messages']>,
    config,
  };
}

/** Without its connection, as applications name it. */
const modelOf = (ref: string): string => ref.slice(ref.indexOf('/') + 1);
