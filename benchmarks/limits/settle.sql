-- Take cash for a booking: lock its seats in id order, then the writes; with everything on, the
-- journal's two rows and the key too.
CREATE FUNCTION {functions}.settle(
  agency uuid, paid_booking uuid, shift uuid, everything boolean
) RETURNS uuid LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  payment uuid := uuidv7();
  locked  uuid[];
  cost    numeric;
  total   numeric;
  of_event uuid;
  payable text[] := '{RESERVED}';  -- a literal would read the index of running clocks
BEGIN
  IF everything THEN
    INSERT INTO parterre.requests (tenant_id, id, use_case, body_hash, subject_id)
    VALUES (agency, uuidv7(), 'limit', 'limit', payment) ON CONFLICT DO NOTHING;
    PERFORM FROM parterre.till_shifts WHERE tenant_id = agency AND id = shift FOR SHARE;
  END IF;
  SELECT array_agg(id), sum(purchase_price) INTO locked, cost
    FROM (SELECT seat.id, seat.purchase_price
            FROM {schema}.tickets AS ticket
            JOIN {schema}.event_seats AS seat
              ON seat.tenant_id = agency AND seat.id = ticket.live_seat_id
           WHERE ticket.tenant_id = agency AND ticket.booking_id = paid_booking
             AND ticket.status = 'RESERVED'
           ORDER BY seat.id FOR UPDATE OF seat) AS mine;
  UPDATE {schema}.bookings
     SET status = 'PAID', payment_status = 'COMPLETED', payment_method = 'CASH',
         reserved_until = NULL, confirmed_at = now()
   WHERE tenant_id = agency AND id = paid_booking AND status = ANY (payable)
     AND ticket_count = cardinality(locked)
  RETURNING total_amount, event_id INTO total, of_event;
  IF total IS NULL THEN
    RETURN NULL;
  END IF;
  UPDATE {schema}.tickets SET status = 'CONFIRMED', issued_at = now(), reserved_until = NULL
   WHERE tenant_id = agency AND booking_id = paid_booking;
  UPDATE {schema}.event_seats SET status = 'SOLD', reserved_until = NULL
   WHERE tenant_id = agency AND id = ANY (locked);
  INSERT INTO {schema}.payments (tenant_id, id, booking_id, amount, currency, payment_method,
                                 payment_provider, status, processed_at, till_shift_id, tendered,
                                 change_given)
  VALUES (agency, payment, paid_booking, total, 'EUR', 'CASH', 'cash', 'SUCCESS', now(), shift,
          total, 0);
  IF everything THEN
    INSERT INTO parterre.journal_entries (tenant_id, id, posted_at, debit_account, credit_account,
                                          amount, currency, memo, booking_id, payment_id,
                                          event_id, till_shift_id)
    VALUES (agency, uuidv7(), now(), 'cash_drawer', 'ticket_revenue', total, 'EUR', 'Sale',
            paid_booking, payment, of_event, shift),
           (agency, uuidv7(), now(), 'cost_of_sales', 'stock', cost, 'EUR', 'Sale',
            paid_booking, payment, of_event, NULL);
    PERFORM parterre_api.defer_issue(paid_booking);
  END IF;
  RETURN payment;
END
$$;
