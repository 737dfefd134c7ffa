-- AlterTable
ALTER TABLE "people" ADD COLUMN     "credentials_generation" INTEGER NOT NULL DEFAULT 0;
