-- AlterTable
ALTER TABLE "models" ADD COLUMN     "priced_as" TEXT;

-- CreateTable
CREATE TABLE "price_tables" (
    "workspace_id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "dated_at" TIMESTAMPTZ(3) NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "price_tables_pkey" PRIMARY KEY ("workspace_id","source")
);

-- AddForeignKey
ALTER TABLE "price_tables" ADD CONSTRAINT "price_tables_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
