/** Stories without Storybook: what each one would render, made with the React that is given. */
import type { createElement as CreateElement, ComponentType, ReactNode } from 'react';

type Args = Readonly<Record<string, unknown>>;
interface StoryContext {
  readonly args: Args;
  readonly globals: Readonly<Record<string, unknown>>;
}
interface StoryObject {
  readonly args?: Args;
  readonly component?: ComponentType<Args>;
  readonly render?: (args: Args, context: StoryContext) => ReactNode;
  readonly decorators?: readonly ((Inner: () => ReactNode, context: StoryContext) => ReactNode)[];
}
export type StoryModule = Readonly<Record<string, StoryObject>> & { readonly default: StoryObject };

/** Name and element of every story in a module. */
export function storyElements(
  { default: meta, ...stories }: StoryModule,
  createElement: typeof CreateElement,
): (readonly [name: string, element: ReactNode])[] {
  return Object.entries(stories).map(([name, story]) => {
    const args = { ...meta.args, ...story.args };
    const context = { args, globals: {} };
    const render = story.render ?? meta.render ?? ((given: Args) => meta.component !== undefined && createElement(meta.component, given));
    const decorators = [...(story.decorators ?? []), ...(meta.decorators ?? [])];
    const Story = decorators.reduce<() => ReactNode>(
      (Inner, decorator) => () => decorator(Inner, context),
      () => render(args, context),
    );
    return [name, createElement(Story)];
  });
}
