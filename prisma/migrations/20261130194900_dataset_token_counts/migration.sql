-- AlterTable
ALTER TABLE "dataset_chunks" ADD COLUMN     "answer_token_count" INTEGER;

-- CreateIndex
CREATE INDEX "dataset_chunks_id_idx" ON "dataset_chunks"("id") WHERE (token_count IS NULL);
