-- Which login belongs to which agency. Before the tables: they default to current_tenant().

CREATE TABLE IF NOT EXISTS parterre_sec.login_tenant (
  login           name    NOT NULL,
  tenant_id       uuid    NOT NULL,
  active          boolean NOT NULL DEFAULT true,
  must_change_pw  boolean NOT NULL DEFAULT false,
  CONSTRAINT pk_login_tenant PRIMARY KEY (login, tenant_id)
);
ALTER TABLE parterre_sec.login_tenant OWNER TO parterre_owner;

-- session_user outlives SET ROLE and SECURITY DEFINER, and only a superuser can change it.
CREATE OR REPLACE FUNCTION parterre_sec.current_tenant() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  wanted text := current_setting('app.tenant', true);
  found_tenant uuid;
  others uuid;
BEGIN
  IF wanted IS NULL OR wanted = '' THEN  -- an ordinary login has exactly one agency
    SELECT min(tenant_id::text)::uuid, nullif(max(tenant_id::text), min(tenant_id::text))::uuid
      INTO found_tenant, others
      FROM parterre_sec.login_tenant
     WHERE login = session_user AND active AND NOT must_change_pw;
    RETURN CASE WHEN others IS NULL THEN found_tenant END;
  END IF;
  SELECT tenant_id INTO found_tenant  -- the setting picks, the mapping permits
    FROM parterre_sec.login_tenant
   WHERE login = session_user AND active AND NOT must_change_pw AND tenant_id::text = wanted;
  RETURN found_tenant;
END
$$;
