-- CreateEnum
CREATE TYPE "LoggedModelStatus" AS ENUM ('PENDING', 'READY', 'UPLOAD_FAILED');

-- CreateTable
CREATE TABLE "experiments" (
    "workspace_id" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "location" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "experiments_pkey" PRIMARY KEY ("workspace_id","number")
);

-- CreateTable
CREATE TABLE "logged_models" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "experiment_number" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "source_run_id" TEXT,
    "model_type" TEXT,
    "status" "LoggedModelStatus" NOT NULL DEFAULT 'PENDING',
    "tags" JSONB NOT NULL DEFAULT '{}',
    "params" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "logged_models_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "experiments_workspace_id_name_key" ON "experiments"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "logged_models_workspace_id_experiment_number_created_at_idx" ON "logged_models"("workspace_id", "experiment_number", "created_at");

-- AddForeignKey
ALTER TABLE "experiments" ADD CONSTRAINT "experiments_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "logged_models" ADD CONSTRAINT "logged_models_workspace_id_experiment_number_fkey" FOREIGN KEY ("workspace_id", "experiment_number") REFERENCES "experiments"("workspace_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;
