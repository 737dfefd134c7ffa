-- CreateEnum
CREATE TYPE "AssistantTurnKind" AS ENUM ('MODEL', 'COMMAND', 'PLAN');

-- CreateEnum
CREATE TYPE "AssistantTurnStatus" AS ENUM ('RUNNING', 'DONE', 'STOPPED', 'FAILED');

-- CreateEnum
CREATE TYPE "AssistantRating" AS ENUM ('GOOD', 'BAD');

-- CreateTable
CREATE TABLE "assistant_conversations" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "owner_name" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "model" TEXT,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "head_turn_id" UUID,
    "handle_count" INTEGER NOT NULL DEFAULT 0,
    "branched_from_turn_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assistant_conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assistant_turns" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "parent_id" UUID,
    "kind" "AssistantTurnKind" NOT NULL,
    "status" "AssistantTurnStatus" NOT NULL DEFAULT 'RUNNING',
    "asked" TEXT NOT NULL,
    "place" JSONB,
    "parts" JSONB NOT NULL DEFAULT '[]',
    "model" TEXT,
    "model_reason" TEXT,
    "failure_code" TEXT,
    "failure_message" TEXT,
    "input_tokens" INTEGER NOT NULL DEFAULT 0,
    "output_tokens" INTEGER NOT NULL DEFAULT 0,
    "nano_usd" BIGINT,
    "call_count" INTEGER NOT NULL DEFAULT 0,
    "has_read_payload" BOOLEAN NOT NULL DEFAULT false,
    "trace_id" TEXT,
    "rating" "AssistantRating",
    "rating_comment" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "assistant_turns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assistant_results" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "turn_id" UUID NOT NULL,
    "handle" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "holds_payload" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assistant_results_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "assistant_settings" (
    "workspace_id" UUID NOT NULL,
    "is_traced" BOOLEAN NOT NULL,
    "acts_without_card" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "assistant_settings_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateIndex
CREATE INDEX "assistant_conversations_workspace_id_owner_updated_at_idx" ON "assistant_conversations"("workspace_id", "owner", "updated_at");

-- CreateIndex
CREATE INDEX "assistant_conversations_workspace_id_is_shared_updated_at_idx" ON "assistant_conversations"("workspace_id", "is_shared", "updated_at");

-- CreateIndex
CREATE INDEX "assistant_turns_workspace_id_conversation_id_started_at_idx" ON "assistant_turns"("workspace_id", "conversation_id", "started_at");

-- CreateIndex
CREATE INDEX "assistant_turns_status_beat_at_idx" ON "assistant_turns"("status", "beat_at");

-- CreateIndex
CREATE INDEX "assistant_results_workspace_id_turn_id_idx" ON "assistant_results"("workspace_id", "turn_id");

-- CreateIndex
CREATE INDEX "assistant_results_holds_payload_created_at_idx" ON "assistant_results"("holds_payload", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "assistant_results_conversation_id_handle_key" ON "assistant_results"("conversation_id", "handle");

-- AddForeignKey
ALTER TABLE "assistant_conversations" ADD CONSTRAINT "assistant_conversations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_turns" ADD CONSTRAINT "assistant_turns_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_turns" ADD CONSTRAINT "assistant_turns_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "assistant_conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_results" ADD CONSTRAINT "assistant_results_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_results" ADD CONSTRAINT "assistant_results_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "assistant_conversations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_results" ADD CONSTRAINT "assistant_results_turn_id_fkey" FOREIGN KEY ("turn_id") REFERENCES "assistant_turns"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assistant_settings" ADD CONSTRAINT "assistant_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
