import { BadInput, DomainError } from '../../platform/graphql/errors.ts';
import type { UsedPrompt } from './hooks.ts';

/** A prompt, or what is to become of one, that cannot be saved as given. */
export class BadPrompt extends BadInput {
  override readonly code = 'BAD_PROMPT';
}

/** What a prompt refers to cannot be put in its place: a circle, too many steps, or a prompt that there is not. */
export class PromptReference extends DomainError {
  readonly code = 'PROMPT_REFERENCE';
}

/** What serves the prompt, or the version, still. */
export class PromptInUse extends DomainError {
  readonly code = 'PROMPT_IN_USE';
  constructor({ name, version }: UsedPrompt, uses: readonly string[]) {
    const listed = uses.slice(0, 5).join(', ');
    const more = uses.length > 5 ? ` and ${uses.length - 5} more` : '';
    const what = version === null ? `The prompt "${name}"` : `Version ${version} of the prompt "${name}"`;
    super(`${what} is served by ${listed}${more}. Nothing was deleted: take it out there, or stop what serves it, first.`);
  }
}
