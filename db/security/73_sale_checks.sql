-- Asked after each statement about tickets and bookings.

CREATE OR REPLACE FUNCTION parterre_sec.check_new_tickets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
DECLARE
  look record;
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN  -- a buyer who came too late
    RETURN NULL;
  END IF;
  SELECT bool_and(coalesce(made.status = 'RESERVED' AND seat.status = 'RESERVED'
                           AND seat.event_id = made.event_id AND booking.event_id = made.event_id
                           AND booking.currency = made.currency
                           AND item.unit_price = made.price_paid
                           AND booking.status IN ('RESERVED', 'PENDING'), false)) AS in_order,
         bool_and(coalesce(seat.retail_price = made.price_paid, false)) AS full_price,
         bool_or(seat.allotted_to <> booking.channel
                 AND coalesce(seat.allotted_until > clock_timestamp() + interval '5 seconds', true)
                 -- Kept for a presale: sold in it while it runs.
                 AND NOT EXISTS (
                   SELECT FROM parterre.presales AS presale
                    WHERE presale.tenant_id = seat.tenant_id AND presale.id = seat.presale_id
                      AND presale.id = booking.presale_id AND presale.is_active
                      AND presale.start_datetime <= clock_timestamp() + interval '5 seconds')
                 -- A ticket that is handed on replaces one: its seat was sold before it was kept.
                 AND (made.status = 'RESERVED' OR NOT EXISTS (
                   SELECT FROM parterre.tickets AS replaced
                    WHERE replaced.tenant_id = made.tenant_id AND replaced.booking_id = made.booking_id
                      AND replaced.event_seat_id = made.event_seat_id AND replaced.id <> made.id
                      AND replaced.status = 'TRANSFERRED'))
                ) AS kept
    INTO look
    FROM new_rows AS made
    LEFT JOIN parterre.event_seats AS seat
      ON seat.tenant_id = made.tenant_id AND seat.id = made.event_seat_id
    LEFT JOIN parterre.bookings AS booking
      ON booking.tenant_id = made.tenant_id AND booking.id = made.booking_id
    LEFT JOIN parterre.booking_items AS item
      ON item.tenant_id = made.tenant_id AND item.ticket_id = made.id
         AND item.booking_id = made.booking_id;
  -- Each seat sells at its own price; another one is a manager's word.
  IF NOT look.full_price AND NOT pg_has_role(session_user, 'parterre_manager', 'MEMBER') THEN
    RAISE EXCEPTION 'A seat sells at its retail price.' USING ERRCODE = 'PT003';
  END IF;
  IF look.kept THEN
    RAISE EXCEPTION 'A seat that is kept for one channel is sold there alone.' USING ERRCODE = 'PT012';
  END IF;
  IF NOT look.in_order THEN
    INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
    SELECT tenant_id, 'tickets', array_agg(id) FROM new_rows GROUP BY tenant_id
    UNION ALL
    SELECT tenant_id, 'seats', array_agg(event_seat_id) FROM new_rows GROUP BY tenant_id
    UNION ALL
    SELECT tenant_id, 'bookings', array_agg(DISTINCT booking_id) FROM new_rows GROUP BY tenant_id;
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_tickets() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT tenant_id, status, array_agg(DISTINCT event_seat_id) AS seats,
           array_agg(DISTINCT booking_id) AS bookings
      FROM new_rows GROUP BY tenant_id, status
  LOOP
    CONTINUE WHEN part.status <> 'TRANSFERRED'
      AND cardinality(part.seats) = (
        SELECT count(*) FROM parterre.event_seats AS seat
         WHERE seat.tenant_id = part.tenant_id AND seat.id = ANY ((SELECT part.seats)::uuid[])
           AND CASE part.status WHEN 'RESERVED' THEN seat.status = 'RESERVED'
                 WHEN 'CANCELLED' THEN seat.status NOT IN ('RESERVED', 'SOLD')
                 ELSE seat.status = 'SOLD' END)
      AND cardinality(part.bookings) = (
        SELECT count(*) FROM parterre.bookings AS booking
         WHERE booking.tenant_id = part.tenant_id
           AND booking.id = ANY ((SELECT part.bookings)::uuid[])
           AND CASE part.status WHEN 'RESERVED' THEN booking.status IN ('RESERVED', 'PENDING')
                 WHEN 'CANCELLED' THEN booking.status NOT IN ('CONFIRMED', 'PAID')
                 ELSE booking.status IN ('CONFIRMED', 'PAID') END);
    INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
    VALUES (part.tenant_id, 'seats', part.seats), (part.tenant_id, 'bookings', part.bookings);
  END LOOP;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_bookings() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
BEGIN  -- one that is only reserved is asked about when its tickets are
  IF NOT EXISTS (SELECT FROM new_rows WHERE status NOT IN ('RESERVED', 'PENDING')) THEN
    RETURN NULL;
  END IF;
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT broken.tenant_id, 'bookings', array_agg(broken.id)
    FROM new_rows AS touched
    JOIN parterre_sec.broken_bookings AS broken
      ON broken.tenant_id = touched.tenant_id AND broken.id = touched.id
   GROUP BY broken.tenant_id;
  RETURN NULL;
END
$$;
