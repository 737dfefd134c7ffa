-- AlterTable
ALTER TABLE "members" ADD COLUMN     "is_from_groups" BOOLEAN NOT NULL DEFAULT false;
