-- AlterTable
ALTER TABLE "dataset_row_sources" ADD COLUMN     "other_user_ids" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateIndex
CREATE INDEX "dataset_row_sources_other_user_ids_idx" ON "dataset_row_sources" USING GIN ("other_user_ids");
