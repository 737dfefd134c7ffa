-- AlterTable
ALTER TABLE "experiments" ADD COLUMN     "pauses" JSONB NOT NULL DEFAULT '[]';
