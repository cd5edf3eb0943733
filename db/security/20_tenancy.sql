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
  wanted text := nullif(current_setting('app.tenant', true), '');
  own uuid;
  found uuid;
BEGIN
  FOR own IN
    SELECT tenant_id FROM parterre_sec.login_tenant
     WHERE login = session_user AND active AND NOT must_change_pw
  LOOP
    IF wanted IS NULL THEN
      IF found IS NOT NULL THEN
        RETURN NULL;  -- a login of several agencies has to pick
      END IF;
      found := own;
    ELSIF own::text = wanted THEN  -- the setting picks, the mapping permits
      RETURN own;
    END IF;
  END LOOP;
  RETURN found;
END
$$;
