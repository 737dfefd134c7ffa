-- CreateEnum
CREATE TYPE "RubricScale" AS ENUM ('PASS_FAIL', 'ONE_TO_FIVE', 'ZERO_TO_ONE', 'CATEGORY');

-- CreateEnum
CREATE TYPE "JudgeKind" AS ENUM ('MODEL', 'RULE');

-- CreateEnum
CREATE TYPE "JudgeRunKind" AS ENUM ('OFFLINE', 'ONLINE', 'PAIRWISE');

-- CreateEnum
CREATE TYPE "JudgeRunState" AS ENUM ('WAITING', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED', 'FAILED');

-- CreateEnum
CREATE TYPE "JudgeItemState" AS ENUM ('WAITING', 'CLAIMED', 'DONE', 'FAILED', 'SKIPPED');

-- CreateTable
CREATE TABLE "rubrics" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "last_version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "rubrics_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rubric_versions" (
    "rubric_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "criteria" TEXT NOT NULL,
    "scale" "RubricScale" NOT NULL,
    "categories" TEXT[],
    "examples" JSONB NOT NULL DEFAULT '[]',
    "uses_reference" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rubric_versions_pkey" PRIMARY KEY ("rubric_id","version")
);

-- CreateTable
CREATE TABLE "judges" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "JudgeKind" NOT NULL,
    "rubric_id" UUID,
    "model" TEXT,
    "rule_content" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "minimum_agreement" DOUBLE PRECISION NOT NULL DEFAULT 0.4,
    "sample_share" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "daily_cap_nano_usd" BIGINT,
    "seen_message_id" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "judges_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "kind" "JudgeRunKind" NOT NULL,
    "state" "JudgeRunState" NOT NULL DEFAULT 'WAITING',
    "sides" TEXT[],
    "owner" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cached" INTEGER NOT NULL DEFAULT 0,
    "nano_usd" BIGINT NOT NULL DEFAULT 0,
    "estimated_nano_usd" BIGINT,
    "problem" TEXT,
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "judge_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_items" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "judge_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "other_message_id" BIGINT,
    "slot" TEXT NOT NULL DEFAULT '',
    "side" SMALLINT,
    "other_side" SMALLINT,
    "state" "JudgeItemState" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "judge_version" INTEGER,
    "text_hash" TEXT,
    "value" DOUBLE PRECISION,
    "label" TEXT,
    "reason" TEXT,
    "is_cached" BOOLEAN NOT NULL DEFAULT false,
    "nano_usd" BIGINT NOT NULL DEFAULT 0,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "judge_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "judge_spending" (
    "judge_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "nano_usd" BIGINT NOT NULL,

    CONSTRAINT "judge_spending_pkey" PRIMARY KEY ("judge_id","day")
);

-- CreateIndex
CREATE UNIQUE INDEX "rubrics_workspace_id_key_key" ON "rubrics"("workspace_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "judges_workspace_id_name_key" ON "judges"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "judge_runs_workspace_id_judge_id_created_at_idx" ON "judge_runs"("workspace_id", "judge_id", "created_at");

-- CreateIndex
CREATE INDEX "judge_runs_state_idx" ON "judge_runs"("state");

-- CreateIndex
CREATE INDEX "judge_items_run_id_state_retry_at_idx" ON "judge_items"("run_id", "state", "retry_at");

-- CreateIndex
CREATE INDEX "judge_items_judge_id_judge_version_text_hash_idx" ON "judge_items"("judge_id", "judge_version", "text_hash");

-- CreateIndex
CREATE INDEX "judge_items_message_id_idx" ON "judge_items"("message_id");

-- CreateIndex
CREATE INDEX "judge_items_other_message_id_idx" ON "judge_items"("other_message_id");

-- CreateIndex
CREATE UNIQUE INDEX "judge_items_run_id_message_id_slot_key" ON "judge_items"("run_id", "message_id", "slot");

-- AddForeignKey
ALTER TABLE "rubrics" ADD CONSTRAINT "rubrics_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rubric_versions" ADD CONSTRAINT "rubric_versions_rubric_id_fkey" FOREIGN KEY ("rubric_id") REFERENCES "rubrics"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judges" ADD CONSTRAINT "judges_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judges" ADD CONSTRAINT "judges_rubric_id_fkey" FOREIGN KEY ("rubric_id") REFERENCES "rubrics"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_runs" ADD CONSTRAINT "judge_runs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_runs" ADD CONSTRAINT "judge_runs_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "judges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_items" ADD CONSTRAINT "judge_items_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "judge_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_items" ADD CONSTRAINT "judge_items_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "judges"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_items" ADD CONSTRAINT "judge_items_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_items" ADD CONSTRAINT "judge_items_other_message_id_fkey" FOREIGN KEY ("other_message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "judge_spending" ADD CONSTRAINT "judge_spending_judge_id_fkey" FOREIGN KEY ("judge_id") REFERENCES "judges"("id") ON DELETE CASCADE ON UPDATE CASCADE;
