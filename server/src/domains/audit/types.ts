import type { AuditActorKind, AuditChange, AuditOutcome } from '../../platform/store/prisma/generated/client.ts';

export type { AuditActorKind, AuditChange, AuditOutcome };

/** One thing that was done or refused. */
export interface Entry {
  readonly id: bigint;
  /** Null: of the installation. */
  readonly workspaceId: string | null;
  readonly at: Date;
  readonly actorKind: AuditActorKind;
  readonly actorId: string | null;
  readonly actorName: string | null;
  readonly keyId: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestId: string | null;
  readonly action: string;
  readonly change: AuditChange | null;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly targetName: string | null;
  readonly outcome: AuditOutcome;
  /** By the names of columns. */
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
  readonly permission: string | null;
  readonly reason: string | null;
  readonly count: number;
  readonly isPrivate: boolean;
}

/** Entries to include: all that is given must hold. */
export interface EntryFilter {
  readonly from: Date | null;
  readonly to: Date | null;
  /** Id of a person or a key, or a part of a name. */
  readonly actor: string | null;
  readonly action: string | null;
  readonly targetType: string | null;
  readonly targetId: string | null;
  readonly outcome: AuditOutcome | null;
  /** Parts of words of what an entry says. */
  readonly search: string | null;
}

/** Which trail: of the workspace, its feed without what is private or was refused, or what belongs to the installation. */
export type Trail = 'workspace' | 'feed' | 'installation';

/** One field that differs. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** What no row of PostgreSQL shows: a deletion in ClickHouse, a download, a sign-in, a refused attempt. */
export interface AuditEvent {
  /** Absent: that of the actor of the current work. */
  readonly action?: string;
  readonly targetType?: string;
  readonly targetId?: string;
  readonly targetName?: string;
  readonly outcome?: AuditOutcome;
  readonly before?: Readonly<Record<string, unknown>>;
  readonly after?: Readonly<Record<string, unknown>>;
  readonly permission?: string;
  readonly reason?: string;
  readonly count?: number;
  /** Not for the feed of the workspace. */
  readonly isPrivate?: boolean;
}
