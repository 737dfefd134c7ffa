import type { Stores } from '../../platform/store/stores.ts';
import { declaredTool } from '../../platform/tools/tool.ts';
import { definitionFor, definitionsFor } from './load/catalogue.ts';
import { mostFitting } from './pure/search.ts';
import { tokensOf } from './pure/tokens.ts';
import { policyOfWorkspace } from './queries.ts';
import type { ToolContext, ToolDefinition } from './types.ts';

/** More definitions than these are in no context of a model. */
export const maxToolsInContext = 12;

/** All of them together take no more tokens of a context. */
const maxDefinitionTokens = 3_500;

/** Tools that the viewer may run, in a fixed order; each with the operations that the viewer may run. */
export const toolsFor = ({ schema, viewer }: Pick<ToolContext, 'schema' | 'viewer'>): readonly ToolDefinition[] =>
  definitionsFor(schema, viewer);

/** The tools that fit a text best, best first; at most `limit`, 12, and `maxDefinitionTokens`. An empty text has the first ones. */
export function searchTools(
  context: Pick<ToolContext, 'schema' | 'viewer'>,
  text: string,
  limit = maxToolsInContext,
): readonly ToolDefinition[] {
  const all = definitionsFor(context.schema, context.viewer);
  const entries = all.map((definition) => ({ definition, tool: declaredTool(definition.name) }));
  const fitting = mostFitting(
    text,
    entries.map(({ definition, tool }) => ({ item: definition, tool })),
  ).slice(0, Math.max(0, Math.min(limit, maxToolsInContext)));
  let tokens = 0;
  return fitting.filter((definition) => (tokens += tokensIn(definition)) <= maxDefinitionTokens);
}

const sizes = new WeakMap<ToolDefinition, number>();
/** What a model is sent of a definition. */
function tokensIn(definition: ToolDefinition): number {
  let size = sizes.get(definition);
  if (size === undefined) {
    const { name, description, parameters } = definition;
    sizes.set(definition, (size = tokensOf(JSON.stringify({ name, description, parameters }))));
  }
  return size;
}

/** The tool of a name, as the viewer may run it; null: there is none, or the viewer may run none of its operations. */
export function toolFor({ schema, viewer }: Pick<ToolContext, 'schema' | 'viewer'>, name: string): ToolDefinition | null {
  const tool = declaredTool(name);
  return tool === undefined ? null : definitionFor(schema, viewer, tool);
}

/** Whether the assistant may change something in a workspace, after a confirmation. */
export async function mayAct({ postgres }: Pick<Stores, 'postgres'>, workspaceId: string): Promise<boolean> {
  return (await policyOfWorkspace(postgres, { workspaceId }))[0]?.acts ?? true;
}
