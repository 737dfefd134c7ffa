import { knownProvider } from '../../models/pure/provider.ts';
import { relatives, rewrites, type OtherName } from './name-rules.ts';

/** A name to look a model's price up by. */
export interface NameVariant {
  readonly name: string;
  /** Where to look, best first; '' is the price at any provider. */
  readonly providers: readonly string[];
  /** The rules that lead here from the name as sent, in words; empty: as sent. */
  readonly by: readonly string[];
  /** Whether it names another release, quantisation or route of the model. */
  readonly isRelative: boolean;
}

/** More names than this say no more of a model. */
const maxVariants = 64;
const noAliases: ReadonlyMap<string, string> = new Map();

/**
 * The names to look a model's price up by, best first: the name as sent, then the same model in other notations (without the provider
 * before it, the ARN or the path around it, its region …), then its relatives (without the date of its release …). Each is made by a rule
 * of name-rules.ts from one before it, and says by which. No nearest name is guessed.
 *
 * A prefix is a provider only where a known one is called so: `acme/gpt-4o` is a model of acme's. Where a message names acme as its
 * provider, a price of gpt-4o at acme holds for it, and no other price of gpt-4o.
 *
 * `aliases`  models by their aliases in lower case, such as the names of deployments, as people entered them.
 */
export function nameVariants(model: string, provider: string, aliases = noAliases): readonly NameVariant[] {
  if (model === '') return [];
  const sent: NameVariant = { name: model, providers: provider === '' ? [''] : [provider, ''], by: [], isRelative: false };
  const found = new Map([[keyOf(sent), sent]]);
  const add = (from: NameVariant, { name, rule, at }: OtherName, isRelative: boolean): void => {
    const providers = at === undefined || from.providers.includes(at) ? from.providers : [...from.providers.slice(0, -1), at, ''];
    const variant: NameVariant = { name, providers, by: [...from.by, rule], isRelative };
    if (found.size < maxVariants && !found.has(keyOf(variant))) found.set(keyOf(variant), variant);
  };
  // What is added to a map while it is read is read too.
  for (const variant of found.values()) {
    const aliased = aliases.get(variant.name.toLowerCase());
    if (aliased !== undefined) add(variant, { name: aliased, rule: `${variant.name} is its alias` }, false);
    for (const rewrite of rewrites) for (const other of rewrite(variant.name, variant.providers)) add(variant, other, false);
  }
  for (const variant of found.values())
    for (const relative of relatives) for (const other of relative(variant.name)) add(variant, other, true);
  const [first, ...others] = found.values();
  return [...(first === undefined ? [] : [first]), ...namesOfOwner(model, provider), ...others];
}

/** A model that the provider of its message serves under its own name: it has a price at that provider only. */
function namesOfOwner(model: string, provider: string): NameVariant[] {
  if (provider === '' || knownProvider(provider) !== null || !model.toLowerCase().startsWith(`${provider.toLowerCase()}/`)) return [];
  const name = model.slice(provider.length + 1);
  return name === '' ? [] : [{ name, providers: [provider], by: [`${provider} is its provider`], isRelative: false }];
}

/** Upper and lower case are one (book.ts). */
const keyOf = ({ name, providers }: NameVariant): string => `${name.toLowerCase()}\u0000${providers.join('\u0000')}`;
