-- Asked after each statement about seats: those of events, of plans, and whose they are.
--
-- A quick look at what was touched, by index and all at once: what is plainly in order costs one
-- descent however many rows there are, everything else is noted. A plan made for four rows has to be
-- good for 40,000, hence the settings, and ids as (SELECT …)::uuid[]: the planner looks into no array.

CREATE OR REPLACE FUNCTION parterre_sec.check_event_seats() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off
AS $$
DECLARE
  part     record;
  in_order boolean;
BEGIN  -- the view's rules, asked once of all seats that stand alike
  FOR part IN
    SELECT tenant_id, event_id, status, hold_id, presale_id, count(*) AS n, array_agg(id) AS ids
      FROM new_rows GROUP BY tenant_id, event_id, status, hold_id, presale_id
  LOOP
    IF part.status IN ('RESERVED', 'SOLD') THEN
      in_order := part.n = (
        SELECT count(*) FROM parterre.tickets AS ticket
         WHERE ticket.tenant_id = part.tenant_id AND ticket.event_id = part.event_id
           AND ticket.live_seat_id = ANY ((SELECT part.ids)::uuid[])
           AND (ticket.status = 'RESERVED') = (part.status = 'RESERVED'));
    ELSE
      in_order := NOT EXISTS (
        SELECT FROM parterre.tickets AS ticket
         WHERE ticket.tenant_id = part.tenant_id
           AND ticket.live_seat_id = ANY ((SELECT part.ids)::uuid[]));
      IF part.status = 'HELD' THEN
        in_order := in_order AND EXISTS (
          SELECT FROM parterre.holds AS hold
           WHERE hold.tenant_id = part.tenant_id AND hold.id = part.hold_id
             AND hold.event_id = part.event_id AND hold.is_active);
      END IF;
      IF part.presale_id IS NOT NULL THEN
        in_order := in_order AND EXISTS (
          SELECT FROM parterre.presales AS presale
           WHERE presale.tenant_id = part.tenant_id AND presale.id = part.presale_id
             AND presale.event_id = part.event_id);
      END IF;
    END IF;
    CONTINUE WHEN in_order;
    INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
    VALUES (part.tenant_id, 'seats', part.ids);
  END LOOP;
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
