import { hash } from 'node:crypto';
import { RecentMap } from '../../../platform/ingest/remembered.ts';
import { cleanText } from './check.ts';
import { cutMark, fittedJson } from '../pure/cut.ts';
import type { ChatMessage, Span, SpanText } from '../types.ts';

/** Where a text stands in `contents`: the start of the first span with the text, and the hash of the text. */
export interface PieceRef {
  readonly atUs: number;
  /** 32 hex digits. */
  readonly hash: string;
}

/** A text to be written to `contents`. */
export interface NewPiece extends PieceRef {
  readonly isShared: boolean;
  readonly text: string;
}

export interface SpanPieces {
  readonly input: readonly PieceRef[];
  readonly output: readonly PieceRef[];
  /** Definitions of tools. */
  readonly context: readonly PieceRef[];
  readonly fresh: readonly NewPiece[];
}

/** The longest text of one piece, in UTF-16 code units; the rest is left out, and `cutMark` says so. */
export const maxPieceLength = 1_048_576;

/** How long after it was first stored a text may be named by spans of other traces: their retention differs by no more than this. */
const homeLifeUs = 24 * 3_600 * 1_000_000;
/** Stands in a key where the trace of an own text does. */
const sharedMark = '*';
/** Shared texts come again all day; what a span says itself comes again within its trace, soon or never. */
const sharedCount = 100_000;
const ownCount = 20_000;

/**
 * Finds out which texts of spans are stored already, so that what repeats is stored once: what a prompt repeats (its history, the
 * system's instructions, definitions of tools) once a day in a workspace, what a span says itself once in its trace.
 *
 * Only what is known to be written is named: `learn` is called after the commit. A text that is not remembered (after a restart, or on
 * another server) is written again, which costs space and nothing else.
 */
export class PieceHomes {
  readonly #shared = new RecentMap<number>(sharedCount);
  readonly #own = new RecentMap<number>(ownCount);

  /** The texts of one span as references, and those that have to be written. `pending` holds what the same commit writes already. */
  piecesOf(workspaceId: string, span: Span, pending: Map<string, number>): SpanPieces {
    const fresh: NewPiece[] = [];
    const ownScope = `${workspaceId} ${span.traceId} `;
    const sharedScope = `${workspaceId} ${sharedMark} `;
    const refOf = (text: string, isShared: boolean): PieceRef => {
      const digest = hash('sha256', text, 'hex').slice(0, 32);
      const key = (isShared ? sharedScope : ownScope) + digest;
      const home = pending.get(key) ?? this.#mapOf(isShared).get(key);
      if (home !== undefined && Math.abs(span.startUs - home) < homeLifeUs) return { atUs: home, hash: digest };
      pending.set(key, span.startUs);
      fresh.push({ atUs: span.startUs, hash: digest, isShared, text });
      return { atUs: span.startUs, hash: digest };
    };
    const input = textsOf(span.input);
    const ownFrom = span.input?.form === 'CHAT' ? startOfNews(span.input.messages) : 0;
    return {
      input: input.map((text, place) => refOf(text, place < ownFrom)),
      output: textsOf(span.output).map((text) => refOf(text, false)),
      context: span.tools === null || span.tools.length === 0 ? [] : [refOf(boundedJson(span.tools), true)],
      fresh,
    };
  }

  /** Remembers what a commit has written. */
  learn(pending: ReadonlyMap<string, number>): void {
    for (const [key, atUs] of pending) this.#mapOf(key.includes(sharedMark)).set(key, atUs);
  }

  /** After a deletion: what is remembered may be gone. */
  forget(): void {
    this.#shared.clear();
    this.#own.clear();
  }

  #mapOf(isShared: boolean): RecentMap<number> {
    return isShared ? this.#shared : this.#own;
  }
}

/** Place of the first message that is new in this prompt: after the model's last answer, and no instruction of the system. */
export function startOfNews(messages: readonly ChatMessage[]): number {
  let start = messages.length;
  while (start > 0 && messages[start - 1]?.role !== 'ASSISTANT') start -= 1;
  while (start < messages.length && messages[start]?.role === 'SYSTEM') start += 1;
  return start;
}

function textsOf(text: SpanText | null): string[] {
  if (text === null) return [];
  if (text.form === 'TEXT') return [bounded(cleanText(text.text))];
  if (text.form === 'JSON') return [boundedJson(text.value)];
  return text.messages.map(chatPiece);
}

function chatPiece(message: ChatMessage): string {
  const json = JSON.stringify(message);
  if (json.length <= maxPieceLength) return json;
  // Pictures and files go first, and then the text, inside of its message, so that it still reads as one.
  const { parts, ...rest } = message;
  const room = maxPieceLength - Math.min(JSON.stringify(rest).length, maxPieceLength / 2);
  const fitted = JSON.stringify(parts === undefined ? message : { ...message, parts: fittedJson(parts, room) });
  return fitted.length <= maxPieceLength ? fitted : JSON.stringify(fittedJson(message, maxPieceLength));
}

function boundedJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null';
  if (json.length <= maxPieceLength) return json;
  // What is long without a long text in it is kept as a text, which is no JSON any more.
  return bounded(JSON.stringify(fittedJson(value, maxPieceLength)) ?? 'null');
}

const bounded = (text: string): string =>
  text.length <= maxPieceLength ? text : text.slice(0, maxPieceLength).toWellFormed() + cutMark(text.length);
