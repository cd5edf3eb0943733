-- The seat map's change feed, read from the audit log: what changed since a snapshot's xmin.
-- Every transaction before that xmin had ended when it was taken, so nothing is ever missed.

CREATE OR REPLACE FUNCTION parterre_api.changed_seat_ids(event_id uuid, since bigint)
RETURNS TABLE (id uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 200 SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN QUERY
    SELECT DISTINCT unnest(entry.row_ids)
      FROM parterre.audit_log AS entry
     WHERE entry.tenant_id = (SELECT parterre_sec.current_tenant())
       AND entry.event_id = changed_seat_ids.event_id
       AND entry.table_name = 'event_seats'
       AND entry.xid >= since::text::xid8;
END
$$;
