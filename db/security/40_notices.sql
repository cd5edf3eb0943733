-- Change notices on the agency's own channel. LISTEN knows no permissions, so its name is random
-- and the payload a hint, never data.

CREATE OR REPLACE FUNCTION parterre_api.notice_channel() RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT 'parterre_' || notice_suffix FROM parterre.tenants
   WHERE tenant_id = parterre_sec.current_tenant()
$$;

-- Without an agency there is nobody to tell.
CREATE OR REPLACE FUNCTION parterre_api.notify_change(payload text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT pg_notify('parterre_' || notice_suffix, payload) FROM parterre.tenants
   WHERE tenant_id = parterre_sec.current_tenant()
$$;
