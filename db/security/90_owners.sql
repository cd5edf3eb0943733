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

GRANT EXECUTE ON FUNCTION parterre_sec.current_tenant()
  TO parterre_staff, parterre_web, parterre_worker, parterre_guard, parterre_role_admin;
GRANT EXECUTE ON FUNCTION parterre_api.notice_channel(), parterre_api.notify_change(text),
    parterre_api.changed_seat_ids(uuid, bigint), parterre_api.added_rows(text, bigint)
  TO parterre_staff, parterre_web, parterre_worker;

GRANT SELECT ON ALL TABLES IN SCHEMA parterre, parterre_sec TO parterre_guard;
GRANT UPDATE (note) ON parterre.till_shifts TO parterre_guard;  -- to lock a shift, no more
GRANT EXECUTE ON FUNCTION parterre_sec.first_broken(uuid, text, uuid[]) TO parterre_guard;
GRANT INSERT ON parterre.audit_log TO parterre_guard;
