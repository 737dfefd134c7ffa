import { BadInput, DomainError } from '../../platform/graphql/errors.ts';

/** A prompt, or what is to become of one, that cannot be saved as given. */
export class BadPrompt extends BadInput {
  override readonly code = 'BAD_PROMPT';
}

/** What a prompt refers to cannot be put in its place: a circle, too many steps, or a prompt that there is not. */
export class PromptReference extends DomainError {
  readonly code = 'PROMPT_REFERENCE';
}
