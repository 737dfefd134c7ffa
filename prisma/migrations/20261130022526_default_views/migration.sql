-- AlterTable
ALTER TABLE "saved_views" ADD COLUMN     "is_default" BOOLEAN NOT NULL DEFAULT false;
