import { sendOperation, type ServerAddress } from 'importer/client';
import type { Opening } from './types.ts';

const assistant = 'support-assistant';
const widget = 'support/widget';
const rules = 'support/rules';

/** The prompt that a visit is answered with: one for the widget, and its own version for each side of the experiment. */
export function promptOf({ variant, attributes }: Pick<Opening, 'variant' | 'attributes'>): {
  readonly name: string;
  readonly version: string;
} {
  const isConfirming = variant?.name === 'confirm';
  if (attributes.widget === true) return { name: widget, version: isConfirming ? '2' : '1' };
  return { name: assistant, version: variant === null ? '1' : isConfirming ? '3' : '2' };
}

const included = `@@@langfusePrompt:name=${rules}|label=production@@@`;
const chat = (system: string) => [
  { role: 'system', content: system },
  { placeholder: 'history' },
  { role: 'user', content: '{{message}}' },
];

const versions = [
  {
    name: rules,
    text: 'Never promise a refund that the rules of the fare do not give. Never show the data of another customer.',
    labels: ['production'],
    tags: ['demo'],
    comment: 'rules that every assistant has',
  },
  {
    name: assistant,
    messages: chat(`You are the support assistant of {{airline}}.\n${included}\nAnswer in at most five sentences.`),
    config: { temperature: 0.2, max_tokens: 1024 },
    labels: ['production'],
    tags: ['demo'],
    comment: 'first version',
  },
  {
    name: assistant,
    messages: chat(
      `You are the support assistant of {{airline}}.\n${included}\nLook the booking up before you answer. Answer in at most five sentences.`,
    ),
    config: { temperature: 0.2, max_tokens: 1024 },
    labels: ['control'],
    comment: 'looks the booking up first',
  },
  {
    name: assistant,
    messages: chat(
      `You are the support assistant of {{airline}}.\n${included}\nLook the booking up before you answer. Before you change anything, say what you are about to do and ask for a yes. Answer in at most six sentences.`,
    ),
    config: { temperature: 0.2, max_tokens: 1024 },
    labels: ['confirm', 'staging'],
    comment: 'asks before it changes anything',
  },
  {
    name: widget,
    messages: chat(`You help customers of {{airline}} in a small window.\n${included}\nAnswer in two sentences.`),
    config: { temperature: 0.2, max_tokens: 1024 },
    labels: ['production'],
    tags: ['demo', 'widget'],
    comment: 'first version',
  },
  {
    name: widget,
    messages: chat(
      `You help customers of {{airline}} in a small window.\n${included}\nAsk for a yes before you change anything. Answer in two sentences.`,
    ),
    config: { temperature: 0.2, max_tokens: 1024 },
    labels: ['confirm'],
    comment: 'asks before it changes anything',
  },
];

/** The prompts that the spans of calls name, where there are none of the names. */
export async function sendPrompts(server: ServerAddress): Promise<void> {
  const { prompts } = await sendOperation<{ prompts: readonly { name: string }[] }>(server, 'query DemoPrompts { prompts { name } }', {});
  const known = new Set(prompts.map(({ name }) => name));
  for (const input of versions.filter(({ name }) => !known.has(name)))
    await sendOperation(server, 'mutation DemoPrompt($input: PromptVersionInput!) { savePromptVersion(input: $input) { id } }', { input });
}
