export interface PromptCode {
  readonly key: string;
  readonly label: string;
  readonly says: string;
  readonly code: string;
}

/** Code that fetches a prompt, complete except for the key. */
export function promptCode(
  address: string,
  name: string,
  label: string,
  variables: readonly string[],
  /** Places that the application fills with messages; null: it is no chat. */
  placeholders: readonly string[] | null,
): readonly PromptCode[] {
  const isChat = placeholders !== null;
  const quoted = JSON.stringify(name);
  const given = variables.map((variable) => `${JSON.stringify(variable)}: "…"`);
  const filled = (placeholders ?? []).map((placeholder) => `${JSON.stringify(placeholder)}: []`);
  // Names with a dash or a dot are no keywords.
  const keywords = [...variables, ...(placeholders ?? [])].every((name) => /^\w+$/.test(name))
    ? [...variables.map((variable) => `${variable}="…"`), ...(placeholders ?? []).map((placeholder) => `${placeholder}=[]`)].join(', ')
    : `**{${[...given, ...filled].join(', ')}}`;
  const objects = [`{ ${given.join(', ')} }`, ...(filled.length === 0 ? [] : [`{ ${filled.join(', ')} }`])].join(', ');
  return [
    {
      key: 'python',
      label: 'Langfuse, Python',
      says: 'pip install langfuse. The public key is the beginning of the key.',
      code: `from langfuse import Langfuse

key = "YOUR_API_KEY"
langfuse = Langfuse(host="${address}", public_key=key[:10], secret_key=key)
prompt = langfuse.get_prompt(${quoted}, label="${label}"${isChat ? ', type="chat"' : ''})
print(prompt.compile(${keywords}))`,
    },
    {
      key: 'js',
      label: 'Langfuse, JavaScript',
      says: 'npm install @langfuse/client. The public key is the beginning of the key.',
      code: `import { LangfuseClient } from '@langfuse/client';

const key = 'YOUR_API_KEY';
const langfuse = new LangfuseClient({ baseUrl: '${address}', publicKey: key.slice(0, 10), secretKey: key });
const prompt = await langfuse.prompt.get(${quoted}, { label: '${label}'${isChat ? ", type: 'chat'" : ''} });
console.log(prompt.compile(${objects}));`,
    },
    {
      key: 'http',
      label: 'HTTP',
      says: 'Send the ETag of the answer as If-None-Match to be answered 304 until something changes.',
      code: `curl '${address}/api/prompts/${quotable(name)}?label=${quotable(label)}' \\
  -H 'Authorization: Bearer YOUR_API_KEY'`,
    },
  ];
}

/** For an address between apostrophes. */
const quotable = (text: string): string => encodeURIComponent(text).replaceAll("'", '%27');
