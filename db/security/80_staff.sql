-- Accounts: made, reset and switched off by a manager, for the manager's own agency only. The owner
-- is parterre_role_admin, which can create logins and hand out the four groups, and nothing else.
-- Only a SCRAM verifier is ever sent here, never a password.

CREATE OR REPLACE FUNCTION parterre_sec.assert_manager() RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  agency uuid := parterre_sec.current_tenant();
BEGIN
  IF agency IS NULL OR NOT pg_has_role(session_user, 'parterre_manager', 'MEMBER') THEN
    RAISE EXCEPTION 'Only a manager looks after accounts.' USING ERRCODE = '42501';
  END IF;
  RETURN agency;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.assert_verifier(verifier text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF verifier !~ '^SCRAM-SHA-256\$[0-9]{4,7}:[A-Za-z0-9+/]{16,}={0,2}\$[A-Za-z0-9+/]{43}=:[A-Za-z0-9+/]{43}=$'
     OR split_part(split_part(verifier, '$', 2), ':', 1)::integer < 4096 THEN
    RAISE EXCEPTION 'Send a SCRAM-SHA-256 verifier, never a password.' USING ERRCODE = '22023';
  END IF;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.assert_job(job text) RETURNS void
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF job IS NULL OR job NOT IN ('MANAGER', 'BUYER', 'BOX_OFFICE', 'DOOR') THEN
    RAISE EXCEPTION 'There is no job %.', job USING ERRCODE = '22023';
  END IF;
END
$$;

-- One's own agency's person, of no other agency, and not oneself. One at a time: of two managers
-- who put each other out the second is none any more once it is his turn, so one always stays.
CREATE OR REPLACE FUNCTION parterre_sec.assert_colleague(of_login text) RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  agency uuid;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('parterre accounts', 0));
  agency := parterre_sec.assert_manager();
  IF of_login = session_user
     OR NOT EXISTS (SELECT FROM parterre_sec.login_tenant WHERE login = of_login AND tenant_id = agency)
     OR EXISTS (SELECT FROM parterre_sec.login_tenant WHERE login = of_login AND tenant_id <> agency)
     OR NOT EXISTS (SELECT FROM parterre.staff
                     WHERE login = of_login AND role IN ('MANAGER', 'BUYER', 'BOX_OFFICE', 'DOOR')) THEN
    RAISE EXCEPTION 'No colleague has the login %.', of_login USING ERRCODE = '42501';
  END IF;
  RETURN agency;
END
$$;

CREATE OR REPLACE FUNCTION parterre_api.staff_create(
  staff_id uuid, new_login text, display_name text, job text, verifier text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  agency uuid := parterre_sec.assert_manager();
  setting text;
BEGIN
  PERFORM parterre_sec.assert_verifier(verifier), parterre_sec.assert_job(job);
  IF new_login !~ '^u_[a-z0-9_]{3,40}$' THEN
    RAISE EXCEPTION 'A login is u_ and 3 to 40 small letters, digits or _.' USING ERRCODE = '22023';
  END IF;
  EXECUTE format(
    'CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT'
    ' CONNECTION LIMIT 12 IN ROLE %I PASSWORD %L', new_login, 'parterre_' || lower(job), verifier);
  FOREACH setting IN ARRAY ARRAY['lock_timeout = ''3s''', 'statement_timeout = ''30s''',
    'idle_in_transaction_session_timeout = ''60s''', 'jit = off', 'search_path = pg_catalog']
  LOOP
    EXECUTE format('ALTER ROLE %I SET %s', new_login, setting);
  END LOOP;
  INSERT INTO parterre_sec.login_tenant (login, tenant_id, must_change_pw)
  VALUES (new_login, agency, true);
  INSERT INTO parterre.staff (tenant_id, id, login, display_name, role, password_set_at)
  VALUES (agency, staff_id, new_login, display_name, job, now());
END
$$;

-- Whoever knows the password until now is out, sessions that are open included.
CREATE OR REPLACE FUNCTION parterre_api.staff_reset_password(of_login text, verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM parterre_sec.assert_colleague(of_login), parterre_sec.assert_verifier(verifier);
  EXECUTE format('ALTER ROLE %I PASSWORD %L', of_login, verifier);
  UPDATE parterre_sec.login_tenant SET must_change_pw = true WHERE login = of_login;
  PERFORM parterre_sec.note_password(of_login), parterre_sec.end_sessions(of_login);
END
$$;

-- The mapping has no audit: that a password was set, by whom and when, stands in that of the staff.
CREATE OR REPLACE FUNCTION parterre_sec.note_password(of_login text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE parterre.staff SET password_set_at = now(), updated_at = now() WHERE login = of_login
$$;

CREATE OR REPLACE FUNCTION parterre_sec.end_sessions(of_login text) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
AS $$
  SELECT pg_terminate_backend(pid) FROM pg_stat_activity
   WHERE usename = of_login AND datname = current_database()
$$;

-- Switched off: no new session, and the open ones end.
CREATE OR REPLACE FUNCTION parterre_api.staff_set_active(of_login text, active boolean)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM parterre_sec.assert_colleague(of_login);
  EXECUTE format('ALTER ROLE %I %s', of_login, CASE WHEN active THEN 'LOGIN' ELSE 'NOLOGIN' END);
  UPDATE parterre_sec.login_tenant SET active = staff_set_active.active WHERE login = of_login;
  UPDATE parterre.staff SET is_active = staff_set_active.active, updated_at = now()
   WHERE login = of_login;
  IF NOT active THEN
    PERFORM parterre_sec.end_sessions(of_login);
  END IF;
END
$$;

-- Another job: from one group into another. Open sessions end, as they show the old job's screens.
CREATE OR REPLACE FUNCTION parterre_api.staff_set_job(of_login text, job text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  old_job text;
BEGIN
  PERFORM parterre_sec.assert_job(job), parterre_sec.assert_colleague(of_login);
  SELECT role INTO STRICT old_job FROM parterre.staff WHERE login = of_login;
  IF old_job = job THEN
    RETURN;
  END IF;
  EXECUTE format('REVOKE %I FROM %I', 'parterre_' || lower(old_job), of_login);
  EXECUTE format('GRANT %I TO %I', 'parterre_' || lower(job), of_login);
  -- A membership that the server's superuser gave by hand is not the role admin's to take away.
  IF EXISTS (SELECT FROM unnest(ARRAY['MANAGER', 'BUYER', 'BOX_OFFICE', 'DOOR']) AS other (job)
              WHERE other.job <> staff_set_job.job
                AND pg_has_role(of_login::name, ('parterre_' || lower(other.job))::name, 'MEMBER'))
  THEN
    RAISE EXCEPTION 'The server''s administrator gave % another job.', of_login
      USING ERRCODE = 'PT006';
  END IF;
  UPDATE parterre.staff SET role = job, updated_at = now() WHERE login = of_login;
  PERFORM parterre_sec.end_sessions(of_login);
END
$$;

-- What only the mapping and the server know of the manager's own people.
CREATE OR REPLACE FUNCTION parterre_api.staff_accounts()
RETURNS TABLE (login text, password_due boolean, signed_in boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  agency uuid := parterre_sec.assert_manager();
BEGIN
  RETURN QUERY
    SELECT mapped.login::text, mapped.must_change_pw,
           -- not IN: the server's own helpers are nobody, and make its no an unknown
           EXISTS (SELECT FROM pg_stat_activity
                    WHERE usename = mapped.login AND datname = current_database())
      FROM parterre_sec.login_tenant AS mapped
     WHERE mapped.tenant_id = agency;
END
$$;

CREATE OR REPLACE FUNCTION parterre_api.staff_change_own_password(verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM parterre_sec.assert_verifier(verifier);
  UPDATE parterre_sec.login_tenant SET must_change_pw = false WHERE login = session_user AND active;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'This login belongs to no agency.' USING ERRCODE = '42501';
  END IF;
  EXECUTE format('ALTER ROLE %I PASSWORD %L', session_user, verifier);
  PERFORM parterre_sec.note_password(session_user);
END
$$;

-- Whether this login sees nothing because its password has to be changed first.
CREATE OR REPLACE FUNCTION parterre_api.staff_password_due() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM parterre_sec.login_tenant
                  WHERE login = session_user AND active AND must_change_pw)
$$;
