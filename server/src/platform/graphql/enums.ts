import { builder } from './builder.ts';

/**
 * An enum whose values are their names, each with its description: a value can be moved in the list or left out, and the others keep
 * their meaning.
 */
export const describedEnum = <Name extends string>(name: string, description: string, values: Readonly<Record<Name, string>>) =>
  builder.enumType(name, {
    description,
    values: Object.fromEntries(Object.entries<string>(values).map(([value, words]) => [value, { value, description: words }])) as {
      [Value in Name]: { value: Value; description: string };
    },
  });
