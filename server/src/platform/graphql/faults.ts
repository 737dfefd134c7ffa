import { visit, type DocumentNode } from 'graphql';
import type { FieldProblem } from './errors.ts';

const ofVariable = /^Variable "\$(?<variable>\w+)" has invalid value(?: at (?<path>[^:]+))?: (?<reason>[^]+)$/;
const ofArgument = /^Argument "\w+\.\w+\((?<argument>\w+):\)" has invalid value(?: at (?<path>[^:]+))?: (?<reason>[^]+)$/;
/** Of Pothos, about a global id, whose argument is always named `id` (docs/graphql.md). */
const ofOtherType = /^ID: .* is not of type: (?<types>.+)$/s;
const ofMissingField = /^Expected value of type "\w+" to include required field "(?<name>\w+)"/;

/**
 * Which argument an error of the executor itself is about: a value that is not of its type. Null: about none.
 *
 * The executor gives the place of the value within its variable in words only; whether it still uses these words is what
 * server/tests/mutations.test.ts shows.
 */
export function faultOf(message: string, document?: DocumentNode): FieldProblem | null {
  const types = ofOtherType.exec(message)?.groups?.['types'];
  if (types !== undefined) return { field: 'id', reason: `is not the id of a ${types}` };
  const { variable, argument, path = '', reason = '' } = (ofVariable.exec(message) ?? ofArgument.exec(message))?.groups ?? {};
  const place = argument ?? (variable === undefined ? undefined : placeOfVariable(variable, document));
  if (place === undefined) return null;
  const missing = ofMissingField.exec(reason)?.groups?.['name'];
  return { field: `${place}${path}${missing === undefined ? '' : `.${missing}`}`, reason };
}

/** The first argument, or field of one, that a document gives a variable to. */
function placeOfVariable(name: string, document: DocumentNode | undefined): string | undefined {
  let place: string | undefined;
  const within: string[] = [];
  const step = { enter: (node: { name: { value: string } }) => void within.push(node.name.value), leave: () => void within.pop() };
  if (document !== undefined) {
    visit(document, {
      Argument: step,
      ObjectField: step,
      Variable: (node) => void (place ??= node.name.value === name && within.length > 0 ? within.join('.') : undefined),
    });
  }
  return place;
}
