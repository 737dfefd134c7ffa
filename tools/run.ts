import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a program in the project's root, its words passed on as they come (or only kept, when `quiet`). */
export async function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; quiet?: boolean; env?: NodeJS.ProcessEnv } = {},
): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: options.cwd ?? ROOT,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (options.quiet !== true) process.stdout.write(chunk);
    });
  }
  const code = await new Promise<number>((resolve) => {
    child.once('close', (status) => resolve(status ?? 1));
    child.once('error', (error) => {
      output += String(error);
      resolve(127);
    });
  });
  return { code, output };
}
