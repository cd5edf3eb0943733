-- One database: schemas, what nobody may do, and privileges of functions to come. Before the tables.

CREATE SCHEMA IF NOT EXISTS parterre AUTHORIZATION parterre_owner;      -- tables
CREATE SCHEMA IF NOT EXISTS parterre_api AUTHORIZATION parterre_owner;  -- functions and views to call
CREATE SCHEMA IF NOT EXISTS parterre_sec AUTHORIZATION parterre_owner;  -- mapping, triggers' functions
CREATE SCHEMA IF NOT EXISTS parterre_jobs AUTHORIZATION parterre_owner; -- the job queue's own tables

REVOKE ALL ON SCHEMA public FROM PUBLIC;

-- The global form: the one IN SCHEMA does nothing against the built-in default.
ALTER DEFAULT PRIVILEGES FOR ROLE parterre_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE parterre_guard REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE parterre_role_admin REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Large objects have no row security, fill the disk and break a backup.
REVOKE EXECUTE ON FUNCTION
  lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea),
  lo_open(oid, integer), lowrite(integer, bytea), lo_truncate(integer, integer),
  lo_truncate64(integer, bigint)
FROM PUBLIC;

GRANT USAGE ON SCHEMA parterre, parterre_api, parterre_sec
  TO parterre_staff, parterre_web, parterre_worker, parterre_guard, parterre_role_admin;
