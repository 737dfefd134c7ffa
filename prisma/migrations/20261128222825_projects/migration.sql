-- CreateEnum
CREATE TYPE "LoggedModelStatus" AS ENUM ('PENDING', 'READY', 'UPLOAD_FAILED');

-- CreateTable
CREATE TABLE "training_projects" (
    "workspace_id" UUID NOT NULL,
    "number" BIGINT NOT NULL,
    "name" TEXT NOT NULL,
    "tags" JSONB NOT NULL DEFAULT '{}',
    "location" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_projects_pkey" PRIMARY KEY ("workspace_id","number")
);

-- CreateTable
CREATE TABLE "logged_models" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "project_number" BIGINT NOT NULL,
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
CREATE UNIQUE INDEX "training_projects_workspace_id_name_key" ON "training_projects"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "logged_models_workspace_id_project_number_created_at_idx" ON "logged_models"("workspace_id", "project_number", "created_at");

-- AddForeignKey
ALTER TABLE "training_projects" ADD CONSTRAINT "training_projects_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "logged_models" ADD CONSTRAINT "logged_models_workspace_id_project_number_fkey" FOREIGN KEY ("workspace_id", "project_number") REFERENCES "training_projects"("workspace_id", "number") ON DELETE CASCADE ON UPDATE CASCADE;
