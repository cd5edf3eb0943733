-- What must hold at COMMIT, whoever writes: seats and tickets, bookings and money, orders and stock.
--
-- Each view lists the rows that break one invariant; `parterre doctor` reads them whole. After each
-- statement a trigger asks the view about the rows that it touched, all at once. What doesn't hold
-- yet is noted in `unsettled` and asked again at COMMIT, by the only deferred trigger there is: a
-- sale in one statement pays for one look, and not for one deferred trigger a seat.
--
-- A provider's fact (stripe, paypal) is never refused here: real money would go unrecorded.

CREATE OR REPLACE VIEW parterre_sec.broken_seats WITH (security_invoker = true) AS
SELECT tenant_id, id, why FROM (
  SELECT seat.tenant_id, seat.id,
    CASE
      WHEN ticket.event_id <> seat.event_id THEN 'its live ticket is for another event'
      WHEN seat.status = 'RESERVED' THEN
        CASE WHEN ticket.status IS DISTINCT FROM 'RESERVED' THEN 'RESERVED without a reserved ticket' END
      WHEN seat.status = 'SOLD' THEN
        CASE WHEN coalesce(ticket.status NOT IN ('CONFIRMED', 'USED'), true) THEN 'SOLD without a valid ticket' END
      WHEN ticket.id IS NOT NULL THEN 'for sale with a live ticket on it'
      WHEN seat.status = 'HELD' AND NOT EXISTS (
          SELECT FROM parterre.holds AS hold
           WHERE hold.tenant_id = seat.tenant_id AND hold.id = seat.hold_id
             AND hold.event_id = seat.event_id AND hold.is_active)
        THEN 'HELD without a hold of its event'
      WHEN seat.presale_id IS NOT NULL AND NOT EXISTS (
          SELECT FROM parterre.presales AS presale
           WHERE presale.tenant_id = seat.tenant_id AND presale.id = seat.presale_id
             AND presale.event_id = seat.event_id)
        THEN 'kept for a presale that its event has not'
    END AS why
  FROM parterre.event_seats AS seat
  LEFT JOIN parterre.tickets AS ticket
    ON ticket.tenant_id = seat.tenant_id AND ticket.live_seat_id = seat.id
) AS each WHERE why IS NOT NULL;

-- A ticket only for a seat that its booking covers.
CREATE OR REPLACE VIEW parterre_sec.broken_tickets WITH (security_invoker = true) AS
SELECT ticket.tenant_id, ticket.id, 'its booking has no item for it' AS why
  FROM parterre.tickets AS ticket
 WHERE NOT EXISTS (SELECT FROM parterre.booking_items AS item
                    WHERE item.tenant_id = ticket.tenant_id AND item.ticket_id = ticket.id
                      AND item.booking_id = ticket.booking_id);

CREATE OR REPLACE VIEW parterre_sec.broken_bookings WITH (security_invoker = true) AS
SELECT tenant_id, id, why FROM (
  SELECT booking.tenant_id, booking.id,
    CASE
      WHEN booking.status IN ('RESERVED', 'PENDING') THEN
        CASE WHEN ticket.valid > 0 THEN 'not confirmed, with valid tickets' END
      WHEN booking.status IN ('CANCELLED', 'REFUNDED') THEN
        CASE WHEN ticket.live > 0 THEN 'cancelled, with live tickets' END
      WHEN ticket.live <> booking.ticket_count OR ticket.valid <> booking.ticket_count
        THEN 'confirmed, with another number of valid tickets'
      WHEN booking.total_amount <> ticket.price - booking.discount_amount + booking.service_fee
                                   + booking.delivery_fee + booking.tax_amount
        THEN 'its total is not what its tickets and fees add up to'
      WHEN booking.total_amount > (
          SELECT coalesce(sum(payment.amount), 0) FROM parterre.payments AS payment
           WHERE payment.tenant_id = booking.tenant_id AND payment.booking_id = booking.id
             AND (payment.status IN ('SUCCESS', 'REFUNDED')
                  OR booking.status = 'CONFIRMED' AND payment.status = 'PENDING'
                     AND payment.payment_provider = 'bank'))
        THEN 'not covered by payments'
    END AS why
  FROM parterre.bookings AS booking
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE each.status IN ('RESERVED', 'CONFIRMED', 'USED')) AS live,
           count(*) FILTER (WHERE each.status IN ('CONFIRMED', 'USED')) AS valid,
           coalesce(sum(each.price_paid) FILTER (WHERE each.status IN ('CONFIRMED', 'USED')), 0) AS price
      FROM parterre.tickets AS each
     WHERE each.tenant_id = booking.tenant_id AND each.booking_id = booking.id
  ) AS ticket
) AS each WHERE why IS NOT NULL;

CREATE OR REPLACE VIEW parterre_sec.broken_orders WITH (security_invoker = true) AS
SELECT tenant_id, id, why FROM (
  SELECT purchase.tenant_id, purchase.id,
    CASE
      WHEN line.miscounted > 0 THEN 'a line''s received quantity is not what its receipts list'
      WHEN purchase.status = 'COMPLETED' AND (line.open > 0 OR line.n = 0)
        THEN 'completed, with an open line'
      WHEN purchase.status IN ('CONFIRMED', 'PARTIALLY_RECEIVED') AND line.n > 0 AND line.open = 0
        THEN 'every line is closed, the order is not'
    END AS why
  FROM parterre.purchase_orders AS purchase
  CROSS JOIN LATERAL (
    SELECT count(*) AS n,
           count(*) FILTER (WHERE each.status NOT IN ('RECEIVED', 'CANCELLED')) AS open,
           count(*) FILTER (WHERE each.received_quantity <> (
             SELECT count(*) FROM parterre.delivery_receipt_seats AS received
              WHERE received.tenant_id = each.tenant_id AND received.line_id = each.id)) AS miscounted
      FROM parterre.purchase_order_lines AS each
     WHERE each.tenant_id = purchase.tenant_id AND each.purchase_order_id = purchase.id
  ) AS line
) AS each WHERE why IS NOT NULL;

-- What is or was ours is in a receipt of that order and supplier; with the count above: owned =
-- received. Receipts have foreign keys to both, so a seat needs none.
CREATE OR REPLACE VIEW parterre_sec.broken_stock WITH (security_invoker = true) AS
SELECT seat.tenant_id, seat.id, 'owned without a receipt of its order' AS why
  FROM parterre.event_seats AS seat
 WHERE seat.ownership_status <> 'NOT_OWNED'
   AND (  -- a scalar, so that it stays one look a seat: pulled up, it was once 20,000 squared
     SELECT true FROM parterre.delivery_receipt_seats AS received
       JOIN parterre.delivery_receipts AS receipt
         ON receipt.tenant_id = received.tenant_id AND receipt.id = received.receipt_id
      WHERE received.tenant_id = seat.tenant_id AND received.event_seat_id = seat.id
        AND receipt.purchase_order_id = seat.purchase_order_id
        AND receipt.supplier_id = seat.supplier_id LIMIT 1) IS NULL;

CREATE OR REPLACE VIEW parterre_sec.broken_receipts WITH (security_invoker = true) AS
SELECT received.tenant_id, received.receipt_id AS id, 'lists a seat that is not owned' AS why
  FROM parterre.delivery_receipt_seats AS received
 WHERE coalesce((SELECT seat.ownership_status FROM parterre.event_seats AS seat
                  WHERE seat.tenant_id = received.tenant_id AND seat.id = received.event_seat_id),
                'NOT_OWNED') = 'NOT_OWNED';

-- Cash, terminal and bank: the journal has the same sum on the account where the money is.
CREATE OR REPLACE VIEW parterre_sec.broken_payments WITH (security_invoker = true) AS
SELECT payment.tenant_id, payment.id, 'the journal has another sum for it' AS why
  FROM parterre.payments AS payment
 WHERE payment.status IN ('SUCCESS', 'REFUNDED')
   AND payment.payment_provider IN ('cash', 'terminal', 'bank')
   AND payment.amount <> (
     SELECT coalesce(sum(entry.amount), 0) FROM parterre.journal_entries AS entry
      WHERE entry.tenant_id = payment.tenant_id AND entry.payment_id = payment.id
        AND entry.debit_account IN ('cash_drawer', 'card_clearing', 'bank'));

-- What is owed for an order and what went to its supplier are what the journal says.
CREATE OR REPLACE VIEW parterre_sec.broken_payables WITH (security_invoker = true) AS
SELECT owed.tenant_id, owed.id,
       format('owes %s, paid %s; the journal says %s, paid %s',
              owed.amount, owed.paid_amount, books.amount, books.paid) AS why
  FROM parterre.payables AS owed
 CROSS JOIN LATERAL (
   SELECT coalesce(sum(CASE each.credit_account WHEN 'payables' THEN each.amount ELSE -each.amount END)
                     FILTER (WHERE each.goods), 0) AS amount,
          coalesce(sum(CASE each.debit_account WHEN 'payables' THEN each.amount ELSE -each.amount END)
                     FILTER (WHERE NOT each.goods), 0) AS paid
     FROM (SELECT entry.amount, entry.debit_account, entry.credit_account,
                  CASE entry.debit_account WHEN 'payables' THEN entry.credit_account
                    ELSE entry.debit_account END IN ('stock', 'stock_on_order') AS goods
             FROM parterre.journal_entries AS entry
            WHERE entry.tenant_id = owed.tenant_id AND entry.purchase_order_id = owed.purchase_order_id
              AND 'payables' IN (entry.debit_account, entry.credit_account)) AS each
 ) AS books
 WHERE (owed.amount, owed.paid_amount) <> (books.amount, books.paid);

-- A version of a plan has the seats that it says, from the moment of publishing on.
CREATE OR REPLACE VIEW parterre_sec.broken_houses WITH (security_invoker = true) AS
SELECT plan.tenant_id, plan.id, 'it has another number of seats than it says' AS why
  FROM parterre.venue_plans AS plan
 WHERE plan.seat_count <> (SELECT count(*) FROM parterre.seats AS seat
                            WHERE seat.tenant_id = plan.tenant_id AND seat.plan_id = plan.id);

-- An event sells the seats of its own version of the venue's plan, each at its place on that map.
CREATE OR REPLACE VIEW parterre_sec.broken_plans WITH (security_invoker = true) AS
SELECT event.tenant_id, event.id, 'it has seats of another version of the plan' AS why
  FROM parterre.events AS event
 WHERE EXISTS (SELECT FROM parterre.event_seats AS sold
                 JOIN parterre.seats AS seat
                   ON seat.tenant_id = sold.tenant_id AND seat.id = sold.seat_id
                WHERE sold.tenant_id = event.tenant_id AND sold.event_id = event.id
                  AND (seat.plan_id <> event.plan_id OR seat.rank <> sold.rank));

-- ── Asked again at COMMIT ────────────────────────────────────────────────────────────────────────

CREATE UNLOGGED TABLE IF NOT EXISTS parterre_sec.unsettled (  -- empty between transactions
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id  uuid   NOT NULL,
  invariant  text   NOT NULL,
  subjects   uuid[] NOT NULL
);
ALTER TABLE parterre_sec.unsettled OWNER TO parterre_guard;

-- Spelt out, so that each question keeps its plan.
CREATE OR REPLACE FUNCTION parterre_sec.first_broken(
  of_tenant uuid, invariant text, subjects uuid[], OUT subject uuid, OUT why text
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_material = off
AS $$
BEGIN
  CASE invariant
    WHEN 'seats' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_seats AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'tickets' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_tickets AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'bookings' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_bookings AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'orders' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_orders AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'stock' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_stock AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'receipts' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_receipts AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'payments' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_payments AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'payables' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_payables AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'houses' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_houses AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'plans' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_plans AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
  END CASE;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.ask_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  broken record;
BEGIN
  DELETE FROM parterre_sec.unsettled WHERE id = NEW.id;
  SELECT * INTO broken FROM parterre_sec.first_broken(NEW.tenant_id, NEW.invariant, NEW.subjects);
  IF broken.why IS NOT NULL THEN
    RAISE EXCEPTION '% %: %', NEW.invariant, broken.subject, broken.why
      USING ERRCODE = CASE NEW.invariant
        WHEN 'seats' THEN 'PT010' WHEN 'tickets' THEN 'PT011' WHEN 'bookings' THEN 'PT020'
        WHEN 'orders' THEN 'PT030' WHEN 'stock' THEN 'PT031' WHEN 'receipts' THEN 'PT032'
        WHEN 'payments' THEN 'PT050' WHEN 'payables' THEN 'PT052' WHEN 'plans' THEN 'PT060'
        WHEN 'houses' THEN 'PT061' END;
  END IF;
  RETURN NULL;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'ask_again') THEN
    CREATE CONSTRAINT TRIGGER ask_again AFTER INSERT ON parterre_sec.unsettled
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION parterre_sec.ask_again();
  END IF;
END
$$;

-- ── Asked after each statement ───────────────────────────────────────────────────────────────────
-- A quick look at what was touched, by index, row by row: what is plainly in order costs one join,
-- everything else is noted. The settings keep a plan made for four rows good for 40,000.

CREATE OR REPLACE FUNCTION parterre_sec.check_event_seats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
BEGIN  -- what the view reads of a seat; its event never changes, and a delivery changes none of it
  IF NOT EXISTS (SELECT tenant_id, id, status, hold_id, presale_id FROM new_rows
                 EXCEPT SELECT tenant_id, id, status, hold_id, presale_id FROM old_rows) THEN
    RETURN NULL;
  END IF;
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT broken.tenant_id, 'seats', array_agg(broken.id)
    FROM new_rows AS touched
    JOIN parterre_sec.broken_seats AS broken
      ON broken.tenant_id = touched.tenant_id AND broken.id = touched.id
   GROUP BY broken.tenant_id;
  RETURN NULL;
END
$$;

-- A hold ends when it holds nothing: what it still holds is asked about at COMMIT.
CREATE OR REPLACE FUNCTION parterre_sec.check_ended_hold() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT seat.tenant_id, 'seats', array_agg(seat.id) FROM parterre.event_seats AS seat
   WHERE seat.tenant_id = NEW.tenant_id AND seat.event_id = NEW.event_id AND seat.hold_id = NEW.id
   GROUP BY seat.tenant_id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER check_ended_hold AFTER UPDATE OF is_active ON parterre.holds
  FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active)
  EXECUTE FUNCTION parterre_sec.check_ended_hold();

CREATE OR REPLACE FUNCTION parterre_sec.check_new_seats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows AS made
               JOIN parterre.events AS event
                 ON event.tenant_id = made.tenant_id AND event.id = made.event_id
               JOIN parterre.seats AS seat
                 ON seat.tenant_id = made.tenant_id AND seat.id = made.seat_id
              WHERE seat.plan_id <> event.plan_id OR seat.rank <> made.rank) THEN
    RAISE EXCEPTION 'An event sells the seats of its own plan.' USING ERRCODE = 'PT060';
  END IF;
  -- 60,000 at a time with their event, all of them free and not ours: nothing more to look up
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT made.tenant_id, asked.invariant, array_agg(made.id)
    FROM new_rows AS made CROSS JOIN (VALUES ('seats'), ('stock')) AS asked (invariant)
   WHERE made.status IN ('RESERVED', 'SOLD') OR made.ownership_status <> 'NOT_OWNED'
   GROUP BY made.tenant_id, asked.invariant;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_new_places() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- Instead of a foreign key. What is found here can never go: versions are append-only.
  IF EXISTS (SELECT FROM (SELECT DISTINCT tenant_id, plan_id, venue_id FROM new_rows) AS made
              WHERE NOT EXISTS (
                SELECT FROM parterre.venue_plans AS plan
                 WHERE plan.tenant_id = made.tenant_id AND plan.id = made.plan_id
                   AND plan.venue_id = made.venue_id)) THEN
    RAISE EXCEPTION 'A seat is of a version of its own venue''s plan.'
      USING ERRCODE = '23503', TABLE = TG_TABLE_NAME;
  END IF;
  IF EXISTS (SELECT FROM (SELECT DISTINCT tenant_id, plan_id FROM new_rows) AS made
               JOIN parterre.venue_plans AS plan
                 ON plan.tenant_id = made.tenant_id AND plan.id = made.plan_id
              WHERE plan.seat_count < (SELECT count(*) FROM parterre.seats AS seat
                                        WHERE seat.tenant_id = made.tenant_id
                                          AND seat.plan_id = made.plan_id)) THEN
    RAISE EXCEPTION 'A published plan gets no more seats.' USING ERRCODE = 'PT061';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_new_plans() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT tenant_id, 'houses', array_agg(id) FROM new_rows GROUP BY tenant_id;
  RETURN NULL;
END
$$;

-- An event moves to another version: nobody's seats yet, each is asked about by itself.
CREATE OR REPLACE FUNCTION parterre_sec.check_moved_seat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM parterre.seats AS seat
                   JOIN parterre.events AS event
                     ON event.tenant_id = seat.tenant_id AND event.id = NEW.event_id
                  WHERE seat.tenant_id = NEW.tenant_id AND seat.id = NEW.seat_id
                    AND seat.plan_id = event.plan_id AND seat.rank = NEW.rank) THEN
    RAISE EXCEPTION 'An event sells the seats of its own plan.' USING ERRCODE = 'PT060';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER check_moved_seat AFTER UPDATE OF seat_id, rank ON parterre.event_seats
  FOR EACH ROW WHEN ((OLD.seat_id, OLD.rank) IS DISTINCT FROM (NEW.seat_id, NEW.rank))
  EXECUTE FUNCTION parterre_sec.check_moved_seat();

CREATE OR REPLACE FUNCTION parterre_sec.check_moved_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  VALUES (NEW.tenant_id, 'plans', ARRAY[NEW.id]);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER check_moved_event AFTER UPDATE OF plan_id ON parterre.events
  FOR EACH ROW WHEN (OLD.plan_id IS DISTINCT FROM NEW.plan_id)
  EXECUTE FUNCTION parterre_sec.check_moved_event();

-- The audit entry already says which seats became ours: a sale pays nothing for this. A delivery's
-- are listed by its own receipt, read once; whatever is not is asked about seat by seat.
CREATE OR REPLACE FUNCTION parterre_sec.check_ownership() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
BEGIN
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT NEW.tenant_id, 'stock', array_agg(id)
    FROM (SELECT unnest(NEW.row_ids)
          EXCEPT
          SELECT received.event_seat_id
            FROM parterre.delivery_receipts AS receipt
            JOIN parterre.delivery_receipt_seats AS received
              ON received.tenant_id = receipt.tenant_id AND received.receipt_id = receipt.id
           WHERE receipt.tenant_id = NEW.tenant_id AND receipt.created_at = now()
             AND receipt.purchase_order_id = (NEW.new ->> 'purchase_order_id')::uuid
             AND receipt.supplier_id = (NEW.new ->> 'supplier_id')::uuid) AS unlisted (id)
  HAVING count(*) > 0;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER check_ownership AFTER INSERT ON parterre.audit_log FOR EACH ROW
  WHEN (NEW.table_name = 'event_seats'
        AND (NEW.new ->> 'ownership_status' = 'OWNED'
             OR NEW.new ?| ARRAY['purchase_order_id', 'supplier_id']))
  EXECUTE FUNCTION parterre_sec.check_ownership();

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
                           AND seat.event_id = made.event_id AND item.id IS NOT NULL
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
BEGIN
  IF NOT EXISTS (SELECT FROM new_rows) THEN
    RETURN NULL;
  END IF;
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT touched.tenant_id, asked.invariant,
         array_agg(CASE asked.invariant WHEN 'seats' THEN touched.event_seat_id
                                        ELSE touched.booking_id END)
    FROM new_rows AS touched
    LEFT JOIN parterre.event_seats AS seat
      ON seat.tenant_id = touched.tenant_id AND seat.id = touched.event_seat_id
    LEFT JOIN parterre.bookings AS booking
      ON booking.tenant_id = touched.tenant_id AND booking.id = touched.booking_id
   CROSS JOIN (VALUES ('seats'), ('bookings')) AS asked (invariant)
   WHERE (CASE touched.status  -- plainly in order
            WHEN 'RESERVED' THEN seat.status = 'RESERVED' AND booking.status IN ('RESERVED', 'PENDING')
            WHEN 'CONFIRMED' THEN seat.status = 'SOLD' AND booking.status IN ('CONFIRMED', 'PAID')
            WHEN 'USED' THEN seat.status = 'SOLD' AND booking.status IN ('CONFIRMED', 'PAID')
            WHEN 'CANCELLED' THEN seat.status <> 'SOLD' AND booking.status NOT IN ('CONFIRMED', 'PAID')
              AND (seat.status = 'RESERVED') = EXISTS (
                SELECT FROM parterre.tickets AS other
                 WHERE other.tenant_id = touched.tenant_id AND other.live_seat_id = seat.id)
          END) IS NOT TRUE
   GROUP BY touched.tenant_id, asked.invariant;
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

-- Counting a line's receipts costs, so it is done once, at COMMIT.
CREATE OR REPLACE FUNCTION parterre_sec.ask_of_order(of_tenant uuid, of_order uuid) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT of_tenant, 'orders', ARRAY[of_order]
   WHERE NOT EXISTS (SELECT FROM parterre_sec.unsettled AS asked
                      WHERE asked.tenant_id = of_tenant AND asked.invariant = 'orders'
                        AND asked.subjects = ARRAY[of_order]);
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_orders() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF TG_TABLE_NAME = 'purchase_orders' THEN
    PERFORM parterre_sec.ask_of_order(tenant_id, id) FROM new_rows
      WHERE status NOT IN ('DRAFT', 'PENDING');
  ELSE
    PERFORM parterre_sec.ask_of_order(tenant_id, purchase_order_id)
      FROM (SELECT DISTINCT tenant_id, purchase_order_id FROM new_rows
             WHERE status <> 'PENDING') AS touched;
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_receipts() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT made.tenant_id, line.purchase_order_id AS order_id, receipt.id IS NOT NULL AS fits
      FROM (SELECT DISTINCT tenant_id, receipt_id, line_id FROM new_rows) AS made
      LEFT JOIN parterre.purchase_order_lines AS line
        ON line.tenant_id = made.tenant_id AND line.id = made.line_id AND line.status <> 'PENDING'
      LEFT JOIN parterre.delivery_receipts AS receipt
        ON receipt.tenant_id = made.tenant_id AND receipt.id = made.receipt_id
           AND receipt.purchase_order_id = line.purchase_order_id
  LOOP
    -- Instead of foreign keys. What is found here can never go: receipts are append-only, a line
    -- that is not PENDING stays one and is never removed.
    IF NOT part.fits THEN
      RAISE EXCEPTION 'A receipt lists seats of confirmed lines of its own order.'
        USING ERRCODE = '23503', TABLE = TG_TABLE_NAME;
    END IF;
    PERFORM parterre_sec.ask_of_order(part.tenant_id, part.order_id);
  END LOOP;
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT made.tenant_id, 'receipts', array_agg(DISTINCT made.receipt_id)
    FROM new_rows AS made
    LEFT JOIN parterre.event_seats AS seat
      ON seat.tenant_id = made.tenant_id AND seat.id = made.event_seat_id
   WHERE coalesce(seat.ownership_status, 'NOT_OWNED') = 'NOT_OWNED'
   GROUP BY made.tenant_id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_payments() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
DECLARE
  drawer record;
BEGIN
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT broken.tenant_id, 'payments', array_agg(broken.id)
    FROM new_rows AS touched
    JOIN parterre_sec.broken_payments AS broken
      ON broken.tenant_id = touched.tenant_id AND broken.id = touched.id
   GROUP BY broken.tenant_id;
  IF TG_OP <> 'INSERT' THEN
    RETURN NULL;
  END IF;
  IF EXISTS (SELECT FROM new_rows AS made
               JOIN parterre.bookings AS booking
                 ON booking.tenant_id = made.tenant_id AND booking.id = made.booking_id
              WHERE booking.currency <> made.currency
                AND made.payment_provider IN ('cash', 'terminal', 'bank')) THEN
    RAISE EXCEPTION 'A payment is in its booking''s currency.' USING ERRCODE = 'PT051';
  END IF;
  FOR drawer IN  -- locked, so that nobody closes it with this payment half in it
    SELECT shift.status, staff.login
      FROM new_rows AS made
      JOIN parterre.till_shifts AS shift
        ON shift.tenant_id = made.tenant_id AND shift.id = made.till_shift_id
      JOIN parterre.staff AS staff
        ON staff.tenant_id = shift.tenant_id AND staff.id = shift.staff_id
       FOR SHARE OF shift
  LOOP
    IF drawer.status <> 'OPEN' THEN
      RAISE EXCEPTION 'This till shift is closed.' USING ERRCODE = 'PT040';
    ELSIF drawer.login <> session_user
          AND NOT pg_has_role(session_user, 'parterre_manager', 'MEMBER') THEN
      RAISE EXCEPTION 'This is somebody else''s till.' USING ERRCODE = 'PT040';
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM new_rows
              WHERE payment_provider IN ('cash', 'terminal') AND till_shift_id IS NULL) THEN
    RAISE EXCEPTION 'Cash and terminal takings belong to an open till.' USING ERRCODE = 'PT040';
  END IF;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_payables() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN  -- the row and its journal entry are written one after the other
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT tenant_id, 'payables', array_agg(id) FROM new_rows GROUP BY tenant_id;
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.check_journal() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
BEGIN
  IF EXISTS (SELECT FROM new_rows AS made
              WHERE made.currency NOT IN (
                SELECT currency FROM parterre.payments
                 WHERE tenant_id = made.tenant_id AND id = made.payment_id
                UNION ALL SELECT currency FROM parterre.bookings
                 WHERE tenant_id = made.tenant_id AND id = made.booking_id
                UNION ALL SELECT currency FROM parterre.purchase_orders
                 WHERE tenant_id = made.tenant_id AND id = made.purchase_order_id
                UNION ALL SELECT made.currency
                 WHERE num_nonnulls(made.payment_id, made.booking_id, made.purchase_order_id) = 0)
             ) THEN
    RAISE EXCEPTION 'A journal entry is in the currency of what it is about.' USING ERRCODE = 'PT051';
  END IF;
  INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
  SELECT broken.tenant_id, 'payments', array_agg(broken.id)
    FROM (SELECT DISTINCT tenant_id, payment_id FROM new_rows WHERE payment_id IS NOT NULL) AS made
    JOIN parterre_sec.broken_payments AS broken
      ON broken.tenant_id = made.tenant_id AND broken.id = made.payment_id
   GROUP BY broken.tenant_id
  UNION ALL
  SELECT owed.tenant_id, 'payables', array_agg(DISTINCT owed.id)
    FROM new_rows AS made
    JOIN parterre.payables AS owed
      ON owed.tenant_id = made.tenant_id AND owed.purchase_order_id = made.purchase_order_id
   WHERE 'payables' IN (made.debit_account, made.credit_account)
   GROUP BY owed.tenant_id;
  RETURN NULL;
END
$$;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT * FROM (VALUES
      ('event_seats',            'UPDATE', 'check_event_seats'),
      ('venue_plans',            'INSERT', 'check_new_plans'),
      ('seats',                  'INSERT', 'check_new_places'),
      ('event_seats',            'INSERT', 'check_new_seats'),
      ('tickets',                'INSERT', 'check_new_tickets'),
      ('tickets',                'UPDATE', 'check_tickets'),
      ('bookings',               'INSERT', 'check_bookings'),
      ('bookings',               'UPDATE', 'check_bookings'),
      ('purchase_orders',        'INSERT', 'check_orders'),
      ('purchase_orders',        'UPDATE', 'check_orders'),
      ('purchase_order_lines',   'INSERT', 'check_orders'),
      ('purchase_order_lines',   'UPDATE', 'check_orders'),
      ('delivery_receipt_seats', 'INSERT', 'check_receipts'),
      ('payables',               'INSERT', 'check_payables'),
      ('payables',               'UPDATE', 'check_payables'),
      ('payments',               'INSERT', 'check_payments'),
      ('payments',               'UPDATE', 'check_payments'),
      ('journal_entries',        'INSERT', 'check_journal')
    ) AS wanted (of_table, verb, function)
  LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER %I AFTER %s ON parterre.%I REFERENCING NEW TABLE AS new_rows%s'
      ' FOR EACH STATEMENT EXECUTE FUNCTION parterre_sec.%I()',
      one.function || '_' || lower(one.verb), one.verb, one.of_table,
      CASE one.function WHEN 'check_event_seats' THEN ' OLD TABLE AS old_rows' ELSE '' END,
      one.function);
  END LOOP;
END
$$;
