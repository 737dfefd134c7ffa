import { builder } from '../../../platform/graphql/builder.ts';
import { commandOf } from '../pure/planner/slash.ts';
import type { Plan } from '../pure/planner/types.ts';

export const AssistantPlanRef = builder.objectRef<Plan>('AssistantPlan').implement({
  description: 'What the assistant would run for a text.',
  fields: (t) => ({
    canAnswer: t.exposeBoolean('canAnswer', { description: 'Whether a tool answers the text.' }),
    tool: t.string({
      nullable: true,
      description: 'Name of the tool; null: none answers the text.',
      resolve: (plan) => (plan.canAnswer ? plan.tool : null),
    }),
    arguments: t.field({
      type: 'JSON',
      nullable: true,
      description: 'Arguments of the tool by name; null: no tool answers the text.',
      resolve: (plan) => (plan.canAnswer ? plan.arguments : null),
    }),
    command: t.string({
      nullable: true,
      description: 'Slash command that runs the same; null: no tool answers the text.',
      resolve: (plan) => (plan.canAnswer ? commandOf(plan.tool, plan.arguments) : null),
    }),
    why: t.exposeString('why', { description: 'Why the tool was chosen, or why none answers the text.' }),
    suggestions: t.stringList({
      description: 'Slash commands that come near, at most 50; empty where a tool answers the text.',
      resolve: (plan) => (plan.canAnswer ? [] : [...plan.suggestions].slice(0, 50)),
    }),
  }),
});
