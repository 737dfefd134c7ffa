import { GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import { endsInArchive, isPermitted, leastRole, refusalOf, type Permission, type Permitted } from '../permissions.ts';
import { faultOf } from './faults.ts';

/** What is wrong with one argument, or with one field of an input. */
export interface FieldProblem {
  /** Path of the argument, such as `input.tiers[2].rates`. */
  readonly field: string;
  /** What is wrong with it, and what is possible, to be read after the field's name. */
  readonly reason: string;
}

/**
 * A failure that a caller can expect and act on. Its code is part of the API (docs/errors.md) and is never reworded;
 * its message says what happened, to which thing, and what is possible now. Anything else that is thrown is a bug and is masked.
 */
export abstract class DomainError extends Error {
  abstract readonly code: string;
  /** HTTP status of a response that carries nothing but this failure. */
  readonly httpStatus: number = 200;
  /** The arguments at fault, in the order in which the caller has to see them; empty: the failure is about no argument. */
  readonly problems: readonly FieldProblem[] = [];
  /** Whether it is refused for who asks, and not for what: the audit trail has who tried (acting-plugin.ts). */
  readonly isBeyondRights: boolean = false;
  /** Id of the workspace in whose trail that stands; null: that of the viewer. */
  readonly attemptedIn: string | null = null;
  /** On what, as that trail names it; null: on no single thing. */
  attemptedOn: { readonly type: string; readonly id: string; readonly name: string } | null = null;
}

export type Result<Value, Failure extends DomainError = DomainError> = { ok: true; value: Value } | { ok: false; failure: Failure };

export const succeed = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value });
export const fail = <Failure extends DomainError>(failure: Failure): { ok: false; failure: Failure } => ({ ok: false, failure });

/**
 * The value, or throws the failure. For the edge only: below it, failures are values.
 *
 * `argument`  the argument that held the input, where a command names fields relative to it: `name` becomes `input.name`.
 */
export function unwrap<Value, Failure extends DomainError>(result: Result<Value, Failure>, argument = ''): Value {
  if (result.ok) return result.value;
  throw result.failure instanceof BadInput ? result.failure.within(argument) : result.failure;
}

/** The thing that an id or a name should lead to is not in the viewer's workspace: it does not exist, or belongs to another. */
export class NotFound extends DomainError {
  readonly code = 'NOT_FOUND';
  override readonly problems: readonly FieldProblem[];
  /** `field`: the argument that named it. */
  constructor(kind: string, id: string, field = 'id', message = `${kind} "${id}" was not found in this workspace.`) {
    super(message);
    this.problems = [{ field, reason: this.message }];
  }
}

/**
 * Arguments that the schema's types allow and the domain does not. A domain that has a code of its own extends it
 * (`BAD_PRICE`); the arguments at fault are named in the same way by all.
 */
export class BadInput extends DomainError {
  readonly code: string = 'BAD_USER_INPUT';
  override readonly problems: readonly [FieldProblem, ...FieldProblem[]];
  override readonly isBeyondRights: boolean;
  /** What stands between field and reason in the message. */
  protected static readonly between: string = ': ';

  constructor(field: string, reason: string, others: readonly FieldProblem[] = [], isBeyondRights = false) {
    const problems = [{ field, reason }, ...others] as const;
    super(problems.map((problem) => `${problem.field}${new.target.between}${problem.reason}`).join('; '));
    this.problems = problems;
    this.isBeyondRights = isBeyondRights;
  }

  /** The same failure, its fields named from outside of the argument that held them. */
  within(argument: string): this {
    if (argument === '') return this;
    const [first, ...others] = this.problems.map(({ field, reason }) => ({
      field: field === '' ? argument : `${argument}.${field}`,
      reason,
    })) as [FieldProblem, ...FieldProblem[]];
    return new (this.constructor as new (...from: ConstructorParameters<typeof BadInput>) => this)(
      first.field,
      first.reason,
      others,
      this.isBeyondRights,
    );
  }
}

/** An argument that is not of the form that its description gives. A request that comes to nothing else is answered with 400. */
export class BadArgument extends BadInput {
  override readonly httpStatus: number = 400;
}

/** The viewer lacks a permission; the answer names it, and the role or the key that has it (platform/permissions.ts). */
export class Forbidden extends DomainError {
  readonly code = 'FORBIDDEN';
  override readonly httpStatus = 403;
  override readonly isBeyondRights = true;
  constructor(viewer: Permitted, permission: Permission) {
    super(refusalOf(viewer, permission));
  }
}

/** A change in a workspace that was archived. */
export class WorkspaceArchived extends DomainError {
  readonly code = 'WORKSPACE_ARCHIVED';
  override readonly httpStatus = 409;
  constructor() {
    super('The workspace is archived: it can be read, and takes nothing in. An admin can restore it, unless it is being deleted for good.');
  }
}

/** The same for a field of the schema, which the rest of the answer stands beside. */
export function forbiddenField(viewer: Permitted, permission: Permission): GraphQLError {
  if (endsInArchive(viewer, permission)) {
    const { code, message } = new WorkspaceArchived();
    return new GraphQLError(message, { extensions: { code } });
  }
  return new GraphQLError(refusalOf(viewer, permission), {
    extensions: { code: 'FORBIDDEN', permission, requiredRole: leastRole(permission) },
  });
}

/**
 * For protocols, whose calls are no fields of the schema.
 *
 * Errors  throws `Forbidden` for a viewer without the permission, `WorkspaceArchived` for what an archived workspace does not take.
 */
export function assertPermitted(viewer: Permitted, permission: Permission): void {
  if (endsInArchive(viewer, permission)) throw new WorkspaceArchived();
  if (!isPermitted(viewer, permission)) throw new Forbidden(viewer, permission);
}

/** A GraphQL error with a code, the argument at fault where there is one and, where the whole request is refused, an HTTP status. */
export function codedError(
  code: string,
  message: string,
  { httpStatus, headers = {}, field }: { httpStatus?: number; headers?: Record<string, string>; field?: string } = {},
): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code,
      ...(field !== undefined && { field, reason: message }),
      ...(httpStatus !== undefined && { http: { status: httpStatus, headers } }),
    },
  });
}

/** A request whose variables are not of their types never ran: its status is 400, as for a document that is not valid. */
export function withStatus<Value>(result: Value | Promise<Value>, document: DocumentNode): Value | Promise<Value> {
  if (result instanceof Promise) return result.then((value: Value) => withStatus(value, document));
  const { errors, data } = result as ExecutionResult;
  if (errors !== undefined && data === undefined) {
    for (const error of errors) {
      if (error.extensions['code'] === undefined)
        Object.assign(error.extensions, { code: 'BAD_USER_INPUT', ...faultOf(error.message, document), http: { status: 400, spec: true } });
    }
  }
  return result;
}
