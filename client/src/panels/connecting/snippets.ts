export interface Snippet {
  readonly key: 'curl' | 'typescript' | 'python';
  readonly label: string;
  /** How it is run. */
  readonly says: string;
  readonly code: string;
}

/** Stands in for a key that is not shown any more. */
export const KEY_PLACEHOLDER = 'YOUR_API_KEY';

const mutation =
  'mutation Ingest($messages: [MessageInput!]!) { ingestMessages(messages: $messages) { accepted updated rejected { index field reason } } }';

/**
 * First messages in three languages, complete: saved to a file or pasted into a shell, each runs as it is. They need no
 * package. Sent twice they change nothing, because the external ids are the same; `visit` makes them new ones on another day.
 */
export function snippets(address: string, key: string | null, visit: string): readonly Snippet[] {
  const secret = key ?? KEY_PLACEHOLDER;
  const variables = { messages: messages(`curl-${visit}`) };
  return [
    {
      key: 'curl',
      label: 'curl',
      says: 'Paste into a shell.',
      code: `curl ${address}/graphql \\
  -H 'Authorization: Bearer ${secret}' \\
  -H 'Content-Type: application/json' \\
  -d '${JSON.stringify({ query: mutation, variables }, null, 2)}'`,
    },
    {
      key: 'typescript',
      label: 'TypeScript',
      says: 'Save as first-message.ts, run with node first-message.ts (Node 24).',
      code: `const query = \`${mutation}\`;

const messages = ${JSON.stringify(messages(`ts-${visit}`), null, 2)};

const response = await fetch('${address}/graphql', {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: 'Bearer ${secret}' },
  body: JSON.stringify({ query, variables: { messages } }),
});
console.log(JSON.stringify(await response.json(), null, 2));`,
    },
    {
      key: 'python',
      label: 'Python',
      says: 'Save as first_message.py, run with python3 first_message.py. Standard library only.',
      code: `import json
import urllib.request

query = """${mutation}"""

messages = ${pythonOf(messages(`py-${visit}`))}

request = urllib.request.Request(
    "${address}/graphql",
    data=json.dumps({"query": query, "variables": {"messages": messages}}).encode(),
    headers={"Content-Type": "application/json", "Authorization": "Bearer ${secret}"},
)
with urllib.request.urlopen(request) as response:
    print(json.dumps(json.load(response), indent=2))`,
    },
  ];
}

function messages(name: string) {
  const conversationId = `hello-${name}`;
  return [
    { externalId: `${conversationId}-1`, conversationId, role: 'USER', content: 'Can I move my flight to Friday?' },
    {
      externalId: `${conversationId}-2`,
      conversationId,
      role: 'ASSISTANT',
      content: 'Yes. It leaves at 9:40; shall I book it?',
      model: 'gpt-4o-mini',
      provider: 'openai',
      inputTokens: 412,
      outputTokens: 18,
      latencyMs: 840,
    },
  ];
}

/** Data as Python writes it. The data holds no words that JSON and Python write differently inside strings. */
function pythonOf(value: unknown): string {
  return JSON.stringify(value, null, 4).replaceAll(
    /: (true|false|null)\b/g,
    (_, word: string) => `: ${{ true: 'True', false: 'False', null: 'None' }[word] ?? word}`,
  );
}
