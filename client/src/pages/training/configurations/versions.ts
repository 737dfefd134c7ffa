import type { ConfigurationContentFragment } from '../../../graphql/generated/graphql.ts';
import { differences, parametersOf } from '../parameters.ts';
import type { Parameter } from '../parameters.ts';

type ContentLike = Pick<ConfigurationContentFragment, 'command' | 'parameters' | 'labels'> & {
  readonly [Field in 'project' | 'baseModel']?: string | null | undefined;
} & { readonly timeLimitSeconds?: number | null | undefined };

export interface Change {
  readonly name: string;
  /** null: it had none. */
  readonly before: string | null;
  /** null: it has none any more. */
  readonly after: string | null;
}

/** What differs between two contents of a configuration, by name. */
export function changesBetween(before: ContentLike, after: ContentLike): Change[] {
  return differences([contentOf(before), contentOf(after)]).map(({ name, texts: [from = null, to = null] }) => ({
    name,
    before: from,
    after: to,
  }));
}

/** All that a configuration holds, by name: what it is first, then its parameters. */
export function contentOf({ command, parameters, labels, project, baseModel, timeLimitSeconds }: ContentLike): Parameter[] {
  const own = [
    ['command', command],
    ['labels', labels.length === 0 ? null : labels.join(', ')],
    ['project', project],
    ['base model', baseModel],
    ['time limit', timeLimitSeconds == null ? null : `${timeLimitSeconds} s`],
  ] as const;
  return [...own.flatMap(([name, text]) => (text == null ? [] : [{ name, text }])), ...parametersOf(parameters)];
}
