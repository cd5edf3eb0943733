-- Group roles, cluster-wide. Run in the database "postgres" while holding an advisory lock there.
-- Nobody is ever a member of the first three; people and services sign in with logins of their own.

DO $$
DECLARE
  wanted record;
BEGIN
  FOR wanted IN
    SELECT *
    FROM (VALUES
      ('parterre_owner',      'NOLOGIN NOINHERIT'),   -- owns schemas, tables, functions
      ('parterre_guard',      'NOLOGIN NOINHERIT BYPASSRLS'),  -- owns the triggers' functions: a check that row security blinds would pass
      ('parterre_role_admin', 'NOLOGIN CREATEROLE'),  -- owns the functions that manage logins
      ('parterre_staff',      'NOLOGIN'),             -- what every member of staff may
      ('parterre_manager',    'NOLOGIN'),
      ('parterre_buyer',      'NOLOGIN'),
      ('parterre_box_office', 'NOLOGIN'),
      ('parterre_door',       'NOLOGIN'),
      ('parterre_web',        'NOLOGIN'),
      ('parterre_worker',     'NOLOGIN'),
      ('parterre_backup',     'NOLOGIN')
    ) AS role (name, options)
  LOOP
    IF to_regrole(wanted.name) IS NULL THEN
      EXECUTE format('CREATE ROLE %I %s', wanted.name, wanted.options);
    END IF;
  END LOOP;
END
$$;

GRANT parterre_staff TO parterre_manager, parterre_buyer, parterre_box_office, parterre_door;

-- PostgreSQL 16 and newer: it hands the groups out, and can't use or become any of them.
GRANT parterre_manager, parterre_buyer, parterre_box_office, parterre_door
  TO parterre_role_admin WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
GRANT pg_signal_backend TO parterre_role_admin;

-- A backup login is a member and has BYPASSRLS itself; attributes are not inherited.
GRANT pg_read_all_data TO parterre_backup;
