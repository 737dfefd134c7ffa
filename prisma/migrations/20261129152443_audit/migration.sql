-- CreateEnum
CREATE TYPE "AuditActorKind" AS ENUM ('PERSON', 'KEY', 'LOCAL', 'SYSTEM', 'UNKNOWN');

-- CreateEnum
CREATE TYPE "AuditChange" AS ENUM ('CREATED', 'CHANGED', 'DELETED');

-- CreateEnum
CREATE TYPE "AuditOutcome" AS ENUM ('DONE', 'REFUSED');

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actor_kind" "AuditActorKind" NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT,
    "key_id" UUID,
    "address" TEXT,
    "user_agent" TEXT,
    "request_id" TEXT,
    "action" TEXT NOT NULL,
    "change" "AuditChange",
    "target_type" TEXT,
    "target_id" TEXT,
    "target_name" TEXT,
    "outcome" "AuditOutcome" NOT NULL DEFAULT 'DONE',
    "before" JSONB,
    "after" JSONB,
    "permission" TEXT,
    "reason" TEXT,
    "count" INTEGER NOT NULL DEFAULT 1,
    "is_private" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_seals" (
    "workspace_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "entry_id" BIGINT NOT NULL,
    "previous" BYTEA NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_seals_pkey" PRIMARY KEY ("workspace_id","position")
);

-- CreateIndex
CREATE INDEX "audit_entries_workspace_id_id_idx" ON "audit_entries"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "audit_entries_workspace_id_target_type_target_id_id_idx" ON "audit_entries"("workspace_id", "target_type", "target_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "audit_seals_entry_id_key" ON "audit_seals"("entry_id");
