import { parseArgs } from 'node:util';

export interface Flags {
  readonly days: number;
  readonly messages: number;
  /** Conversations that begin in a minute, once live. */
  readonly rate: number;
  readonly isLive: boolean;
  /** While it is live a small model is trained. */
  readonly isTraining: boolean;
  /** A loop is closed before it goes live, or without that. */
  readonly isLoop: boolean;
  readonly seed: number;
  /** Of days and messages, those that the caller set. */
  readonly chosen: ReadonlySet<'days' | 'messages'>;
}

/** The command line cannot be used; the message says what is wrong and what is possible. */
export class FlagError extends Error {}

export const flagList = `  --days 30         length of the simulated past, from 1 to 365 days
  --messages 30000  about how many messages it has, from 100 to 5000000
  --rate 2          conversations that begin per minute, live, on average (a message every few seconds); from 0.1 to 600
  --no-live         send the past only, then stop
  --no-training     train no small language model while it is live
  --loop            close the loop once: train a small model on its own failures (about 20 s); live it is done without this flag
  --seed 1          another whole number makes another application beside this one
  --help            this text`;

const ranges = {
  days: { fallback: 30, lowest: 1, highest: 365, isWhole: true },
  messages: { fallback: 30_000, lowest: 100, highest: 5_000_000, isWhole: true },
  rate: { fallback: 2, lowest: 0.1, highest: 600, isWhole: false },
  seed: { fallback: 1, lowest: 0, highest: 999_999_999, isWhole: true },
} as const;

/**
 * Reads the command line; null: help is asked for.
 *
 * Errors  throws `FlagError` for an unknown flag, with the list of those there are, and for a value out of its range.
 */
export function readFlags(args: readonly string[]): Flags | null {
  const values = parse(args.filter((argument) => argument !== '--'));
  if (values.help === true) return null;
  const chosen = new Set((['days', 'messages'] as const).filter((name) => values[name] !== undefined));
  return {
    days: numberOf('days', values.days),
    messages: numberOf('messages', values.messages),
    rate: numberOf('rate', values.rate),
    seed: numberOf('seed', values.seed),
    isLive: values['no-live'] !== true,
    isTraining: values['no-training'] !== true,
    isLoop: values.loop === true,
    chosen,
  };
}

function parse(args: string[]) {
  try {
    const text = { type: 'string' } as const;
    const options = {
      days: text,
      messages: text,
      rate: text,
      seed: text,
      'no-live': { type: 'boolean' },
      'no-training': { type: 'boolean' },
      loop: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    return parseArgs({ args, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    throw new FlagError(`${(error as Error).message.split('. ')[0]}. The flags are:\n${flagList}`);
  }
}

function numberOf(name: keyof typeof ranges, text: string | undefined): number {
  const { fallback, lowest, highest, isWhole } = ranges[name];
  if (text === undefined) return fallback;
  const value = Number(text.replaceAll('_', ''));
  if (text.trim() === '' || !(value >= lowest && value <= highest) || (isWhole && !Number.isInteger(value))) {
    throw new FlagError(`--${name} ${text} cannot be used: it takes a ${isWhole ? 'whole ' : ''}number from ${lowest} to ${highest}.`);
  }
  return value;
}
