-- AlterTable
ALTER TABLE "watched_series" ADD COLUMN     "bucket_ms" INTEGER NOT NULL DEFAULT 3600000;
