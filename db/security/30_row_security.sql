-- Row security on every table, forced on its owner too.

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT c.oid::regclass AS name FROM pg_class c
              WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind IN ('r', 'p')
  LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', one.name);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', one.name);
    EXECUTE format('DROP POLICY IF EXISTS own_agency ON %s', one.name);
    -- The scalar subselect is essential: one call a statement instead of one a row.
    EXECUTE format(
      'CREATE POLICY own_agency ON %s'
      ' USING (tenant_id = (SELECT parterre_sec.current_tenant()))'
      ' WITH CHECK (tenant_id = (SELECT parterre_sec.current_tenant()))', one.name);
  END LOOP;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_constraint WHERE conname = 'fk_login_tenant_tenant_id') THEN
    ALTER TABLE parterre_sec.login_tenant ADD CONSTRAINT fk_login_tenant_tenant_id
      FOREIGN KEY (tenant_id) REFERENCES parterre.tenants (tenant_id);
  END IF;
END
$$;
