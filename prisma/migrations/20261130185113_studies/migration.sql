-- CreateEnum
CREATE TYPE "StudyMethod" AS ENUM ('GRID', 'RANDOM', 'TPE', 'GP', 'CMA_ES', 'NSGA_II');

-- CreateEnum
CREATE TYPE "StudyDirection" AS ENUM ('MINIMIZE', 'MAXIMIZE');

-- CreateEnum
CREATE TYPE "StudyStatus" AS ENUM ('OPEN', 'RUNNING', 'STOPPED', 'COMPLETED');

-- CreateEnum
CREATE TYPE "StudyTrialState" AS ENUM ('RUNNING', 'COMPLETE', 'PRUNED', 'FAILED');

-- CreateTable
CREATE TABLE "studies" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "method" "StudyMethod" NOT NULL,
    "status" "StudyStatus" NOT NULL DEFAULT 'OPEN',
    "objectives" TEXT[],
    "directions" "StudyDirection"[],
    "search_space" JSONB NOT NULL,
    "pruner" JSONB NOT NULL,
    "seed" INTEGER NOT NULL,
    "max_trials" INTEGER,
    "trial_timeout_seconds" INTEGER,
    "baseline_values" DOUBLE PRECISION[],
    "baseline_parameters" JSONB,
    "configuration_id" UUID,
    "max_parallel" INTEGER NOT NULL DEFAULT 1,
    "trial_count" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "studies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "study_trials" (
    "study_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "state" "StudyTrialState" NOT NULL DEFAULT 'RUNNING',
    "point" BYTEA NOT NULL,
    "objectives" BYTEA NOT NULL,
    "generation" INTEGER NOT NULL DEFAULT -1,
    "reason" TEXT,
    "request_id" TEXT,
    "external_id" TEXT,
    "job_id" UUID,
    "last_step" DOUBLE PRECISION,
    "last_value" DOUBLE PRECISION,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "heard_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "study_trials_pkey" PRIMARY KEY ("study_id","number")
);

-- CreateTable
CREATE TABLE "study_reports" (
    "study_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "step" DOUBLE PRECISION NOT NULL,
    "workspace_id" UUID NOT NULL,
    "value" DOUBLE PRECISION NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "study_reports_pkey" PRIMARY KEY ("study_id","number","step")
);

-- CreateIndex
CREATE INDEX "studies_status_idx" ON "studies"("status");

-- CreateIndex
CREATE UNIQUE INDEX "studies_workspace_id_name_key" ON "studies"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "study_trials_study_id_request_id_idx" ON "study_trials"("study_id", "request_id");

-- CreateIndex
CREATE INDEX "study_trials_job_id_idx" ON "study_trials"("job_id");

-- CreateIndex
CREATE INDEX "study_trials_state_heard_at_idx" ON "study_trials"("state", "heard_at");

-- CreateIndex
CREATE UNIQUE INDEX "study_trials_study_id_external_id_key" ON "study_trials"("study_id", "external_id");

-- CreateIndex
CREATE INDEX "study_reports_study_id_step_idx" ON "study_reports"("study_id", "step");

-- AddForeignKey
ALTER TABLE "studies" ADD CONSTRAINT "studies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "studies" ADD CONSTRAINT "studies_configuration_id_fkey" FOREIGN KEY ("configuration_id") REFERENCES "training_configurations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_trials" ADD CONSTRAINT "study_trials_study_id_fkey" FOREIGN KEY ("study_id") REFERENCES "studies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "study_reports" ADD CONSTRAINT "study_reports_study_id_number_fkey" FOREIGN KEY ("study_id", "number") REFERENCES "study_trials"("study_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;
