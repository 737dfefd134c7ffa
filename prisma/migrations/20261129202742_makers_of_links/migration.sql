-- AlterTable
ALTER TABLE "sign_in_links" ADD COLUMN     "maker_id" UUID;

-- CreateIndex
CREATE INDEX "sign_in_links_maker_id_idx" ON "sign_in_links"("maker_id");

-- AddForeignKey
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_maker_id_fkey" FOREIGN KEY ("maker_id") REFERENCES "members"("id") ON DELETE CASCADE ON UPDATE CASCADE;
