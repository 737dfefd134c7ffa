import type { Context } from '../../../platform/graphql/context.ts';
import { fail, type NotFound, type Result } from '../../../platform/graphql/errors.ts';
import type { PromptReference } from '../../prompts/errors.ts';
import { BadPlaygroundInput } from '../errors.ts';
import type { PlaygroundDraft } from '../types.ts';
import { draftOfMessage } from './draft-of-message.ts';
import { draftOfPrompt } from './draft-of-prompt.ts';
import { draftOfSpan } from './draft-of-span.ts';

/** What a prompt is taken from: one of the three. */
export interface DraftFrom {
  readonly promptName?: string | null | undefined;
  /** Absent: the newest one. */
  readonly promptVersion?: number | null | undefined;
  readonly traceId?: string | null | undefined;
  readonly spanId?: string | null | undefined;
  readonly messageExternalId?: string | null | undefined;
}

export type DraftContext = Pick<Context, 'stores' | 'viewer'>;
export type Drafted = Result<PlaygroundDraft, BadPlaygroundInput | NotFound | PromptReference>;

/**
 * A prompt as it was used, to be edited and run.
 *
 * Errors  NOT_FOUND; PROMPT_REFERENCE; BAD_PLAYGROUND_INPUT where it is not one thing that is named.
 */
export function draftOf(context: DraftContext, from: DraftFrom): Promise<Drafted> | Drafted {
  const { promptName = null, promptVersion = null, traceId = null, spanId = null, messageExternalId = null } = from;
  const named = [promptName, traceId ?? spanId, messageExternalId].filter((one) => one !== null);
  if (named.length !== 1)
    return fail(
      new BadPlaygroundInput(
        'from',
        `names ${named.length === 0 ? 'nothing' : 'several things'}; a prompt, a span with its trace, or a message is taken`,
      ),
    );
  if (promptName !== null) return draftOfPrompt(context, promptName, promptVersion);
  if (messageExternalId !== null) return draftOfMessage(context, messageExternalId);
  if (traceId === null || spanId === null)
    return fail(
      new BadPlaygroundInput(traceId === null ? 'from.traceId' : 'from.spanId', 'is missing; a span is named by its trace and its own id'),
    );
  return draftOfSpan(context, traceId, spanId);
}
