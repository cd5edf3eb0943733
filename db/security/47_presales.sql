-- Whoever sells asks whether an access code is right; only managers and the web shop can read it.

CREATE OR REPLACE FUNCTION parterre_api.opens_presale(presale uuid, code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT EXISTS (SELECT FROM parterre.presales AS one
                  WHERE one.tenant_id = (SELECT parterre_sec.current_tenant()) AND one.id = presale
                    AND lower(one.access_code) = lower(code))
$$;
GRANT EXECUTE ON FUNCTION parterre_api.opens_presale(uuid, text)
  TO parterre_manager, parterre_box_office, parterre_web;
