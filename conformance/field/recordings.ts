import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../e2e/server.ts';
import type { Document, Sent } from './tap.ts';

/** What a client sent: one request a line, in its order, without anything of the machine that it ran on. */
export const RECORDED = join(ROOT, 'conformance/recorded');
const recordingOf = (name: string): string => join(RECORDED, `${name}.jsonl`);

export async function readRecording(name: string): Promise<Sent[]> {
  const text = await readFile(recordingOf(name), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sent);
}

export async function writeRecording(name: string, sent: readonly Sent[], key: string): Promise<void> {
  await writeFile(recordingOf(name), sent.map((one) => `${JSON.stringify(scrubbed(one, key))}\n`).join(''));
}

/** Attributes whose value is about the machine. */
const OF_THE_MACHINE = /^(host|os|process)\.|^service\.instance\.id$/;

/** Paths, addresses, ports, names and keys are replaced; everything else is as it was sent. */
function scrubbed({ signal, path, body }: Sent, key: string): Sent {
  return { signal, path, body: inner(body) as Document };

  function inner(value: unknown): unknown {
    if (typeof value === 'string') return text(value);
    if (Array.isArray(value)) return value.map(inner);
    if (typeof value !== 'object' || value === null) return value;
    const isOfTheMachine = 'key' in value && typeof value.key === 'string' && OF_THE_MACHINE.test(value.key);
    if (isOfTheMachine) return { ...value, value: { stringValue: 'scrubbed' } };
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inner(part)]));
  }

  function text(value: string): string {
    return value
      .replaceAll(key, 'KEY')
      .replaceAll(key.slice(0, 10), 'PUBLIC KEY')
      .replaceAll(/(?:\/[\w.-]+)+\/(?=site-packages\/)/g, '')
      .replaceAll(/(?:\/[\w.-]+)+\/(?=python3\.\d+\/)/g, '')
      .replaceAll(ROOT, '')
      .replaceAll(/127\.0\.0\.1:\d+/g, 'provider.example')
      .replaceAll('127.0.0.1', 'provider.example');
  }
}
