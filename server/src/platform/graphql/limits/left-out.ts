import { Kind, type SelectionNode } from 'graphql';

/**
 * Whether @include or @skip with a variable leaves a selection out. A literal is no reason to write it, and is not looked at; whatever is no
 * boolean is refused by the execution.
 *
 * `valueOf`  the value of a variable as sent, else its default; undefined: neither.
 */
export const isLeftOut = ({ directives = [] }: SelectionNode, valueOf: (name: string) => unknown): boolean =>
  directives.some(({ name, arguments: given = [] }) => {
    const condition = given.find((argument) => argument.name.value === 'if')?.value;
    if (condition?.kind !== Kind.VARIABLE || (name.value !== 'include' && name.value !== 'skip')) return false;
    return valueOf(condition.name.value) === (name.value === 'skip');
  });
