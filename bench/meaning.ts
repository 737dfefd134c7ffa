import { robustspot } from './meaning/robustspot.ts';

/** What each option measures; an option takes what is behind it. */
const options: Readonly<Record<string, { readonly takes: string; readonly run: (given: readonly string[]) => Promise<void> | void }>> = {
  '--robustspot': { takes: 'DIR', run: robustspot },
};

/** What is found in the meaning of messages, and causes of changes, beside public data with known answers. The last line is for programs. */
export async function run(parts: readonly string[]): Promise<void> {
  const [option = '', ...given] = parts;
  const bench = options[option];
  if (bench === undefined || given.length === 0) {
    const known = Object.entries(options).map(([name, { takes }]) => `${name} ${takes}`);
    throw new Error(`bench meaning takes one of: ${known.join(' · ')}; it was given ${parts.join(' ') || 'nothing'}`);
  }
  await bench.run(given);
}
