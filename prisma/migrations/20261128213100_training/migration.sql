-- CreateEnum
CREATE TYPE "TrainingStatus" AS ENUM ('QUEUED', 'STARTING', 'RUNNING', 'STALLED', 'CANCELLING', 'FINISHED', 'FAILED', 'CANCELLED', 'LOST');

-- CreateEnum
CREATE TYPE "TrainingEndReason" AS ENUM ('COMPLETED', 'USER', 'POLICY', 'LOST_RUNNER', 'OUT_OF_MEMORY', 'BAD_EXIT', 'PREEMPTED', 'TIME_LIMIT', 'SILENT', 'EARLY_STOPPED', 'REPORTED');

-- CreateEnum
CREATE TYPE "TrainingType" AS ENUM ('FINE_TUNING', 'FEW_SHOT', 'REINFORCEMENT', 'TRANSFER_LEARNING', 'FROM_SCRATCH');

-- CreateEnum
CREATE TYPE "TrainingSource" AS ENUM ('API', 'MLFLOW', 'TRACKIO', 'IMPORT', 'RUNNER');

-- CreateTable
CREATE TABLE "training_jobs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "project" TEXT,
    "group_name" TEXT,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "notes" TEXT,
    "source" "TrainingSource" NOT NULL DEFAULT 'API',
    "status" "TrainingStatus" NOT NULL,
    "end_reason" "TrainingEndReason",
    "error_details" TEXT,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "training_type" "TrainingType",
    "training_method" "TrainingMethod",
    "base_model" TEXT,
    "model_version" TEXT,
    "output_model" TEXT,
    "hyperparameters" JSONB NOT NULL DEFAULT '{}',
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "dataset_id" TEXT,
    "dataset_name" TEXT,
    "dataset_size" BIGINT,
    "dataset_quality_score" DOUBLE PRECISION,
    "dataset_split" DOUBLE PRECISION[] DEFAULT ARRAY[]::DOUBLE PRECISION[],
    "total_epochs" DOUBLE PRECISION,
    "total_steps" BIGINT,
    "total_tokens_processed" BIGINT,
    "hardware" JSONB,
    "hourly_nano_usd" BIGINT,
    "configuration_id" UUID,
    "configuration_version" INTEGER,
    "request_id" TEXT,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "runner_id" UUID,
    "user_name" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "queued_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "heard_at" TIMESTAMPTZ(3),
    "current_step" BIGINT,
    "current_epoch" DOUBLE PRECISION,
    "last_loss" DOUBLE PRECISION,
    "last_eval_loss" DOUBLE PRECISION,
    "best_eval_loss" DOUBLE PRECISION,
    "best_eval_step" BIGINT,
    "step_ms" DOUBLE PRECISION,
    "gap_ms" DOUBLE PRECISION,

    CONSTRAINT "training_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_attempts" (
    "job_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "first_step" BIGINT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "end_reason" "TrainingEndReason",
    "exit_code" INTEGER,
    "runner_id" UUID,

    CONSTRAINT "training_attempts_pkey" PRIMARY KEY ("job_id","attempt")
);

-- CreateTable
CREATE TABLE "point_log" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "lines" BYTEA NOT NULL,
    "logged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refused_at" TIMESTAMPTZ(3),

    CONSTRAINT "point_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "training_jobs_workspace_id_created_at_id_idx" ON "training_jobs"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "training_jobs_status_heard_at_idx" ON "training_jobs"("status", "heard_at");

-- CreateIndex
CREATE UNIQUE INDEX "training_jobs_workspace_id_external_id_key" ON "training_jobs"("workspace_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "training_jobs_workspace_id_request_id_key" ON "training_jobs"("workspace_id", "request_id");

-- AddForeignKey
ALTER TABLE "training_jobs" ADD CONSTRAINT "training_jobs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_attempts" ADD CONSTRAINT "training_attempts_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "training_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The lines are compressed already.
ALTER TABLE "point_log" ALTER COLUMN "lines" SET STORAGE EXTERNAL;
