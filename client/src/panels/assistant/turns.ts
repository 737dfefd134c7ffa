import type { AssistantTurnPartsFragment } from '../../graphql/generated/graphql.ts';

export type Part = AssistantTurnPartsFragment['parts'][number];
type TextPart = Extract<Part, { __typename: 'AssistantText' }>;
export type ToolPart = Extract<Part, { __typename: 'AssistantToolUse' }>;

/** A turn as it is shown. `versions`: ids of the turns that were asked in its place, oldest first; absent: not known yet. */
export interface ShownTurn extends AssistantTurnPartsFragment {
  readonly versions?: readonly { readonly id: string }[];
}

/**
 * Turns of the conversation as they are now: what came by a subscription or an act is newer than what the query has, except that a turn which
 * has ended does not run again. `replaced`: turns that another was asked in place of.
 */
export function mergedTurns(
  asked: readonly ShownTurn[],
  known: ReadonlyMap<string, AssistantTurnPartsFragment>,
  replaced: readonly string[],
  conversationId: string,
): ShownTurn[] {
  const held = asked.filter(({ id }) => !replaced.includes(id));
  const came = [...known.values()].filter(
    ({ id, conversation }) => conversation.id === conversationId && !asked.some((turn) => turn.id === id) && !replaced.includes(id),
  );
  return [...held.map((turn) => newer(turn, known.get(turn.id))), ...came];
}

function newer(turn: ShownTurn, came: AssistantTurnPartsFragment | undefined): ShownTurn {
  if (came === undefined || (came.status === 'RUNNING' && turn.status !== 'RUNNING')) return turn;
  return { ...turn, ...came };
}

/** Whether a part can be seen: a text may be empty while it is written, or stay so. */
export const isShown = (part: Part): boolean => part.__typename !== 'AssistantText' || part.text.trim() !== '';

/**
 * Parts as they are shown. Where a program has answered, the result of its tool says all that the text repeats of it: of the text stays why that
 * tool was run, before it; of a command nothing.
 */
export function shownParts({ kind, parts }: Pick<ShownTurn, 'kind' | 'parts'>): readonly Part[] {
  if (kind === 'MODEL' || !parts.some((part) => part.__typename === 'AssistantToolUse')) return parts;
  const others = parts.filter((part) => part.__typename !== 'AssistantText');
  const reasons = kind === 'COMMAND' ? [] : parts.filter((part) => part.__typename === 'AssistantText').slice(0, 1);
  return [...reasons.map(firstParagraph), ...others];
}

function firstParagraph(part: TextPart): TextPart {
  const text = part.text.split('\n\n', 1)[0] ?? '';
  return { ...part, text, numbers: part.numbers.filter(({ end }) => end <= text.length) };
}

const failureTitles: Readonly<Record<string, string>> = {
  NO_MODEL: 'No language model is connected',
  MODEL_NOT_FOUND: 'The model is not there',
  BUDGET_SPENT: 'The budget of the day is spent',
  KEY_REFUSED: 'The server of the model refuses the key',
  KEY_UNREADABLE: 'The key can’t be read',
  RATE_LIMITED: 'The server of the model asks to wait',
  REQUEST_REFUSED: 'The server of the model refused the request',
  SERVER_FAILED: 'The server of the model failed',
  UNREACHABLE: 'The server of the model can’t be reached',
  ADDRESS_REFUSED: 'The address of the model’s server is not allowed',
  NO_ANSWER: 'The model sent nothing',
  STALLED: 'The model stopped in the middle',
  TOO_LONG: 'The answer was not done in time',
  CUT_OFF: 'The connection to the model was cut',
  LOOP: 'The model went in circles',
  NO_END: 'The model found no end',
  LOST: 'The answer was lost',
  INTERNAL: 'Something went wrong',
};

export const failureTitle = (code: string | null | undefined): string => failureTitles[code ?? ''] ?? 'There is no whole answer';

/** What connecting, or another connection, would mend. */
export const isAboutConnection = (code: string | null | undefined): boolean =>
  ['NO_MODEL', 'MODEL_NOT_FOUND', 'KEY_REFUSED', 'KEY_UNREADABLE', 'UNREACHABLE', 'ADDRESS_REFUSED', 'BUDGET_SPENT'].includes(code ?? '');

/** One sentence for those who do not see the page. */
export function spokenState({ status, parts }: ShownTurn): string {
  switch (status) {
    case 'RUNNING': {
      const tool = parts.findLast((part) => part.__typename === 'AssistantToolUse');
      return tool?.__typename === 'AssistantToolUse' && tool.state === 'RUNNING' ? `Runs ${tool.title}` : 'The answer is being made';
    }
    case 'DONE':
      return parts.some((part) => part.__typename === 'AssistantProposal' && part.cardState === 'OPEN')
        ? 'The answer is there, with a change to confirm or decline'
        : 'The answer is there';
    case 'STOPPED':
      return 'Stopped';
    case 'FAILED':
      return 'There is no whole answer';
    default:
      return status satisfies never;
  }
}
