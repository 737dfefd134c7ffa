-- CreateEnum
CREATE TYPE "ModelConnectionKind" AS ENUM ('OPENAI_COMPATIBLE', 'ANTHROPIC');

-- CreateEnum
CREATE TYPE "ToolProtocol" AS ENUM ('NATIVE', 'TEXT');

-- CreateEnum
CREATE TYPE "ModelCallOutcome" AS ENUM ('DONE', 'STOPPED', 'FAILED');

-- CreateTable
CREATE TABLE "model_connections" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "ModelConnectionKind" NOT NULL,
    "base_url" TEXT NOT NULL,
    "key_cipher" TEXT,
    "key_end" TEXT,
    "allowed_models" TEXT[],
    "tool_protocol" "ToolProtocol" NOT NULL DEFAULT 'NATIVE',
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "listed_models" TEXT[],
    "checked_at" TIMESTAMPTZ(3),
    "latency_ms" INTEGER,
    "check_code" TEXT,
    "check_message" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "model_settings" (
    "workspace_id" UUID NOT NULL,
    "default_model" TEXT,
    "fallback_models" TEXT[],
    "daily_nano_usd_per_person" BIGINT,
    "daily_tokens_per_person" BIGINT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_settings_pkey" PRIMARY KEY ("workspace_id")
);

-- CreateTable
CREATE TABLE "model_calls" (
    "id" BIGSERIAL NOT NULL,
    "workspace_id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "reference" TEXT,
    "connection" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "outcome" "ModelCallOutcome" NOT NULL,
    "code" TEXT,
    "input_tokens" INTEGER,
    "output_tokens" INTEGER,
    "cached_input_tokens" INTEGER,
    "is_estimated" BOOLEAN NOT NULL DEFAULT false,
    "nano_usd" BIGINT,
    "time_to_first_part_ms" INTEGER,
    "duration_ms" INTEGER NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "model_calls_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "model_connections_workspace_id_name_key" ON "model_connections"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "model_calls_workspace_id_owner_started_at_idx" ON "model_calls"("workspace_id", "owner", "started_at");

-- CreateIndex
CREATE INDEX "model_calls_workspace_id_reference_idx" ON "model_calls"("workspace_id", "reference");

-- AddForeignKey
ALTER TABLE "model_connections" ADD CONSTRAINT "model_connections_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_settings" ADD CONSTRAINT "model_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "model_calls" ADD CONSTRAINT "model_calls_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
