-- CreateTable
CREATE TABLE "user_deletions" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "task_id" UUID NOT NULL,
    "user_id" TEXT,
    "message_count" INTEGER NOT NULL DEFAULT 0,
    "conversation_count" INTEGER NOT NULL DEFAULT 0,
    "evaluation_count" INTEGER NOT NULL DEFAULT 0,
    "trace_count" INTEGER NOT NULL DEFAULT 0,
    "span_count" INTEGER NOT NULL DEFAULT 0,
    "prediction_count" INTEGER NOT NULL DEFAULT 0,
    "step" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_deletions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_deletions_task_id_key" ON "user_deletions"("task_id");

-- CreateIndex
CREATE INDEX "user_deletions_workspace_id_created_at_idx" ON "user_deletions"("workspace_id", "created_at");

-- AddForeignKey
ALTER TABLE "user_deletions" ADD CONSTRAINT "user_deletions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_deletions" ADD CONSTRAINT "user_deletions_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "background_tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
