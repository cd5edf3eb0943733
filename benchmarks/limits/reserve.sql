-- Reserve seats: lock in id order, count, then four set-based writes. NULL if somebody was first.
CREATE FUNCTION {functions}.reserve(
  agency uuid, of_event uuid, wanted uuid[], everything boolean
) RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  booking uuid := uuidv7();
  until   timestamptz := now() + interval '15 minutes';
  n       integer;
  total   numeric;
BEGIN
  IF everything THEN
    INSERT INTO parterre.requests (tenant_id, id, use_case, body_hash, subject_id)
    VALUES (agency, uuidv7(), 'limit', 'limit', booking) ON CONFLICT DO NOTHING;
  END IF;
  SELECT count(*), sum(retail_price) INTO n, total
    FROM (SELECT retail_price FROM {schema}.event_seats
           WHERE tenant_id = agency AND id = ANY (wanted) AND ownership_status = 'OWNED'
             AND (status = 'AVAILABLE' OR status = 'RESERVED' AND reserved_until <= now())
           ORDER BY id FOR UPDATE) AS locked;
  IF n <> cardinality(wanted) THEN
    RETURN NULL;
  END IF;
  UPDATE {schema}.event_seats SET status = 'RESERVED', reserved_until = until
   WHERE tenant_id = agency AND id = ANY (wanted);
  INSERT INTO {schema}.bookings (tenant_id, id, event_id, booking_number, status, ticket_count,
                                 total_amount, currency, reserved_until)
  VALUES (agency, booking, of_event, booking::text, 'RESERVED', n, total, 'EUR', until);
  WITH ticket AS (
    INSERT INTO {schema}.tickets (tenant_id, id, event_id, event_seat_id, booking_id,
                                  ticket_number, barcode, status, price_paid, currency,
                                  reserved_at, reserved_until)
    SELECT agency, uuidv7(), of_event, seat.id, booking, seat.id::text, seat.id::text,
           'RESERVED', seat.retail_price, 'EUR', now(), until
      FROM {schema}.event_seats AS seat
     WHERE seat.tenant_id = agency AND seat.id = ANY (wanted)
    RETURNING id, event_seat_id, price_paid)
  INSERT INTO {schema}.booking_items (tenant_id, id, booking_id, ticket_id, unit_price,
                                      total_price, section, row, seat_number)
  SELECT agency, uuidv7(), booking, ticket.id, price_paid, price_paid, place.section, place.row,
         place.seat_number
    FROM ticket
    JOIN {schema}.event_seats AS seat ON seat.tenant_id = agency AND seat.id = event_seat_id
    JOIN {schema}.seats AS place ON place.tenant_id = agency AND place.id = seat.seat_id;
  RETURN booking;
END
$$;
