import { Problems } from '../../../platform/ingest/input.ts';
import { Problem } from '../../../platform/ingest/rejection.ts';
import { shown } from '../../../platform/ingest/values.ts';
import { badSchema } from '../pure/json-schema.ts';
import { maxTools, type PlaygroundTool } from '../types.ts';

export interface ToolInput {
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly parameters?: unknown;
}

/** As both APIs take them. */
const nameForm = /^[A-Za-z0-9_-]{1,64}$/;
const maxDescriptionLength = 10_000;

export async function readTools(sent: readonly ToolInput[]): Promise<PlaygroundTool[] | Problem | Problems> {
  if (sent.length > maxTools) return new Problem('tools', `has ${sent.length} tools; at most ${maxTools} are taken`);
  const names = new Set<string>();
  const read: (PlaygroundTool | Problem)[] = [];
  for (const [at, tool] of sent.entries()) {
    const path = `tools[${at}]`;
    read.push(
      names.has(tool.name) ? new Problem(`${path}.name`, `is ${shown(tool.name)}, which another tool has`) : await readTool(tool, path),
    );
    names.add(tool.name);
  }
  const problems = read.filter((tool) => tool instanceof Problem);
  return problems.length > 0 ? new Problems(problems) : (read as PlaygroundTool[]);
}

async function readTool({ name, description, parameters }: ToolInput, path: string): Promise<PlaygroundTool | Problem> {
  if (!nameForm.test(name)) return new Problem(`${path}.name`, `is ${shown(name)}; 1 to 64 letters, digits, "_" and "-" are taken`);
  const words = description ?? '';
  if (words.length > maxDescriptionLength)
    return new Problem(`${path}.description`, `has ${words.length} characters; at most ${maxDescriptionLength} are taken`);
  const schema = parameters ?? { type: 'object', properties: {} };
  const problem = await badSchema(schema);
  return problem === null
    ? { name, description: words, parameters: { type: 'object', ...(schema as object) } }
    : new Problem(`${path}.parameters`, problem);
}
