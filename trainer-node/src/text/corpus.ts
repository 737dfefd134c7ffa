import { readFileSync } from 'node:fs';
import { samplesOf, type Sample } from '../run/samples.ts';
import type { Settings } from '../run/settings.ts';
import type { RowTokens } from './batches.ts';
import { generatedText } from './generated.ts';
import { PROMPT_END, ROW_END, type Row } from './rows.ts';
import { encode, type Tokenizer } from './tokenizer.ts';

/** What is trained on, what is held back, and what the model is asked. */
export interface Corpus {
  /** The text that the tokens are learned from, and without rows trained on. */
  readonly learned: string;
  readonly held: string;
  /** Null: the text is trained on as it is. */
  readonly rows: { readonly learned: readonly Row[]; readonly held: readonly Row[] } | null;
  /** Asked at the end of every epoch. */
  readonly samples: readonly Sample[];
  /** Asked after the last step: every row; empty: the samples alone. */
  readonly asked: readonly Sample[];
  /** Where an answer ends. */
  readonly end: string;
}

const joined = (rows: readonly Row[]): string =>
  rows.map(({ prompt, completion }) => `${prompt}${PROMPT_END}${completion}${ROW_END}`).join('');

/** Rows as tokens. A sequence that begins at the last row goes on with the first ones: `length` tokens more. */
export function tokensOfRows(tokenizer: Tokenizer, rows: readonly Row[], length: number): RowTokens {
  const tokens: number[] = [];
  const isPrompt: number[] = [];
  const starts: number[] = [];
  const add = (text: string, isOfPrompt: 0 | 1): void => {
    for (const token of encode(tokenizer, text)) {
      tokens.push(token);
      isPrompt.push(isOfPrompt);
    }
  };
  for (let more = false; !more || tokens.length < (starts.at(-1) ?? 0) + length + 2; more = true)
    for (const { prompt, completion } of rows) {
      if (!more) starts.push(tokens.length);
      add(`${prompt}${PROMPT_END}`, 1);
      add(`${completion}${ROW_END}`, 0);
    }
  return { tokens: Int32Array.from(tokens), starts, isPrompt: Uint8Array.from(isPrompt) };
}

const sampleOf = ({ prompt, completion, position }: Row): Sample => ({
  prompt,
  asked: `${prompt}${PROMPT_END}`,
  reference: completion,
  sampleIndex: position,
});

/**
 * Rows: those of the split `train` (`train_split`) are trained on, or all where none is in it; those of `held_out` (`eval_split`) are held
 * back, or the last ones (`eval_share`). Without rows a text: the file, or one that is made.
 */
export function corpusOf(settings: Settings, rows: readonly Row[]): Corpus {
  if (rows.length === 0) return ofText(settings);
  const inSplit = (name: string): Row[] => rows.filter(({ split }) => split === name);
  const named = inSplit(settings.train_split);
  const trained = named.length > 0 ? named : rows;
  const apart = named.length > 0 ? inSplit(settings.eval_split) : [];
  const cut = Math.max(1, Math.floor(trained.length * (1 - settings.eval_share)));
  const [learned, held] = apart.length > 0 ? [trained, apart] : [trained.slice(0, cut), trained.slice(cut)];
  const kept = held.length > 0 ? held : learned;
  return {
    learned: joined(learned),
    held: joined(kept),
    rows: { learned, held: kept },
    samples: kept.slice(0, settings.sample_count).map(sampleOf),
    asked: rows.map(sampleOf),
    end: ROW_END,
  };
}

function ofText(settings: Settings): Corpus {
  const text = settings.text === '' ? generatedText(settings.text_lines, settings.seed) : readFileSync(settings.text, 'utf8');
  const share = Math.floor(text.length * (1 - settings.eval_share));
  const cut = text.lastIndexOf('\n', share) + 1 || share;
  const held = text.slice(cut);
  return { learned: text.slice(0, cut), held, rows: null, samples: samplesOf(held, settings.sample_count), asked: [], end: '\n' };
}
