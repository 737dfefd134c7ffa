import type { ChatTurn, DatasetRow } from '../../types.ts';
import { askedAndWanted, joinedTexts, textOf } from '../row-texts.ts';

/** What can be wrong with one row. */
export const rowIssueKinds = [
  'EMPTY_PROMPT',
  'EMPTY_ANSWER',
  'PLACEHOLDER',
  'WRONG_ROLES',
  'TEMPLATE_LEAK',
  'BROKEN_TEXT',
  'MARKUP',
  'REPETITION',
  'TRUNCATED_ANSWER',
  'REFUSAL',
  'EQUAL_PREFERENCE',
  'ECHO',
] as const;
export type RowIssueKind = (typeof rowIssueKinds)[number];

/** Issues that make the text of a row unfit as it is: they count as noise. */
export const noiseKinds: ReadonlySet<RowIssueKind> = new Set<RowIssueKind>([
  'TEMPLATE_LEAK',
  'BROKEN_TEXT',
  'MARKUP',
  'REPETITION',
  'TRUNCATED_ANSWER',
  'REFUSAL',
  'ECHO',
]);
/** Issues of parts that lack: they count against completeness. */
export const missingKinds: ReadonlySet<RowIssueKind> = new Set<RowIssueKind>(['EMPTY_PROMPT', 'EMPTY_ANSWER', 'PLACEHOLDER']);
/** Issues of the form: they count against consistency. */
export const formKinds: ReadonlySet<RowIssueKind> = new Set<RowIssueKind>(['WRONG_ROLES', 'EQUAL_PREFERENCE']);

/** Texts that stand for a missing one. */
const placeholder =
  /^(?:n\/?a|none|null|nil|undefined|nan|tbd|todo|to do|\?+|-+|\.{1,3}|lorem ipsum.*|insert .* here|\[.*(?:here|placeholder).*\])$/i;
/** Marks of chat templates, which a trainer adds itself. */
const template =
  /<\|(?:im_start|im_end|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|user|assistant|system)\|>|\[\/?INST\]|<<\/?SYS>>|<\/?(?:start|end)_of_turn>|^#{2,3} (?:Instruction|Response|Input):/m;
/** What UTF-8 becomes that was read as Latin-1, and what decoders put for bytes that they could not read. */
// oxlint-disable-next-line no-control-regex
const broken = /\ufffd|Ã[\u0080-\u00bf©¨¤¶¼Ÿ]|â€[™œ“”¦]|[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;
const markup = /<(?:div|span|br|p|td|tr|table|script|style|a href|li|ul)\b[^>]*>|&(?:nbsp|amp|lt|gt|quot|#39);/i;
const repeated = /(.)\1{24,}|(\b\w{3,}\b)(?:\W+\2\b){7,}/;
const refusal =
  /^(?:I['’]m sorry,? but|I apologi[sz]e,? but|As an AI(?: language model)?|I can(?:['’]t|not) (?:assist|help|comply|fulfil+)|I['’]m (?:unable|not able) to|Sorry, (?:but )?I can(?:['’]t|not))/i;
/** How a text of prose or code ends that is whole. */
const whole = /[.!?…。！？"'”’)\]}>:;*`~|\p{Emoji_Presentation}]\s*$/u;
/** Below it, an answer need not end with a sign. */
const longAnswer = 200;

/** What is wrong with a row: each kind once. */
export function issuesOfRow(row: DatasetRow): RowIssueKind[] {
  const { prompt, answer, rejected } = askedAndWanted(row);
  const asked = joinedTexts(prompt).trim();
  const wanted = joinedTexts(answer).trim();
  const isText = row.kind === 'PLAIN' && prompt.length === 0;
  const isPromptAlone = answer.length === 0 && (row.kind === 'CHAT' || row.kind === 'PLAIN');
  const callsTools = answer.some(({ tool_calls: calls }) => calls !== undefined);
  const texts = `${asked}\n${wanted}\n${joinedTexts(rejected)}`;
  const issues: [RowIssueKind, boolean][] = [
    ['EMPTY_PROMPT', asked === '' && !isText],
    ['EMPTY_ANSWER', wanted === '' && !isPromptAlone && !callsTools],
    ['PLACEHOLDER', placeholder.test(wanted) || (placeholder.test(asked) && asked !== '')],
    ['WRONG_ROLES', row.messages !== undefined && hasWrongRoles(row.messages, row.kind === 'CHAT')],
    ['TEMPLATE_LEAK', template.test(texts)],
    ['BROKEN_TEXT', broken.test(texts)],
    ['MARKUP', markup.test(wanted)],
    ['REPETITION', repeated.test(wanted)],
    ['TRUNCATED_ANSWER', wanted.length > longAnswer && !callsTools && !whole.test(wanted)],
    ['REFUSAL', refusal.test(wanted)],
    ['EQUAL_PREFERENCE', row.kind === 'PREFERENCE' && wanted === joinedTexts(rejected).trim()],
    ['ECHO', wanted !== '' && wanted === asked],
  ];
  return issues.flatMap(([kind, isSo]) => (isSo ? [kind] : []));
}

/** Turns out of their order: the system not first, two turns of the user in a row, an answer before anything was asked, results of no call. */
function hasWrongRoles(turns: readonly ChatTurn[], isWhole: boolean): boolean {
  const dialogue = turns.filter(({ role }, at) => !(at < 2 && (role === 'system' || role === 'developer')));
  if (dialogue.some(({ role }) => role === 'system' || role === 'developer')) return true;
  if (dialogue[0]?.role === 'assistant' && isWhole) return true;
  return dialogue.some((turn, at) => {
    const before = dialogue[at - 1];
    if (turn.role === 'user') return before?.role === 'user';
    if (turn.role === 'tool') return before === undefined || (before.role !== 'tool' && before['tool_calls'] === undefined);
    return false;
  });
}

/** What a row is about to a reader of lists: the beginning of what it asks. */
export const asksOf = (row: DatasetRow): string => {
  const { prompt, answer } = askedAndWanted(row);
  const last = prompt.findLast(({ role }) => role === 'user') ?? answer.at(-1);
  return textOf(last?.content).slice(0, 200);
};
