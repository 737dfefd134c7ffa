import { BadInput, fail, succeed, type Result } from '../../platform/graphql/errors.ts';

/** Arguments of a tool are an object; what stands in it is checked against the parameters of the operation. */
export const checkToolArguments = (args: unknown): Result<Readonly<Record<string, unknown>>, BadInput> =>
  typeof args === 'object' && args !== null && !Array.isArray(args)
    ? succeed(args as Readonly<Record<string, unknown>>)
    : fail(new BadInput('arguments', 'is no JSON object of arguments by name.'));
