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

-- One's own agency's person, of no other agency, and not oneself.
CREATE OR REPLACE FUNCTION parterre_sec.assert_colleague(of_login text) RETURNS uuid
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  agency uuid := parterre_sec.assert_manager();
BEGIN
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
  PERFORM parterre_sec.assert_verifier(verifier);
  IF job NOT IN ('MANAGER', 'BUYER', 'BOX_OFFICE', 'DOOR') THEN
    RAISE EXCEPTION 'There is no job %.', job USING ERRCODE = '22023';
  ELSIF new_login !~ '^u_[a-z0-9_]{3,40}$' THEN
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
  INSERT INTO parterre.staff (tenant_id, id, login, display_name, role)
  VALUES (agency, staff_id, new_login, display_name, job);
END
$$;

CREATE OR REPLACE FUNCTION parterre_api.staff_reset_password(of_login text, verifier text)
RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM parterre_sec.assert_colleague(of_login), parterre_sec.assert_verifier(verifier);
  EXECUTE format('ALTER ROLE %I PASSWORD %L', of_login, verifier);
  UPDATE parterre_sec.login_tenant SET must_change_pw = true WHERE login = of_login;
END
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
    PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename = of_login AND datname = current_database();
  END IF;
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
END
$$;

-- Whether this login sees nothing because its password has to be changed first.
CREATE OR REPLACE FUNCTION parterre_api.staff_password_due() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM parterre_sec.login_tenant
                  WHERE login = session_user AND active AND must_change_pw)
$$;
