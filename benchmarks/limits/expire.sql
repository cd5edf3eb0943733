-- Release every reservation whose time is over, nobody else at work.
CREATE FUNCTION {functions}.expire(agency uuid) RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  released bigint;
BEGIN
  WITH cancelled AS (
    UPDATE {schema}.bookings
       SET status = 'CANCELLED', reserved_until = NULL, cancelled_at = now(),
           cancellation_reason = 'The reservation ran out'
     WHERE tenant_id = agency AND status = 'RESERVED' AND reserved_until <= now()
    RETURNING id
  ), dead AS (
    UPDATE {schema}.tickets AS ticket
       SET status = 'CANCELLED', cancelled_at = now(), reserved_until = NULL
      FROM cancelled
     WHERE ticket.tenant_id = agency AND ticket.booking_id = cancelled.id
       AND ticket.status = 'RESERVED'
    RETURNING ticket.id, ticket.event_seat_id
  ), listed AS (
    UPDATE {schema}.booking_items AS item SET is_cancelled = true, cancelled_at = now()
      FROM dead WHERE item.tenant_id = agency AND item.ticket_id = dead.id
  ), freed AS (
    UPDATE {schema}.event_seats AS seat SET status = 'AVAILABLE', reserved_until = NULL
      FROM dead WHERE seat.tenant_id = agency AND seat.id = dead.event_seat_id
  )
  SELECT count(*) INTO released FROM cancelled;
  RETURN released;
END
$$;
