import { builder } from '../../../platform/graphql/builder.ts';
import { refusalBefore } from '../load/run.ts';
import { commandOf } from '../pure/planner/slash.ts';
import type { Plan } from '../pure/planner/types.ts';
import type { ToolError } from '../types.ts';

const AssistantArgumentProblemRef = builder.objectRef<ToolError>('AssistantArgumentProblem').implement({
  description: 'Why a tool of the assistant would not take its arguments.',
  fields: (t) => ({
    argument: t.string({
      nullable: true,
      description: 'Name of the argument at fault; null: it is about none, such as a permission.',
      resolve: ({ argument }) => argument?.split(/[.[]/)[0] ?? null,
    }),
    message: t.exposeString('message', { description: 'Sentence on what is wrong, and what is taken.' }),
    near: t.stringList({
      description: 'Names or values that are spelled alike, best first; at most 5.',
      resolve: ({ near }) => [...near],
    }),
  }),
});

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
    problem: t.field({
      type: AssistantArgumentProblemRef,
      nullable: true,
      description:
        'First argument that the tool would not take; null: it takes them, as far as that is known before it runs, or no tool answers the text.',
      resolve: (plan, _args, context, { schema }) =>
        plan.canAnswer ? refusalBefore({ ...context, schema }, plan.tool, plan.arguments, new Date()) : null,
    }),
    why: t.exposeString('why', { description: 'Why the tool was chosen, or why none answers the text.' }),
    suggestions: t.stringList({
      description: 'Slash commands that come near, at most 50; empty where a tool answers the text.',
      resolve: (plan) => (plan.canAnswer ? [] : [...plan.suggestions].slice(0, 50)),
    }),
  }),
});
