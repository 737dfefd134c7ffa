-- CreateEnum
CREATE TYPE "ExperimentKind" AS ENUM ('EXPERIMENT', 'FLAG');

-- CreateEnum
CREATE TYPE "ExperimentUnit" AS ENUM ('USER', 'SESSION', 'CONVERSATION', 'REQUEST');

-- CreateEnum
CREATE TYPE "ExperimentState" AS ENUM ('DRAFT', 'RUNNING', 'PAUSED', 'STOPPED', 'ARCHIVED');

-- CreateEnum
CREATE TYPE "FlagValueType" AS ENUM ('BOOLEAN', 'STRING', 'INTEGER', 'FLOAT', 'JSON');

-- CreateEnum
CREATE TYPE "ExperimentMethod" AS ENUM ('SEQUENTIAL', 'FIXED');

-- CreateEnum
CREATE TYPE "ExperimentCorrection" AS ENUM ('HOLM', 'BENJAMINI_HOCHBERG', 'NONE');

-- AlterEnum
ALTER TYPE "KeyScope" ADD VALUE 'CLIENT';

-- CreateTable
CREATE TABLE "event_log" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "lines" BYTEA NOT NULL,
    "logged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refused_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_log_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiments" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "hypothesis" TEXT NOT NULL DEFAULT '',
    "kind" "ExperimentKind" NOT NULL DEFAULT 'EXPERIMENT',
    "unit" "ExperimentUnit" NOT NULL DEFAULT 'USER',
    "state" "ExperimentState" NOT NULL DEFAULT 'DRAFT',
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "value_type" "FlagValueType" NOT NULL DEFAULT 'STRING',
    "default_value" JSONB,
    "variants" JSONB NOT NULL,
    "allocation" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "ramp" JSONB NOT NULL DEFAULT '[]',
    "targeting" JSONB NOT NULL DEFAULT '{}',
    "layer" TEXT,
    "layer_start" DOUBLE PRECISION,
    "layer_end" DOUBLE PRECISION,
    "metrics" JSONB NOT NULL DEFAULT '[]',
    "phase" INTEGER NOT NULL DEFAULT 1,
    "seed" TEXT NOT NULL,
    "shipped_variant" TEXT,
    "significance" DOUBLE PRECISION NOT NULL DEFAULT 0.05,
    "method" "ExperimentMethod" NOT NULL DEFAULT 'SEQUENTIAL',
    "correction" "ExperimentCorrection" NOT NULL DEFAULT 'HOLM',
    "planned_sample_per_variant" INTEGER,
    "is_aa" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "experiments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experiment_phases" (
    "experiment_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "seed" TEXT NOT NULL,
    "variants" JSONB NOT NULL,
    "allocation" DOUBLE PRECISION NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,

    CONSTRAINT "experiment_phases_pkey" PRIMARY KEY ("experiment_id","number")
);

-- CreateTable
CREATE TABLE "experiment_versions" (
    "experiment_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "definition" JSONB NOT NULL,
    "changed" TEXT[],
    "saved_by" TEXT,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "experiment_versions_pkey" PRIMARY KEY ("experiment_id","version")
);

-- CreateTable
CREATE TABLE "experiment_overrides" (
    "experiment_id" UUID NOT NULL,
    "unit_id" TEXT NOT NULL,
    "workspace_id" UUID NOT NULL,
    "variant" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "experiment_overrides_pkey" PRIMARY KEY ("experiment_id","unit_id")
);

-- CreateTable
CREATE TABLE "exposure_log" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "lines" BYTEA NOT NULL,
    "logged_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "refused_at" TIMESTAMPTZ(3),

    CONSTRAINT "exposure_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "experiments_state_idx" ON "experiments"("state");

-- CreateIndex
CREATE UNIQUE INDEX "experiments_workspace_id_key_key" ON "experiments"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "experiment_phases_workspace_id_idx" ON "experiment_phases"("workspace_id");

-- CreateIndex
CREATE INDEX "experiment_versions_workspace_id_idx" ON "experiment_versions"("workspace_id");

-- CreateIndex
CREATE INDEX "experiment_overrides_workspace_id_idx" ON "experiment_overrides"("workspace_id");

-- AddForeignKey
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment_phases" ADD CONSTRAINT "experiment_phases_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment_versions" ADD CONSTRAINT "experiment_versions_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experiment_overrides" ADD CONSTRAINT "experiment_overrides_experiment_id_fkey" FOREIGN KEY ("experiment_id") REFERENCES "experiments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
