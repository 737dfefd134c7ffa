/**
 * One name per provider: the ones that the price book knows (LiteLLM's), whatever a convention or an SDK calls it.
 * OpenTelemetry's well-known values, OpenInference's, the AI SDK's ("google.generative-ai", "amazon-bedrock").
 */
const known = new Map<string, string>([
  ['azure.ai.openai', 'azure'],
  ['azure_openai', 'azure'],
  ['azure-openai', 'azure'],
  ['az.ai.openai', 'azure'],
  ['azure.openai', 'azure'],
  ['azure.ai.inference', 'azure_ai'],
  ['az.ai.inference', 'azure_ai'],
  ['azure.ai.foundry', 'azure_ai'],
  ['aws.bedrock', 'bedrock'],
  ['aws', 'bedrock'],
  ['amazon-bedrock', 'bedrock'],
  ['amazon_bedrock', 'bedrock'],
  ['bedrock_converse', 'bedrock'],
  ['gcp.vertex_ai', 'vertex_ai'],
  ['gcp.vertex.agent', 'vertex_ai'],
  ['google.vertex', 'vertex_ai'],
  ['google-vertex', 'vertex_ai'],
  ['google_vertexai', 'vertex_ai'],
  ['vertexai', 'vertex_ai'],
  ['gcp.gemini', 'gemini'],
  ['gcp.gen_ai', 'gemini'],
  ['google.generative-ai', 'gemini'],
  ['google_genai', 'gemini'],
  ['google', 'gemini'],
  ['mistral_ai', 'mistral'],
  ['mistralai', 'mistral'],
  ['x_ai', 'xai'],
  ['x-ai', 'xai'],
  ['grok', 'xai'],
  ['ibm.watsonx.ai', 'watsonx'],
  ['together', 'together_ai'],
  ['together.ai', 'together_ai'],
  ['togetherai', 'together_ai'],
  ['fireworks', 'fireworks_ai'],
  ['moonshotai', 'moonshot'],
  ['zhipuai', 'zhipu'],
]);

/** What the AI SDK puts behind a provider for the interface of it that is used. */
const endings = ['.chat', '.messages', '.responses', '.completion', '.embedding', '.textEmbedding', '.image', '.anthropic'];

const remembered = new Map<string, string>();
const maxRemembered = 1_000;

/** The product's name of a provider; one that is not known is given in lower case. */
export function providerName(sent: string): string {
  const done = remembered.get(sent);
  if (done !== undefined) return done;
  const ending = endings.find((candidate) => sent.endsWith(candidate));
  const lower = (ending === undefined ? sent : sent.slice(0, -ending.length)).trim().toLowerCase();
  const name = known.get(lower) ?? lower;
  if (remembered.size < maxRemembered) remembered.set(sent, name);
  return name;
}
