-- Last: who owns the functions, and who may call them. Nothing is callable by PUBLIC.

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT p.oid::regprocedure AS name,
           CASE
             WHEN p.prorettype = 'trigger'::regtype AND p.prosecdef THEN 'parterre_guard'
             WHEN p.pronamespace = 'parterre_api'::regnamespace AND p.proname LIKE 'staff\_%'
               THEN 'parterre_role_admin'
             ELSE 'parterre_owner'
           END AS owner
      FROM pg_proc p
     WHERE p.pronamespace IN ('parterre_api'::regnamespace, 'parterre_sec'::regnamespace)
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO %I', one.name, one.owner);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', one.name);
  END LOOP;
END
$$;

DO $$
DECLARE
  one regclass;
BEGIN
  FOR one IN SELECT oid FROM pg_class WHERE relkind = 'v'
              AND relnamespace IN ('parterre_api'::regnamespace, 'parterre_sec'::regnamespace)
  LOOP
    EXECUTE format('ALTER VIEW %s OWNER TO parterre_owner', one);
  END LOOP;
END
$$;

GRANT EXECUTE ON FUNCTION parterre_sec.current_tenant()
  TO parterre_staff, parterre_web, parterre_worker, parterre_guard, parterre_role_admin;
GRANT EXECUTE ON FUNCTION parterre_api.notice_channel(), parterre_api.notify_change(text),
    parterre_api.changed_seat_ids(uuid, bigint), parterre_api.added_rows(text, bigint)
  TO parterre_staff, parterre_web, parterre_worker;

GRANT SELECT ON ALL TABLES IN SCHEMA parterre, parterre_sec TO parterre_guard;
GRANT UPDATE (note) ON parterre.till_shifts TO parterre_guard;  -- to lock a shift, no more
GRANT EXECUTE ON FUNCTION parterre_sec.first_broken(uuid, text, uuid[]),
    parterre_sec.ask_of_order(uuid, uuid), parterre_sec.code_hash(text),
    parterre_api.left_by_code(uuid, timestamptz)
  TO parterre_guard;
GRANT INSERT ON parterre.audit_log TO parterre_guard;

-- The role admin looks after logins and the rows about them.
GRANT SELECT, INSERT ON parterre_sec.login_tenant TO parterre_role_admin;
GRANT UPDATE (active, must_change_pw) ON parterre_sec.login_tenant TO parterre_role_admin;
GRANT SELECT ON parterre.staff TO parterre_role_admin;
GRANT INSERT (tenant_id, id, login, display_name, role, password_set_at)
  ON parterre.staff TO parterre_role_admin;
GRANT UPDATE (role, is_active, password_set_at, updated_at)
  ON parterre.staff TO parterre_role_admin;
GRANT EXECUTE ON FUNCTION parterre_sec.assert_manager(), parterre_sec.assert_verifier(text),
    parterre_sec.assert_job(text), parterre_sec.assert_colleague(text),
    parterre_sec.note_password(text), parterre_sec.end_sessions(text)
  TO parterre_role_admin;
GRANT EXECUTE ON FUNCTION parterre_api.staff_create(uuid, text, text, text, text),
    parterre_api.staff_reset_password(text, text), parterre_api.staff_set_active(text, boolean),
    parterre_api.staff_set_job(text, text), parterre_api.staff_accounts()
  TO parterre_manager;
GRANT EXECUTE ON FUNCTION parterre_api.staff_change_own_password(text),
    parterre_api.staff_password_due()
  TO parterre_staff;
