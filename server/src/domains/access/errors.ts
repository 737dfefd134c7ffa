import { BadInput, DomainError, NotFound } from '../../platform/graphql/errors.ts';
import type { Role } from '../../platform/permissions.ts';

/** No valid credentials: a wrong, expired or revoked key, or none at all from another machine. */
export class Unauthenticated extends DomainError {
  readonly code = 'UNAUTHENTICATED';
  override readonly httpStatus = 401;
}

/** A key in an address stands in logs, histories and referrers: it is refused there, whether it is valid or not. */
export class KeyInAddress extends DomainError {
  readonly code = 'KEY_IN_ADDRESS';
  override readonly httpStatus = 400;
  constructor() {
    super(
      'An API key stands in the address of this request, where logs and histories keep it. Send it as "Authorization: Bearer <key>" or in the header x-api-key, and revoke this one if others may have seen the address.',
    );
  }
}

/** Something that only a person who is signed in can do; no key, a personal one included. */
export class PersonNeeded extends DomainError {
  readonly code = 'PERSON_NEEDED';
  override readonly isBeyondRights = true;
  constructor(what: string) {
    super(`To ${what} takes a person who is signed in; a key, or a local request while there are no accounts, can't do it.`);
  }
}

/** A key is of one workspace, and the request names another, which may be or not. */
export class OtherWorkspace extends NotFound {
  constructor(slug: string) {
    super(
      'The workspace',
      slug,
      'workspace',
      `This key does not lead to a workspace "${slug}": leave it out, or name the workspace of the key.`,
    );
  }
}

/** A name of a workspace that can't be used, or the confirmation of its deletion that names another. */
export class BadWorkspace extends BadInput {
  override readonly code = 'BAD_WORKSPACE';
}

/** The workspace that the server begins in, which always is. */
export class DefaultWorkspace extends DomainError {
  readonly code = 'DEFAULT_WORKSPACE';
  constructor(what: string) {
    super(
      `The workspace "default" can't be ${what}: the server makes it where it is missing, and begins there. Rename it, or remove its members.`,
    );
  }
}

/** The period of grace of a deleted workspace is over: its data is being deleted, or is gone. */
export class WorkspaceDeleted extends DomainError {
  readonly code = 'WORKSPACE_DELETED';
  constructor() {
    super('The period in which the deletion could be undone is over: the workspace is being deleted for good.');
  }
}

/** A workspace is created by those who may run one. */
export class NoWorkspaceAdmin extends DomainError {
  readonly code = 'FORBIDDEN';
  override readonly httpStatus = 403;
  override readonly isBeyondRights = true;
  constructor() {
    super('To create a workspace takes a person who is an admin or owner of one, signed in.');
  }
}

/** A member, a role or an e-mail address that can't be taken as given. */
export class BadMember extends BadInput {
  override readonly code = 'BAD_MEMBER';
}

/** The change would leave the workspace without an owner. */
export class LastOwner extends DomainError {
  readonly code = 'LAST_OWNER';
  override readonly isBeyondRights = true;
  constructor() {
    super('The workspace would have no owner. Make another member an owner first (transferOwnership, or setMemberRole).');
  }
}

/** A role above that of the one who acts: it is not given, changed or taken away by them. */
export class RoleAbove extends DomainError {
  readonly code = 'ROLE_ABOVE_OWN';
  override readonly isBeyondRights = true;
  /** `own` null: the one who acts is no member any more. */
  constructor(role: Role, own: Role | null) {
    super(
      `The role ${role} is above your own, ${own ?? 'which is none any more'}: only an ${role} may give it, change it or take it away.`,
    );
  }
}

/** Why an invitation does not admit. The message never says for whom it was. */
export class InvitationRefused extends DomainError {
  readonly code: InvitationCode;
  override readonly isBeyondRights = true;
  override readonly attemptedIn: string | null;
  /** `workspaceId`: of the invitation; null: there is none. */
  constructor(code: InvitationCode, workspaceId: string | null = null) {
    super(invitationWords[code]);
    this.code = code;
    this.attemptedIn = workspaceId;
  }
}

const invitationWords = {
  INVITATION_UNKNOWN: 'This invitation does not exist. Open the whole address that you were sent, or ask for another invitation.',
  INVITATION_EXPIRED: 'This invitation has expired. Ask for another.',
  INVITATION_REVOKED: 'This invitation was revoked. Ask for another.',
  INVITATION_USED: 'This invitation was used already. It admits once.',
  INVITATION_FOR_ANOTHER:
    'This invitation is for another e-mail address than that of your account. Sign in with that one, or ask for another invitation.',
} as const;
export type InvitationCode = keyof typeof invitationWords;

/** A member who belongs to other workspaces, too, is no single workspace's to let in. */
export class SignInElsewhere extends DomainError {
  readonly code = 'SIGN_IN_ELSEWHERE';
  override readonly isBeyondRights = true;
  constructor() {
    super('This person is a member of other workspaces, too: a new password goes out by mail, or by `db owner` on the server.');
  }
}

/** Single sign-on can't be demanded before it is known to work. */
export class SsoUntested extends DomainError {
  readonly code = 'SSO_UNTESTED';
  override readonly isBeyondRights = true;
  constructor() {
    super('Sign in through the provider first, as an owner of this workspace: then it is known to work, and can be demanded of all.');
  }
}
