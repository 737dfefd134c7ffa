-- CreateEnum
CREATE TYPE "MeaningEmbeddings" AS ENUM ('OFF', 'BUILT_IN', 'ENDPOINT');

-- CreateTable
CREATE TABLE "meaning_settings" (
    "workspace_id" UUID NOT NULL,
    "embeddings" "MeaningEmbeddings" NOT NULL,
    "connection_id" UUID,
    "model" TEXT,
    "daily_cap_nano_usd" BIGINT,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_by" UUID,
    "problem" TEXT,

    CONSTRAINT "meaning_settings_pkey" PRIMARY KEY ("workspace_id")
);

-- AddForeignKey
ALTER TABLE "meaning_settings" ADD CONSTRAINT "meaning_settings_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
