import { maxTools, type PlaygroundTool } from '../types.ts';

type Fields = Readonly<Record<string, unknown>>;
const nameForm = /^[A-Za-z0-9_-]{1,64}$/;

/** Tools by their definitions in the forms of the usual APIs and SDKs. One in another form is left out, with a note. */
export function toolsOf(sent: unknown, notes: string[]): PlaygroundTool[] {
  const list: readonly unknown[] = Array.isArray(sent) ? sent : sent === null || sent === undefined ? [] : [sent];
  const tools = new Map<string, PlaygroundTool>();
  for (const one of list) {
    const tool = toolOf(one);
    if (tool !== null && tools.size < maxTools) tools.set(tool.name, tool);
  }
  const leftCount = list.length - tools.size;
  if (leftCount > 0)
    notes.push(
      `${leftCount === 1 ? 'A definition of a tool is' : `${leftCount} definitions of tools are`} left out: double, or in a form that is not known.`,
    );
  return [...tools.values()];
}

function toolOf(sent: unknown): PlaygroundTool | null {
  const outer = fieldsOf(typeof sent === 'string' ? parsed(sent) : sent);
  if (outer === null) return null;
  const inner = fieldsOf(outer['function']) ?? fieldsOf(outer['toolSpec']) ?? fieldsOf(outer['custom']) ?? outer;
  const name = inner['name'] ?? outer['name'];
  if (typeof name !== 'string' || !nameForm.test(name)) return null;
  const schemas = ['parameters', 'input_schema', 'inputSchema', 'parameters_json_schema', 'parametersJsonSchema', 'args_schema'];
  const schema = schemas.map((key) => fieldsOf(inner[key])).find((value) => value !== null) ?? null;
  const { description } = inner;
  return {
    name,
    description: typeof description === 'string' ? description : '',
    parameters: fieldsOf(schema?.['json']) ?? schema ?? { type: 'object', properties: {} },
  };
}

const fieldsOf = (value: unknown): Fields | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
