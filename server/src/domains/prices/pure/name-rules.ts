import { knownProvider } from '../../models/pure/provider.ts';

/** Another name of a model, and the rule that gives it. */
export interface OtherName {
  readonly name: string;
  /** In words. */
  readonly rule: string;
  /** The provider that the notation names. */
  readonly at?: string;
}

/** The model in another notation. `providers`: those known so far, '' for any. */
type Rewrite = (name: string, providers: readonly string[]) => readonly OtherName[];
/** A relative of the model: another release, quantisation or route of it. */
type Relative = (name: string) => readonly OtherName[];

const none: readonly OtherName[] = [];
const one = (name: string, rule: string, at?: string): readonly OtherName[] => [{ name, rule, ...(at !== undefined && { at }) }];
/** What was taken off before the rest, or behind it. */
const before = (name: string, rest: string): string => name.slice(0, -rest.length);
const behind = (name: string, rest: string): string => name.slice(rest.length);

/** "arn%3Aaws%3Abedrock…": names travel in addresses. */
const decoded: Rewrite = (name) => {
  if (!/%(?:2f|3a)/i.test(name)) return none;
  try {
    return one(decodeURIComponent(name), 'it is decoded');
  } catch {
    return none;
  }
};

/** Other resources (application profiles, provisioned throughput, custom models) have ids that say nothing of the model. */
const arn: Rewrite = (name) => {
  const id = /^(?:arn:aws[a-z-]*:bedrock:[^:]*:\d*:)?(?:foundation-model|inference-profile)\/(.+)$/i.exec(name)?.[1];
  return id === undefined ? none : one(id, 'the ARN ends with it', 'bedrock');
};

const googleFolder =
  /^(?:(?:https?:)?\/\/[^/]*googleapis\.com\/)?(?:v\d\w*\/)?(?:projects\/[^/]+\/)?(?:locations\/[^/]+\/)?(?:publishers\/[^/]+\/)?$/i;
/** Google's paths, also in an address and with the method behind the name; those of Fireworks and Azure. */
const path: Rewrite = (name) => {
  const [, folder = '', model] = /^(.*\/)?models\/([^/:]+)(?::\w+)?$/i.exec(name) ?? [];
  if (model !== undefined && googleFolder.test(folder))
    return one(model, 'the path ends with it', /(?:projects|publishers)\//i.test(folder) ? 'vertex_ai' : 'gemini');
  if (model !== undefined && /^accounts\/fireworks\/$/i.test(folder)) return one(model, 'the path ends with it', 'fireworks_ai');
  const deployment = /(?:^|\/)deployments\/([^/?]+)/i.exec(name)?.[1];
  return deployment === undefined ? none : one(deployment, 'the path names the deployment', 'azure');
};

/** Providers before the name, as gateways, SDKs and registries write them: "openai/gpt-4o", "openai:gpt-4o". */
const provider: Rewrite = (name) => {
  const [, prefix = '', rest] = /^([^/:]+)[/:](.+)$/s.exec(name) ?? [];
  const known = knownProvider(prefix);
  return rest === undefined || known === null ? none : one(rest, `${prefix} is a provider`, known);
};

const routes =
  /^(?:converse|converse_like|invoke|responses|chat|completion|global|global-standard|us|eu|apac|(?:us|eu|ap|ca|sa|me|af|il|mx)(?:-gov)?-[a-z]+-?\d+|[a-z]+-[a-z]+\d+)\/(.+)$/is;
/** Behind a provider: the region, and the interface that LiteLLM writes there ("bedrock/converse/…", "openai/responses/…"). */
const route: Rewrite = (name, providers) => {
  const rest = providers.every((known) => known === '') ? undefined : routes.exec(name)?.[1];
  return rest === undefined ? none : one(rest, `${before(name, rest)} is a region or an interface`);
};

const makers =
  'ai21|amazon|anthropic|cohere|deepseek|google|luma|meta|minimax|mistral|moonshot|moonshotai|nvidia|openai|qwen|stability|twelvelabs|writer|xai|zai';
const ofMaker = new RegExp(`^(?:([a-z]{2,6}(?:-gov)?)\\.)?((?:${makers})\\.)(.+)$`, 'is');
/**
 * Bedrock's names: "us.anthropic.claude-3-haiku-20240307-v1:0". A profile has a price of its own where its geography is charged otherwise
 * ("global." costs less than the others), in each of its forms.
 */
const bedrock: Rewrite = (name) => {
  const [, geography, maker, model] = ofMaker.exec(name) ?? [];
  if (geography === undefined) return formsAtBedrock(name, maker, model);
  return [
    ...one(name, `${geography}. names a profile of Bedrock`, 'bedrock'),
    ...one(name.slice(geography.length + 1), `${geography} is a geography`, 'bedrock'),
    ...formsAtBedrock(name, maker, undefined),
  ];
};

function formsAtBedrock(name: string, maker: string | undefined, model: string | undefined): readonly OtherName[] {
  const [, bare, version = '', revision = '', length] = /^(.+?)(-v\d+)?(:\d+)?(:\w+)?$/is.exec(name) ?? [];
  if (bare === undefined || (maker === undefined && (version === '' || revision === ''))) return none;
  const form = (rest: string): OtherName => ({ name: rest, rule: `${behind(name, rest)} is its form at Bedrock`, at: 'bedrock' });
  return [
    ...(length === undefined ? [] : [form(bare + version + revision)]),
    ...(revision === '' ? [] : [form(bare + version)]),
    ...(version === '' ? [] : [form(bare)]),
    ...(maker === undefined || model === undefined ? [] : one(model, `${maker} is its maker`, 'bedrock')),
  ];
}

/** Vertex AI's releases: "claude-3-haiku@20240307", "gemini-1.5-pro@002". */
const release: Rewrite = (name) => {
  const [, model, of = ''] = /^(.+)@([\w.-]+)$/.exec(name) ?? [];
  if (model === undefined) return none;
  if (/^(?:latest|default)$/i.test(of)) return one(model, `@${of} is no release`);
  // "claude-3-5-sonnet-v2@20241022": the date alone tells the release elsewhere.
  const bare = /^(.+)-v\d+$/.exec(model)?.[1];
  const dated = one(`${model}-${of}`, `@${of} is -${of} elsewhere`);
  return bare === undefined ? dated : [...dated, ...one(`${bare}-${of}`, `${behind(name, bare)} is -${of} elsewhere`)];
};

/** OpenAI's "ft:BASE:organisation:suffix:id", Azure's "BASE.ft-id": priced as "ft:BASE", which is not the price of the base. */
const fineTuned: Rewrite = (name) => {
  const base = /^(ft:[^:]+):/i.exec(name)?.[1];
  if (base !== undefined) return one(base, 'a fine-tuned model is priced by its base');
  const ofAzure = /^(.+)\.ft-[0-9a-f]{6,}(?:[.-].*)?$/i.exec(name)?.[1];
  return ofAzure === undefined ? none : one(`ft:${ofAzure}`, 'a fine-tuned model is priced by its base');
};

/** The name of a deployment at Azure could not have a dot. */
const withoutDot: Rewrite = (name) =>
  /^(?:ft:)?gpt-35(?:-|$)/i.test(name) ? one(name.replace(/gpt-35/i, 'gpt-3.5'), 'gpt-35 is gpt-3.5 elsewhere') : none;

/** Claude Code's "claude-opus-4[1m]". */
const contextLength: Rewrite = (name) => {
  const model = /^(.+)\[\d+[km]\]$/i.exec(name)?.[1];
  return model === undefined ? none : one(model, `${behind(name, model)} is a length of context`);
};

/** Every rule for the same model, in the order in which they are tried. */
export const rewrites: readonly Rewrite[] = [decoded, contextLength, arn, path, provider, route, bedrock, release, fineTuned, withoutDot];

/** The name under which the price of every variant stands that costs nothing. */
export const freeVariants = '*:free';
/** What OpenRouter takes behind a name. */
const routing: Relative = (name) => {
  const [, model, way = ''] = /^(.+):(beta|exacto|extended|floor|free|nitro|online|thinking)$/i.exec(name) ?? [];
  if (model === undefined) return none;
  return way.toLowerCase() === 'free' ? one(freeVariants, 'a :free variant costs nothing') : one(model, `:${way} is a way to route it`);
};

const quantisations =
  /^(.+?)[-_:](?:fp(?:4|8|16)(?:-dynamic)?|nvfp4|mxfp4|bf16|int[48]|w\d+a\d+|i?q\d(?:_[0-9a-z]+){0,2}|awq|gptq|gguf|[48]-?bit|bnb-[48]bit)$/i;
const quantisation: Relative = (name) => {
  const model = quantisations.exec(name)?.[1];
  return model === undefined ? none : one(model, `${behind(name, model)} is a quantisation`);
};

/** 2024-07-18, 20240307, 05-20, 05-2024, 2402, 0613, 002. */
const releases = /^(.+?)[-_](?:20\d{2}-\d{2}-\d{2}|20\d{6}|\d{2}-20\d{2}|\d{2}-\d{2}|2[3-9](?:0[1-9]|1[0-2])|(?:0\d|1[0-2])[0-3]\d|00\d)$/;
const dated: Relative = (name) => {
  const model = releases.exec(name)?.[1];
  return model === undefined ? none : one(model, `${behind(name, model)} is a release`);
};

const latest: Relative = (name) => {
  const model = /^(.+)-latest$/i.exec(name)?.[1];
  if (model !== undefined) return one(model, '-latest is its newest release');
  return name === freeVariants || releases.test(name) ? none : one(`${name}-latest`, 'its newest release is -latest');
};

/** Every rule for a relative, in the order in which they are tried. */
export const relatives: readonly Relative[] = [routing, quantisation, dated, latest];
