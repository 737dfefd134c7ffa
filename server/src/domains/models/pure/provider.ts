/**
 * One name per provider, whatever a convention, an SDK or a person calls it: the names of LiteLLM's price table. The other spellings
 * are OpenTelemetry's well-known values, OpenInference's, LangChain's, Pydantic AI's and the AI SDK's.
 */
const spellings: Readonly<Record<string, readonly string[]>> = {
  ai21: ['ai21-labs'],
  anthropic: ['claude'],
  azure: [
    'az-ai-openai',
    'azure-ai-openai',
    'azure-chat-openai',
    'azure-open-ai',
    'azure-openai',
    'azure-openai-responses',
    'microsoft-azure',
  ],
  azure_ai: ['az-ai-inference', 'azure-ai-foundry', 'azure-ai-inference', 'azure-foundry'],
  bedrock: ['amazon', 'amazon-bedrock', 'aws', 'aws-bedrock', 'bedrock-converse', 'bedrock-runtime', 'chat-bedrock'],
  cerebras: [],
  cloudflare: ['cloudflare-workers-ai', 'workers-ai'],
  cohere: ['cohere-ai', 'cohere-chat'],
  databricks: [],
  deepinfra: [],
  deepseek: ['deep-seek'],
  fireworks_ai: ['fireworks'],
  gemini: [
    'gcp-gemini',
    'gcp-gen-ai',
    'gemini-api',
    'google',
    'google-ai',
    'google-ai-studio',
    'google-gemini',
    'google-genai',
    'google-generative-ai',
    'google-gla',
    'googleai',
    'googlegenai',
  ],
  groq: [],
  minimax: [],
  mistral: ['mistral-ai', 'mistralai'],
  moonshot: ['moonshot-ai', 'moonshotai'],
  novita: ['novita-ai'],
  openai: ['open-ai', 'openai-chat', 'openaichat', 'openai-responses', 'text-completion-openai'],
  openrouter: ['open-router'],
  perplexity: ['perplexity-ai', 'pplx'],
  replicate: [],
  sambanova: ['samba-nova'],
  together_ai: ['together', 'togetherai'],
  vertex_ai: [
    'gcp-vertex-agent',
    'gcp-vertex-ai',
    'google-vertex',
    'google-vertex-ai',
    'google-vertexai',
    'googlevertexai',
    'vertex',
    'vertexai',
    'vertex-ai-anthropic-models',
    'vertex-ai-beta',
    'vertex-ai-language-models',
  ],
  volcengine: [],
  voyage: ['voyage-ai', 'voyageai'],
  watsonx: ['ibm-watsonx', 'ibm-watsonx-ai', 'watsonx-ai'],
  xai: ['grok', 'x-ai'],
  zai: ['z-ai'],
  zhipu: ['zhipu-ai', 'zhipuai'],
};

/** Frameworks and gateways that write their own name where conventions have the provider; who answered they leave open. */
const frameworks: ReadonlySet<string> = new Set([
  'agent-framework',
  'agno',
  'autogen',
  'crewai',
  'dspy',
  'haystack',
  'koog',
  'langchain',
  'langgraph',
  'litellm',
  'llama-index',
  'llamaindex',
  'mastra',
  'microsoft-agent-framework',
  'portkey',
  'pydantic-ai',
  'semantic-kernel',
  'smolagents',
  'spring-ai',
  'strands',
  'strands-agents',
]);

/** Spaces, dots, underscores and hyphens separate words in one spelling or another. */
const keyOf = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[\s._-]+/g, '-');

/** Whether a name that stands for a provider is one of a framework, which is none. */
export const isFramework = (sent: string): boolean => frameworks.has(keyOf(sent));

const known = new Map<string, string>(
  Object.entries(spellings).flatMap(([name, others]) => [name, ...others].map((spelling) => [keyOf(spelling), name])),
);

/** What the AI SDK puts behind a provider for the interface of it that is used. */
const endings = ['.chat', '.messages', '.responses', '.completion', '.embedding', '.textEmbedding', '.image', '.anthropic'];

const remembered = new Map<string, string>();
const maxRemembered = 1_000;

/** The product's name of a provider; one that is not known is given in lower case. */
export function providerName(sent: string): string {
  const done = remembered.get(sent);
  if (done !== undefined) return done;
  const ending = endings.find((candidate) => sent.endsWith(candidate));
  const bare = ending === undefined ? sent : sent.slice(0, -ending.length);
  const name = known.get(keyOf(bare)) ?? bare.trim().toLowerCase();
  if (remembered.size < maxRemembered) remembered.set(sent, name);
  return name;
}

/** The product's name of a provider that is written as a prefix of a model's name; null: no provider is called so. */
export const knownProvider = (prefix: string): string | null => known.get(keyOf(prefix)) ?? null;
