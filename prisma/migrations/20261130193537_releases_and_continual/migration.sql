-- CreateEnum
CREATE TYPE "ContinualUpdateStatus" AS ENUM ('SUCCEEDED', 'FAILED', 'ROLLED_BACK');

-- CreateEnum
CREATE TYPE "ReleaseMode" AS ENUM ('OFF', 'WARN', 'BLOCK');

-- CreateEnum
CREATE TYPE "ReleaseVerdict" AS ENUM ('BETTER', 'WORSE', 'MIXED', 'NOT_DECISIVE', 'TOO_FEW', 'NOTHING_TO_COMPARE');

-- CreateTable
CREATE TABLE "continual_sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "model" TEXT,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "tasks" TEXT[],
    "notes" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "continual_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "continual_updates" (
    "session_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "status" "ContinualUpdateStatus" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "task" TEXT,
    "feedback_count" INTEGER NOT NULL DEFAULT 0,
    "positive_count" INTEGER NOT NULL DEFAULT 0,
    "before" DOUBLE PRECISION,
    "after" DOUBLE PRECISION,
    "mistake_count" INTEGER,
    "fixed_count" INTEGER,
    "error" TEXT,

    CONSTRAINT "continual_updates_pkey" PRIMARY KEY ("session_id","external_id")
);

-- CreateTable
CREATE TABLE "continual_scores" (
    "session_id" UUID NOT NULL,
    "step" BIGINT NOT NULL,
    "task" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "stage" TEXT,
    "accuracy" DOUBLE PRECISION NOT NULL,
    "loss" DOUBLE PRECISION,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "continual_scores_pkey" PRIMARY KEY ("session_id","step","task")
);

-- CreateTable
CREATE TABLE "model_deployments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "version_id" UUID NOT NULL,
    "deployed_at" TIMESTAMPTZ(3) NOT NULL,
    "deployed_by" TEXT,
    "verdict" "ReleaseVerdict" NOT NULL,
    "regressions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "override_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_deployments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release_policies" (
    "workspace_id" UUID NOT NULL,
    "mode" "ReleaseMode" NOT NULL,
    "parts" TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "release_policies_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE INDEX "continual_sessions_workspace_id_started_at_id_idx" ON "continual_sessions"("workspace_id", "started_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "continual_sessions_workspace_id_external_id_key" ON "continual_sessions"("workspace_id", "external_id");

-- CreateIndex
CREATE INDEX "continual_updates_session_id_at_idx" ON "continual_updates"("session_id", "at");

-- CreateIndex
CREATE INDEX "model_deployments_workspace_id_deployed_at_idx" ON "model_deployments"("workspace_id", "deployed_at");

-- CreateIndex
CREATE INDEX "model_deployments_version_id_idx" ON "model_deployments"("version_id");

-- AddForeignKey
ALTER TABLE "continual_sessions" ADD CONSTRAINT "continual_sessions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "continual_updates" ADD CONSTRAINT "continual_updates_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "continual_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "continual_scores" ADD CONSTRAINT "continual_scores_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "continual_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_deployments" ADD CONSTRAINT "model_deployments_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "model_versions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release_policies" ADD CONSTRAINT "release_policies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
