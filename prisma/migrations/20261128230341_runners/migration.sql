-- CreateTable
CREATE TABLE "training_configurations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_configurations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_configuration_versions" (
    "configuration_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "workspace_id" UUID NOT NULL,
    "command" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "labels" TEXT[],
    "project" TEXT,
    "base_model" TEXT,
    "time_limit_seconds" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_configuration_versions_pkey" PRIMARY KEY ("configuration_id","version")
);

-- CreateTable
CREATE TABLE "runners" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "labels" TEXT[],
    "commands" TEXT[],
    "hardware" JSONB,
    "hourly_nano_usd" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "runners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_leases" (
    "job_id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "runner_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "fence" BIGSERIAL NOT NULL,
    "leased_at" TIMESTAMPTZ(3) NOT NULL,
    "process_at" TIMESTAMPTZ(3) NOT NULL,
    "log_at" TIMESTAMPTZ(3),
    "last_line" BIGINT NOT NULL DEFAULT 0,
    "loss_count" INTEGER NOT NULL DEFAULT 0,
    "released_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_leases_pkey" PRIMARY KEY ("job_id")
);

-- CreateIndex
CREATE INDEX "training_configurations_workspace_id_name_idx" ON "training_configurations"("workspace_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "runners_workspace_id_name_key" ON "runners"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "training_leases_released_at_process_at_idx" ON "training_leases"("released_at", "process_at");

-- CreateIndex
CREATE INDEX "training_leases_runner_id_idx" ON "training_leases"("runner_id");

-- AddForeignKey
ALTER TABLE "training_configurations" ADD CONSTRAINT "training_configurations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_configuration_versions" ADD CONSTRAINT "training_configuration_versions_configuration_id_fkey" FOREIGN KEY ("configuration_id") REFERENCES "training_configurations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runners" ADD CONSTRAINT "runners_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_leases" ADD CONSTRAINT "training_leases_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "training_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_leases" ADD CONSTRAINT "training_leases_runner_id_fkey" FOREIGN KEY ("runner_id") REFERENCES "runners"("id") ON DELETE CASCADE ON UPDATE CASCADE;
