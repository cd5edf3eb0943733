-- Let a ticket in: mark it used if it is good for this event, and write the scan.
CREATE FUNCTION {functions}.scan(agency uuid, at_event uuid, presented uuid) RETURNS uuid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  used uuid;
BEGIN
  UPDATE {schema}.tickets SET status = 'USED', scanned_at = now()
   WHERE tenant_id = agency AND id = presented AND event_id = at_event AND status = 'CONFIRMED'
  RETURNING id INTO used;
  IF used IS NULL THEN
    RETURN NULL;
  END IF;
  INSERT INTO {schema}.scans (tenant_id, id, event_id, ticket_id, verdict, scanned_at, gate)
  VALUES (agency, uuidv7(), at_event, used, 'ADMITTED', now(), 'Main');
  RETURN used;
END
$$;
