-- CreateTable
CREATE TABLE "transfer_sessions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "source_model" TEXT NOT NULL,
    "target_model" TEXT NOT NULL,
    "domain" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "layers_transferred" INTEGER,
    "fine_tuning_epochs" DOUBLE PRECISION,
    "accuracy_before" DOUBLE PRECISION,
    "accuracy_after" DOUBLE PRECISION,
    "count_before" INTEGER,
    "count_after" INTEGER,
    "training_ms" BIGINT,
    "cost_nano_usd" BIGINT,
    "scratch_ms" BIGINT,
    "scratch_nano_usd" BIGINT,
    "job_id" UUID,
    "notes" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "transfer_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "transfer_sessions_workspace_id_started_at_id_idx" ON "transfer_sessions"("workspace_id", "started_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "transfer_sessions_workspace_id_external_id_key" ON "transfer_sessions"("workspace_id", "external_id");

-- AddForeignKey
ALTER TABLE "transfer_sessions" ADD CONSTRAINT "transfer_sessions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
