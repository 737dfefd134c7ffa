import type { Rejected } from 'importer/batches';
import { kinds, type KindCounts, type Reading, type Remarks, type Run, type RunProblem, type Trial } from './engine/types.ts';

type Numbers = (count: number) => string;

/** `3 messages, 1 evaluation`; null: nothing. */
function triedWords(counts: Trial['counts'], number: Numbers): string | null {
  const words = kinds.filter((kind) => counts[kind] > 0).map((kind) => counted(counts[kind], kind, number));
  return words.length === 0 ? null : words.join(', ');
}

/** `3 messages (2 new, 1 known)`; null: nothing. */
function sentWords(counts: KindCounts, number: Numbers): string | null {
  const words = kinds.flatMap((kind) => {
    const { accepted, updated } = counts[kind];
    if (accepted + updated === 0) return [];
    const known = updated === 0 ? '' : ` (${number(accepted)} new, ${number(updated)} known)`;
    return [`${counted(accepted + updated, kind, number)}${known}`];
  });
  return words.length === 0 ? null : words.join(', ');
}

const counted = (count: number, kind: string, number: Numbers): string => `${number(count)} ${kind}${count === 1 ? '' : 's'}`;

const states: Readonly<Record<Run['state'], string>> = {
  running: 'Importing',
  done: 'Imported',
  stopped: 'Stopped; imported before',
  failed: 'Not finished; imported before',
};

/** `Imported: 3 messages. 1 row refused.` */
export const runWords = ({ state, counts, rejectedCount }: Run, number: Numbers): string =>
  `${states[state]}: ${sentWords(counts, number) ?? 'nothing'}.${rejectedCount === 0 ? '' : ` ${counted(rejectedCount, 'row', number)} refused.`}`;

/** What stands before the import. */
export function trialWords({ counts, isWhole, rejectedCount }: Trial, tried: Numbers): string {
  const what = triedWords(counts, tried) ?? 'nothing';
  const refused = rejectedCount === 0 ? '' : ` ${counted(rejectedCount, 'row', tried)} of them cannot be read.`;
  return isWhole ? `The file holds ${what}.${refused.replace(' of them', '')}` : `The first records of the file hold ${what}.${refused}`;
}

/** `Line 3: externalId is missing`. */
export const rejectedWords = ({ line, field, reason }: Rejected): string =>
  `${line === 0 ? 'The file' : `Line ${line}`}${field === '' ? ' ' : `: ${field} `}${reason}`;

/** What reading came upon, as sentences. */
export function remarkWords({ remarks, faultyLines }: Remarks, encoding: string): readonly string[] {
  const lines =
    faultyLines.length === 0
      ? []
      : [`Bytes that are not ${encoding} are read as \ufffd, in ${faultyLines.length === 1 ? 'line' : 'lines'} ${faultyLines.join(', ')}.`];
  return [...remarks.map((text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`), ...lines];
}

/** What ended an import. */
export function problemWords({ kind, message }: RunProblem): string {
  if (kind === 'UNANSWERED')
    return 'The server does not answer. What was imported is kept; import the file again once it does, and nothing comes twice.';
  if (kind === 'KEY') return 'The server does not let this browser in.';
  return message;
}

/** Why a file cannot be read at all; null: it can. */
export function refusalOf({ name, isEmpty, isPriceTable, ways }: Reading): string | null {
  if (isEmpty) return `${name} is empty.`;
  if (isPriceTable) return `${name} is a table of prices.`;
  if (ways.length > 0) return null;
  if (/\.(gz|zip|zst|xz|bz2|7z)$/i.test(name)) return `${name} is compressed. Unpack it first.`;
  return `The format of ${name} is not known, and it has no rows with columns.`;
}
