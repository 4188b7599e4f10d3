CREATE TABLE "django_migrations" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "app" varchar(255) NOT NULL, "name" varchar(255) NOT NULL, "applied" datetime NOT NULL);
CREATE TABLE "care_loghead" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "rows" bigint NOT NULL, "digest" varchar(64) NOT NULL);
CREATE TABLE "care_logrecord" ("number" bigint NOT NULL PRIMARY KEY, "at" datetime NOT NULL, "who" varchar(200) NOT NULL, "name" varchar(200) NOT NULL, "role" varchar(40) NOT NULL, "unit" varchar(64) NULL, "action" varchar(40) NOT NULL, "plan" varchar(200) NULL, "person" varchar(64) NULL, "allowed" bool NOT NULL, "rule" varchar(200) NOT NULL, "paragraph" varchar(200) NOT NULL, "reason" text NOT NULL, "previous" varchar(64) NOT NULL UNIQUE, "digest" varchar(64) NOT NULL UNIQUE);
CREATE TABLE "care_person" ("person_id" varchar(64) NOT NULL PRIMARY KEY, "name" varchar(200) NOT NULL, "birth_year" smallint NOT NULL, "sex" smallint NOT NULL, "municipality" varchar(4) NOT NULL, "own_access_open" bool NOT NULL);
CREATE TABLE "care_unit" ("hsa_id" varchar(64) NOT NULL PRIMARY KEY, "name" varchar(200) NOT NULL, "caregiver" varchar(64) NOT NULL);
CREATE TABLE "care_event" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "event_id" varchar(64) NOT NULL UNIQUE, "kind" varchar(40) NOT NULL, "phase" smallint NOT NULL, "on" date NOT NULL, "unit" varchar(64) NOT NULL, "source" varchar(200) NOT NULL, "recorded_at" datetime NOT NULL, "received_at" datetime NOT NULL, "supersedes" varchar(64) NULL, "pathway_id" varchar(64) NOT NULL REFERENCES "care_pathway" ("pathway_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "care_pathway" ("pathway_id" varchar(64) NOT NULL PRIMARY KEY, "person_id" varchar(64) NOT NULL REFERENCES "care_person" ("person_id") DEFERRABLE INITIALLY DEFERRED);
CREATE INDEX "care_logrecord_person_89d20b3e" ON "care_logrecord" ("person");
CREATE INDEX "care_unit_caregiver_099f4b93" ON "care_unit" ("caregiver");
CREATE INDEX "care_event_pathway_id_5fe78106" ON "care_event" ("pathway_id");
CREATE INDEX "care_pathway_person_id_e0829c4e" ON "care_pathway" ("person_id");
CREATE TABLE "care_plan" ("plan_id" varchar(64) NOT NULL PRIMARY KEY, "caregiver" varchar(64) NOT NULL, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "person_id" varchar(64) NOT NULL REFERENCES "care_person" ("person_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "care_otherneed" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "staff" varchar(200) NOT NULL, "documented_as" varchar(200) NOT NULL, "plan_id" varchar(64) NOT NULL REFERENCES "care_plan" ("plan_id") DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE "care_pathwaycontact" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "source" varchar(200) NOT NULL, "source_contact_id" varchar(200) NOT NULL, "pathway_id" varchar(64) NOT NULL REFERENCES "care_pathway" ("pathway_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_pathway_per_contact" UNIQUE ("source", "source_contact_id"));
CREATE TABLE "care_planversion" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "version" integer unsigned NOT NULL CHECK ("version" >= 0), "document" text NOT NULL CHECK ((JSON_VALID("document") OR "document" IS NULL)), "plan_id" varchar(64) NOT NULL REFERENCES "care_plan" ("plan_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_document_per_version" UNIQUE ("plan_id", "version"));
CREATE TABLE "care_step" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "step_id" varchar(64) NOT NULL, "unit" varchar(64) NULL, "pathway_id" varchar(64) NULL REFERENCES "care_pathway" ("pathway_id") DEFERRABLE INITIALLY DEFERRED, "plan_id" varchar(64) NOT NULL REFERENCES "care_plan" ("plan_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_row_per_step" UNIQUE ("plan_id", "step_id"));
CREATE TABLE "care_takingpart" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "staff" varchar(200) NOT NULL, "plan_id" varchar(64) NOT NULL REFERENCES "care_plan" ("plan_id") DEFERRABLE INITIALLY DEFERRED, CONSTRAINT "one_row_per_plan_and_staff" UNIQUE ("plan_id", "staff"));
CREATE INDEX "care_plan_person_id_850ea5b5" ON "care_plan" ("person_id");
CREATE INDEX "care_otherneed_plan_id_cb867c52" ON "care_otherneed" ("plan_id");
CREATE INDEX "care_pathwaycontact_pathway_id_23818e15" ON "care_pathwaycontact" ("pathway_id");
CREATE INDEX "care_planversion_plan_id_f259426f" ON "care_planversion" ("plan_id");
CREATE INDEX "care_step_unit_b42d5440" ON "care_step" ("unit");
CREATE INDEX "care_step_pathway_id_035716a1" ON "care_step" ("pathway_id");
CREATE INDEX "care_step_plan_id_7bdedaa8" ON "care_step" ("plan_id");
CREATE INDEX "care_takingpart_staff_d208ffae" ON "care_takingpart" ("staff");
CREATE INDEX "care_takingpart_plan_id_0891b31f" ON "care_takingpart" ("plan_id");
CREATE TRIGGER care_planversion_no_update BEFORE UPDATE ON care_planversion
BEGIN SELECT RAISE(ABORT, 'care_planversion is append-only'); END;
CREATE TRIGGER care_planversion_no_delete BEFORE DELETE ON care_planversion
BEGIN SELECT RAISE(ABORT, 'care_planversion is append-only'); END;
CREATE TRIGGER care_event_no_update BEFORE UPDATE ON care_event
BEGIN SELECT RAISE(ABORT, 'care_event is append-only'); END;
CREATE TRIGGER care_event_no_delete BEFORE DELETE ON care_event
BEGIN SELECT RAISE(ABORT, 'care_event is append-only'); END;
CREATE TRIGGER care_logrecord_no_update BEFORE UPDATE ON care_logrecord
BEGIN SELECT RAISE(ABORT, 'care_logrecord is append-only'); END;
CREATE TRIGGER care_logrecord_no_delete BEFORE DELETE ON care_logrecord
BEGIN SELECT RAISE(ABORT, 'care_logrecord is append-only'); END;
