import { fillSlots, slotFiller, type Filled } from '../../assistant-tools/pure/slots.ts';
import type { ToolResult } from '../../assistant-tools/types.ts';
import type { TextNumber, TextPart } from '../types.ts';
import { safeMarkdown } from './safe-markdown.ts';

export type CellsOf = readonly Pick<ToolResult, 'handle' | 'facts' | 'table'>[];

export interface CheckedText extends TextPart {
  /** What is wrong with the sentences that are not shown, for the model. */
  readonly problems: readonly string[];
}

/** Stands for what is not shown. */
const withheldMark = '*[A sentence is not shown: it states a number that stands in no result.]*';

/** Of a line it is not the beginning, so that "12." in it is no number of a list. */
const notAtStart = '· ';

/** Checks the text of a model as far as it has come: `end: 'stop'` leaves out all that follows what is not proven, as long as the model still writes. */
export type AnswerCheck = (text: string, results: CellsOf, end: 'mark' | 'stop') => CheckedText;

/**
 * The text of a model with its slots filled. Sentences that state a number which stands in no result, or that name a cell which is none, are left
 * out. A text that grows is checked again and again: a sentence that was checked over the same results is not read again. A list of results is
 * replaced where one is added.
 *
 * `known`  texts whose numbers may be repeated: what was asked.
 * `named`  names that hold digits and may be written: of the models that are connected.
 */
export function answerCheck(known: readonly string[], named: readonly string[] = []): AnswerCheck {
  const fill = slotFiller(known, named);
  let over: CellsOf | null = null;
  const sentences = new Map<string, Filled>();
  return (text, results, end) => {
    if (over !== results) sentences.clear();
    over = results;
    return checkedWith(text, end, (sentence) => {
      let filled = sentences.get(sentence);
      if (filled === undefined) {
        if (sentences.size >= mostRemembered) sentences.clear();
        sentences.set(sentence, (filled = fill(sentence, results)));
      }
      return filled;
    });
  };
}

/** Sentences, and the beginnings of the last one. */
const mostRemembered = 2_000;

function checkedWith(text: string, end: 'mark' | 'stop', fill: (sentence: string) => Filled): CheckedText {
  let shown = '';
  const numbers: TextNumber[] = [];
  const problems: string[] = [];
  let withheldCount = 0;
  let isMarked = false;
  for (const { sentence, isLineStart } of sentencesOf(safeMarkdown(end === 'stop' ? withoutTail(text) : text))) {
    const lead = isLineStart ? '' : notAtStart;
    const filled = fill(lead + sentence);
    if (filled.problems.length === 0) {
      let at = lead.length;
      for (const { start, end: last, handle, cell } of filled.slots) {
        shown += filled.text.slice(at, start);
        // A cell may hold text that others wrote.
        const value = safeMarkdown(filled.text.slice(start, last).replaceAll(/\s+/g, ' '));
        numbers.push({ start: shown.length, end: shown.length + value.length, handle, cell });
        shown += value;
        at = last;
      }
      shown += filled.text.slice(at);
      isMarked = false;
      continue;
    }
    problems.push(...filled.problems.map(({ message }) => message));
    if (end === 'stop') break;
    withheldCount += 1;
    if (!isMarked) shown += `${withheldMark}${/\s*$/.exec(sentence)?.[0] ?? ''}`;
    isMarked = true;
  }
  return { kind: 'text', text: shown, numbers, withheldCount, problems };
}

/** A text of our own code with its slots filled: its other digits are ours. */
export function filledText(text: string, results: CellsOf): TextPart {
  const { text: filled, slots } = fillSlots(text, results);
  let shown = '';
  let at = 0;
  const numbers: TextNumber[] = [];
  for (const { start, end, handle, cell } of slots) {
    shown += filled.slice(at, start);
    const value = safeMarkdown(filled.slice(start, end).replaceAll(/\s+/g, ' '));
    numbers.push({ start: shown.length, end: shown.length + value.length, handle, cell });
    shown += value;
    at = end;
  }
  return { kind: 'text', text: shown + filled.slice(at), numbers, withheldCount: 0 };
}

/** Sentences and lines, each with the white space that follows: together they are the text. */
function sentencesOf(text: string): { sentence: string; isLineStart: boolean }[] {
  const sentences: { sentence: string; isLineStart: boolean }[] = [];
  let isLineStart = true;
  for (const sentence of text.split(/(?<=[.!?…]["')\]*_]*\s+(?=[^\s\d]))|(?<=\n)/u)) {
    if (sentence === '') continue;
    sentences.push({ sentence, isLineStart });
    isLineStart = sentence.endsWith('\n');
  }
  return sentences;
}

/** Without what may be half a slot, half a number, or half an address: it is shown with what comes next. "one" is a number by what follows. */
const withoutTail = (text: string): string =>
  text.replace(/(?:\{\{?[^{}]*\}?|!?\[[^\]]*(?:\]\([^)]*)?|<[^<>]*|[^\s{}]*)$/, '').replace(/\bone\s+$/i, '');
