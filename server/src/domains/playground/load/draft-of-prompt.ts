import { fail, NotFound, succeed } from '../../../platform/graphql/errors.ts';
import { promptVersionOf } from '../../prompts/load.ts';
import { resolveContent } from '../../prompts/load/resolve.ts';
import type { PromptContent } from '../../prompts/types.ts';
import { messageOf, plainMessage, withAsked } from '../pure/draft-messages.ts';
import { parametersOf } from '../pure/draft-parameters.ts';
import { toolsOf } from '../pure/draft-tools.ts';
import type { PlaygroundMessage } from '../types.ts';
import type { DraftContext, Drafted } from './draft.ts';
import { connectedRef } from './connected-ref.ts';

/** A version of a prompt with the texts that it refers to; model, tools and parameters are those of its config. */
export async function draftOfPrompt(context: DraftContext, name: string, version: number | null): Promise<Drafted> {
  const { stores, viewer } = context;
  const found = await promptVersionOf(stores, viewer.workspaceId, { name, choice: version === null ? { label: 'latest' } : { version } });
  if (!found.ok) return fail(new NotFound('Prompt', name, 'from.promptName', found.failure.message));
  const resolved = await resolveContent(stores, viewer.workspaceId, found.value);
  if (!resolved.ok) return resolved;
  const config = fieldsOf(found.value.config);
  const notes: string[] = [];
  const tools = toolsOf(config['tools'], notes);
  const parameters = parametersOf(config);
  const model = await connectedRef(context, textOf(config['model']), notes);
  return succeed({
    title: `${name.slice(0, 100).toWellFormed()} v${found.value.version}`,
    prompt: { messages: withAsked(messagesOf(resolved.value.content, notes)), tools, ...parameters },
    rows: [{}],
    model,
    source: {
      kind: 'PROMPT',
      promptName: name,
      promptVersion: found.value.version,
      traceId: null,
      spanId: null,
      messageExternalId: null,
    },
    notes,
    userId: null,
  });
}

function messagesOf(content: PromptContent, notes: string[]): PlaygroundMessage[] {
  if (typeof content === 'string') return [plainMessage('USER', content)];
  return content.map((message) =>
    'placeholder' in message
      ? { ...plainMessage('PLACEHOLDER', ''), name: message.placeholder }
      : messageOf(message.role, message.content, notes),
  );
}

const fieldsOf = (config: unknown): Readonly<Record<string, unknown>> =>
  typeof config === 'object' && config !== null && !Array.isArray(config) ? (config as Readonly<Record<string, unknown>>) : {};

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
