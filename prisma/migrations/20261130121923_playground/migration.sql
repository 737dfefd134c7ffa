-- CreateEnum
CREATE TYPE "PlaygroundAnswerStatus" AS ENUM ('WAITING', 'RUNNING', 'DONE', 'STOPPED', 'FAILED');

-- CreateTable
CREATE TABLE "playground_runs" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "prompt" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "models" TEXT[],
    "source" JSONB,
    "user_id" TEXT,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "playground_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "playground_answers" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "row_index" INTEGER NOT NULL,
    "column_index" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "status" "PlaygroundAnswerStatus" NOT NULL DEFAULT 'WAITING',
    "steps" JSONB NOT NULL DEFAULT '[]',
    "failure_code" TEXT,
    "failure_message" TEXT,
    "output_problem" TEXT,
    "trace_id" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "playground_answers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "playground_runs_workspace_id_owner_created_at_idx" ON "playground_runs"("workspace_id", "owner", "created_at");

-- CreateIndex
CREATE INDEX "playground_runs_workspace_id_is_shared_created_at_idx" ON "playground_runs"("workspace_id", "is_shared", "created_at");

-- CreateIndex
CREATE INDEX "playground_runs_workspace_id_user_id_idx" ON "playground_runs"("workspace_id", "user_id");

-- CreateIndex
CREATE INDEX "playground_answers_workspace_id_run_id_idx" ON "playground_answers"("workspace_id", "run_id");

-- CreateIndex
CREATE INDEX "playground_answers_status_beat_at_idx" ON "playground_answers"("status", "beat_at");

-- CreateIndex
CREATE UNIQUE INDEX "playground_answers_run_id_row_index_column_index_key" ON "playground_answers"("run_id", "row_index", "column_index");

-- AddForeignKey
ALTER TABLE "playground_runs" ADD CONSTRAINT "playground_runs_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playground_answers" ADD CONSTRAINT "playground_answers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "playground_answers" ADD CONSTRAINT "playground_answers_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "playground_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
