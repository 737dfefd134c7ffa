import { getDatamodel } from '../store/prisma/pothos-types.ts';
import { BadInput } from './errors.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const number = /^\d{1,18}$/; // within bigint

interface Model {
  fields: readonly { isId: boolean; type: string }[];
}

const models = (getDatamodel() as unknown as { datamodel: { models: Record<string, Model> } }).datamodel.models;

/**
 * The type and the inner id of an opaque id.
 *
 * Errors  throws BAD_USER_INPUT for a text that is no id of this API, so that no store is queried for an impossible key.
 */
export function decodeNodeId(nodeId: string): { typename: string; id: string } {
  const text = Buffer.from(nodeId, 'base64').toString('utf8');
  const at = text.indexOf(':');
  const typename = text.slice(0, at);
  const id = text.slice(at + 1);
  const idType = Object.hasOwn(models, typename) ? models[typename]?.fields.find(({ isId }) => isId)?.type : undefined;
  const isOurs = idType === 'BigInt' ? number.test(id) : idType === 'String' ? uuid.test(id) : false;
  if (at < 1 || !isOurs) throw new BadInput('id', `${JSON.stringify(nodeId.slice(0, 100))} is not an id that this API gave.`);
  return { typename, id };
}

/**
 * The key inside the global id of a thing of one type.
 *
 * Errors  throws BAD_USER_INPUT that names the argument, for a text that is no id of this API and for the id of another type.
 */
export function keyOfNode(typename: string, nodeId: string, argument: string): string {
  let decoded: ReturnType<typeof decodeNodeId>;
  try {
    decoded = decodeNodeId(nodeId);
  } catch (error) {
    throw error instanceof BadInput ? new BadInput(argument, error.problems[0].reason) : error;
  }
  if (decoded.typename !== typename)
    throw new BadInput(
      argument,
      `${JSON.stringify(nodeId.slice(0, 100))} is the id of a ${decoded.typename}; the id of a ${typename} is taken.`,
    );
  return decoded.id;
}

/** Why a text is not the global id of a thing of a type, or null. */
export function badNode(typename: string, nodeId: string): string | null {
  try {
    keyOfNode(typename, nodeId, '');
    return null;
  } catch (error) {
    if (error instanceof BadInput) return error.problems[0].reason;
    throw error;
  }
}

/** The type of the global ids of sets of users (platform/user-sets.ts). */
export const userSetType = 'UserCohort';
