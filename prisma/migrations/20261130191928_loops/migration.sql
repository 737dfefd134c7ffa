-- CreateEnum
CREATE TYPE "LoopStatus" AS ENUM ('RUNNING', 'NEEDS_PERSON', 'DONE', 'FAILED', 'STOPPED');

-- CreateEnum
CREATE TYPE "LoopStepKind" AS ENUM ('SELECTED', 'UNIQUE', 'MASKED', 'CORRECTED', 'DATASET', 'TRAINING', 'MODEL', 'REPLAY', 'VERDICT');

-- CreateEnum
CREATE TYPE "LoopStepState" AS ENUM ('WAITING', 'RUNNING', 'NEEDS_PERSON', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "LoopItemKind" AS ENUM ('FAILURE', 'CONTROL');

-- CreateEnum
CREATE TYPE "LoopItemState" AS ENUM ('OPEN', 'DUPLICATE', 'NEAR_DUPLICATE', 'LEFT_OUT');

-- CreateEnum
CREATE TYPE "LoopCorrection" AS ENUM ('EXISTING', 'REVIEWED', 'PROPOSED');

-- CreateEnum
CREATE TYPE "LoopOutcome" AS ENUM ('FIXED', 'STILL_WRONG', 'BROKE', 'KEPT');

-- CreateTable
CREATE TABLE "loops" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "status" "LoopStatus" NOT NULL DEFAULT 'RUNNING',
    "step" "LoopStepKind" NOT NULL DEFAULT 'SELECTED',
    "filter" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "owner" TEXT NOT NULL,
    "created_by" TEXT,
    "proposer" TEXT,
    "dataset_version_id" UUID,
    "job_id" UUID,
    "training_count" INTEGER NOT NULL DEFAULT 0,
    "model_id" UUID,
    "model_version" INTEGER,
    "connected_model" TEXT,
    "evaluation_run_id" UUID,
    "leased_until" TIMESTAMPTZ(3),
    "fence" INTEGER NOT NULL DEFAULT 0,
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "loops_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "loop_steps" (
    "loop_id" UUID NOT NULL,
    "kind" "LoopStepKind" NOT NULL,
    "workspace_id" UUID NOT NULL,
    "state" "LoopStepState" NOT NULL DEFAULT 'WAITING',
    "count" INTEGER,
    "out_of" INTEGER,
    "details" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "loop_steps_pkey" PRIMARY KEY ("loop_id","kind")
);

-- CreateTable
CREATE TABLE "loop_items" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "loop_id" UUID NOT NULL,
    "message_id" BIGINT NOT NULL,
    "kind" "LoopItemKind" NOT NULL,
    "state" "LoopItemState" NOT NULL DEFAULT 'OPEN',
    "position" INTEGER NOT NULL,
    "turns" JSONB NOT NULL,
    "prompt" TEXT NOT NULL,
    "prompt_hash" TEXT NOT NULL,
    "answer" TEXT NOT NULL,
    "expected_answer" TEXT,
    "correction" "LoopCorrection",
    "corrected_by" TEXT,
    "proposal" TEXT,
    "proposal_error" TEXT,
    "split" TEXT,
    "is_trained" BOOLEAN NOT NULL DEFAULT false,
    "new_answer" TEXT,
    "outcome" "LoopOutcome",

    CONSTRAINT "loop_items_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "loops_workspace_id_created_at_idx" ON "loops"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "loops_status_not_before_idx" ON "loops"("status", "not_before");

-- CreateIndex
CREATE INDEX "loops_workspace_id_job_id_idx" ON "loops"("workspace_id", "job_id");

-- CreateIndex
CREATE INDEX "loops_workspace_id_dataset_version_id_idx" ON "loops"("workspace_id", "dataset_version_id");

-- CreateIndex
CREATE INDEX "loop_steps_workspace_id_idx" ON "loop_steps"("workspace_id");

-- CreateIndex
CREATE INDEX "loop_items_message_id_idx" ON "loop_items"("message_id");

-- CreateIndex
CREATE INDEX "loop_items_workspace_id_idx" ON "loop_items"("workspace_id");

-- CreateIndex
CREATE UNIQUE INDEX "loop_items_loop_id_kind_position_key" ON "loop_items"("loop_id", "kind", "position");

-- AddForeignKey
ALTER TABLE "loops" ADD CONSTRAINT "loops_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loop_steps" ADD CONSTRAINT "loop_steps_loop_id_fkey" FOREIGN KEY ("loop_id") REFERENCES "loops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loop_items" ADD CONSTRAINT "loop_items_loop_id_fkey" FOREIGN KEY ("loop_id") REFERENCES "loops"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loop_items" ADD CONSTRAINT "loop_items_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
