import type { PromptVersionContentFragment } from '../../graphql/generated/graphql.ts';

type Content = Pick<PromptVersionContentFragment, 'text' | 'messages'>;

/** A version as one text, so that two can be compared line by line. */
export const shownText = ({ text, messages }: Content): string =>
  text ??
  (messages ?? [])
    .map(({ role, content, placeholder }) => (placeholder == null ? `${role}:\n${content}` : `{${placeholder}}`))
    .join('\n\n');

/** Messages as they are typed: JSON, two blanks deep. */
export const jsonOf = (value: unknown): string => JSON.stringify(value, null, 2);

export const draftMessages = (messages: NonNullable<Content['messages']>): string =>
  jsonOf(messages.map(({ role, content, placeholder }) => (placeholder == null ? { role, content } : { placeholder })));

/** Values one a line or separated by commas, without blanks around them, each once. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,]/)
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  ),
];
