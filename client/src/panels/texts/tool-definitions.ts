/** A tool that a model could call, whatever the form of its definition. */
export interface ToolDefinition {
  readonly name: string;
  readonly description: string | null;
  /** JSON schema of its arguments, as sent; null: none. */
  readonly parameters: unknown;
  readonly sent: unknown;
}

type Fields = Readonly<Record<string, unknown>>;

/** Definitions of tools as they are listed; a definition in an unknown form has its type, or its place, as name. */
export function toolDefinitions(sent: unknown): readonly ToolDefinition[] {
  return (Array.isArray(sent) ? sent : sent === null || sent === undefined ? [] : [sent]).map((one, index) => {
    const outer = fieldsOf(typeof one === 'string' ? parsed(one) : one);
    const inner = fieldsOf(outer?.['function']) ?? fieldsOf(outer?.['toolSpec']) ?? fieldsOf(outer?.['custom']) ?? outer ?? {};
    const schema = firstOf(inner, [
      'parameters',
      'input_schema',
      'inputSchema',
      'parameters_json_schema',
      'parametersJsonSchema',
      'args_schema',
    ]);
    return {
      name: String(
        firstOf(inner, ['name', 'title']) ??
          outer?.['name'] ??
          outer?.['type'] ??
          (typeof one === 'string' ? one.slice(0, 80) : `tool ${index + 1}`),
      ),
      description: typeof inner['description'] === 'string' && inner['description'] !== '' ? inner['description'] : null,
      parameters: fieldsOf(schema)?.['json'] ?? schema ?? null,
      sent: one,
    };
  });
}

const fieldsOf = (value: unknown): Fields | null =>
  value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null;

function firstOf(fields: Fields, names: readonly string[]): unknown {
  return names.map((name) => fields[name]).find((value) => value !== undefined && value !== null && value !== '');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
