-- CreateEnum
CREATE TYPE "EvaluationRunKind" AS ENUM ('OFFLINE', 'SDK');

-- CreateEnum
CREATE TYPE "EvaluationRunState" AS ENUM ('WAITING', 'RUNNING', 'PAUSED', 'DONE', 'STOPPED', 'FAILED');

-- CreateEnum
CREATE TYPE "EvaluationItemState" AS ENUM ('WAITING', 'CLAIMED', 'DONE', 'FAILED');

-- CreateEnum
CREATE TYPE "EvaluationScoreKind" AS ENUM ('RULE', 'MODEL', 'HUMAN', 'API');

-- CreateTable
CREATE TABLE "evaluation_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "kind" "EvaluationRunKind" NOT NULL,
    "state" "EvaluationRunState" NOT NULL DEFAULT 'WAITING',
    "application" TEXT,
    "external_key" TEXT,
    "dataset_id" UUID,
    "dataset_version_id" UUID,
    "split" TEXT,
    "filter" JSONB,
    "prompt_name" TEXT,
    "prompt_version" INTEGER,
    "prompt" JSONB,
    "model" TEXT,
    "scorers" JSONB NOT NULL DEFAULT '[]',
    "metadata" JSONB,
    "repetitions" INTEGER NOT NULL DEFAULT 1,
    "uses_cache" BOOLEAN NOT NULL DEFAULT true,
    "owner" TEXT NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cached" INTEGER NOT NULL DEFAULT 0,
    "nano_usd" BIGINT NOT NULL DEFAULT 0,
    "estimated_nano_usd" BIGINT,
    "cap_nano_usd" BIGINT,
    "reserved_nano_usd" BIGINT NOT NULL DEFAULT 0,
    "problem" TEXT,
    "not_before" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "reported_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "evaluation_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_run_items" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "row_key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "repetition" INTEGER NOT NULL DEFAULT 1,
    "message_id" BIGINT,
    "user_id" TEXT,
    "input_hash" TEXT,
    "state" "EvaluationItemState" NOT NULL DEFAULT 'WAITING',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "leased_until" TIMESTAMPTZ(3),
    "retry_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "output" JSONB,
    "is_answered" BOOLEAN NOT NULL DEFAULT false,
    "request_hash" TEXT,
    "is_cached" BOOLEAN NOT NULL DEFAULT false,
    "latency_ms" INTEGER,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "nano_usd" BIGINT,
    "trace_id" TEXT,
    "span_id" TEXT,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "evaluation_run_items_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "evaluation_scores" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "item_id" BIGINT,
    "slot" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "EvaluationScoreKind" NOT NULL,
    "scorer" TEXT NOT NULL,
    "version" INTEGER,
    "value" DOUBLE PRECISION,
    "label" TEXT,
    "passed" BOOLEAN,
    "comment" TEXT,
    "error" TEXT,
    "nano_usd" BIGINT NOT NULL DEFAULT 0,
    "metadata" JSONB,
    "trace_id" TEXT,
    "author" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evaluation_scores_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_item_ids" (
    "workspace_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "dataset_id" UUID NOT NULL,

    CONSTRAINT "dataset_item_ids_pkey" PRIMARY KEY ("workspace_id","external_id")
);

-- CreateIndex
CREATE INDEX "evaluation_runs_workspace_id_created_at_idx" ON "evaluation_runs"("workspace_id", "created_at");

-- CreateIndex
CREATE INDEX "evaluation_runs_dataset_id_idx" ON "evaluation_runs"("dataset_id");

-- CreateIndex
CREATE INDEX "evaluation_runs_dataset_version_id_idx" ON "evaluation_runs"("dataset_version_id");

-- CreateIndex
CREATE INDEX "evaluation_runs_state_idx" ON "evaluation_runs"("state");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_runs_workspace_id_external_key_key" ON "evaluation_runs"("workspace_id", "external_key");

-- CreateIndex
CREATE INDEX "evaluation_run_items_run_id_state_retry_at_idx" ON "evaluation_run_items"("run_id", "state", "retry_at");

-- CreateIndex
CREATE INDEX "evaluation_run_items_workspace_id_request_hash_idx" ON "evaluation_run_items"("workspace_id", "request_hash");

-- CreateIndex
CREATE INDEX "evaluation_run_items_workspace_id_user_id_idx" ON "evaluation_run_items"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "evaluation_run_items_workspace_id_trace_id_idx" ON "evaluation_run_items"("workspace_id", "trace_id");

-- CreateIndex
CREATE INDEX "evaluation_run_items_message_id_idx" ON "evaluation_run_items"("message_id");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_run_items_run_id_row_key_repetition_key" ON "evaluation_run_items"("run_id", "row_key", "repetition");

-- CreateIndex
CREATE INDEX "evaluation_scores_item_id_idx" ON "evaluation_scores"("item_id");

-- CreateIndex
CREATE UNIQUE INDEX "evaluation_scores_run_id_slot_name_scorer_key" ON "evaluation_scores"("run_id", "slot", "name", "scorer");

-- CreateIndex
CREATE INDEX "dataset_item_ids_dataset_id_idx" ON "dataset_item_ids"("dataset_id");

-- AddForeignKey
ALTER TABLE "evaluation_runs" ADD CONSTRAINT "evaluation_runs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_runs" ADD CONSTRAINT "evaluation_runs_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_runs" ADD CONSTRAINT "evaluation_runs_dataset_version_id_fkey" FOREIGN KEY ("dataset_version_id") REFERENCES "dataset_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_run_items" ADD CONSTRAINT "evaluation_run_items_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "evaluation_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_run_items" ADD CONSTRAINT "evaluation_run_items_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "messages"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_scores" ADD CONSTRAINT "evaluation_scores_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "evaluation_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "evaluation_scores" ADD CONSTRAINT "evaluation_scores_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "evaluation_run_items"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_item_ids" ADD CONSTRAINT "dataset_item_ids_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;
