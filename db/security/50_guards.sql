-- What no update may do, whoever asks. The moves between states come from the domain (moves.py).
-- Triggers with a column list cost nothing where the column is not set, a false WHEN next to it; but
-- the server reads each WHEN anew for each statement, so words stand in arrays: lists are longer.

CREATE OR REPLACE FUNCTION parterre_sec.refuse() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN  -- arguments: the SQLSTATE and the sentence
  IF TG_LEVEL = 'STATEMENT' THEN
    RAISE EXCEPTION '%', TG_ARGV[1] USING ERRCODE = TG_ARGV[0], TABLE = TG_TABLE_NAME;
  END IF;
  RAISE EXCEPTION '%', TG_ARGV[1] USING ERRCODE = TG_ARGV[0], TABLE = TG_TABLE_NAME,
    DETAIL = format('%s %s', TG_TABLE_NAME, coalesce(to_jsonb(OLD) ->> 'id', ''));
END
$$;

-- Facts: nothing is ever updated, deleted or truncated.
DO $$
DECLARE
  one regclass;
BEGIN
  FOREACH one IN ARRAY ARRAY['parterre.audit_log', 'parterre.journal_entries', 'parterre.scans',
                             'parterre.venue_plans',
                             'parterre.delivery_receipts', 'parterre.delivery_receipt_seats']::regclass[]
  LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR EACH'
      ' STATEMENT EXECUTE FUNCTION parterre_sec.refuse(''PT005'', ''This is a record of what happened; nobody changes it.'')',
      one);
  END LOOP;
END
$$;

CREATE OR REPLACE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON parterre.payments
  FOR EACH STATEMENT EXECUTE FUNCTION parterre_sec.refuse('PT005', 'A payment is never removed.');
-- What receipts point to without a foreign key. Only a seat that was never ours may go, and only as
-- its event moves to a version of the plan that has no such seat.
CREATE OR REPLACE TRIGGER kept BEFORE TRUNCATE ON parterre.event_seats
  FOR EACH STATEMENT EXECUTE FUNCTION parterre_sec.refuse('PT005', 'An event seat is never removed.');
CREATE OR REPLACE FUNCTION parterre_sec.keep_event_seat() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF OLD.ownership_status = 'NOT_OWNED' AND EXISTS (
       SELECT FROM parterre.seats AS seat
         JOIN parterre.events AS event ON event.tenant_id = seat.tenant_id AND event.id = OLD.event_id
        WHERE seat.tenant_id = OLD.tenant_id AND seat.id = OLD.seat_id
          AND seat.plan_id <> event.plan_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'An event seat is never removed.' USING ERRCODE = 'PT005', TABLE = TG_TABLE_NAME;
END
$$;
CREATE OR REPLACE TRIGGER kept_seat BEFORE DELETE ON parterre.event_seats
  FOR EACH ROW EXECUTE FUNCTION parterre_sec.keep_event_seat();
CREATE OR REPLACE TRIGGER kept BEFORE TRUNCATE ON parterre.purchase_order_lines
  FOR EACH STATEMENT EXECUTE FUNCTION parterre_sec.refuse('PT005', 'An agreed order line is never removed.');
CREATE OR REPLACE TRIGGER a_fact
  BEFORE UPDATE OF tenant_id, id, booking_id, customer_id, amount, currency, payment_method,
    payment_provider, till_shift_id, tendered, change_given, due_at, recorded_by, created_at
  ON parterre.payments FOR EACH STATEMENT
  EXECUTE FUNCTION parterre_sec.refuse('PT005', 'What a payment says about the money is never rewritten.');
CREATE OR REPLACE TRIGGER once_told BEFORE UPDATE OF provider_transaction_id, processed_at
  ON parterre.payments FOR EACH ROW
  WHEN (OLD.status = ANY ('{SUCCESS,REFUNDED}') AND (OLD.provider_transaction_id, OLD.processed_at)
        IS DISTINCT FROM (NEW.provider_transaction_id, NEW.processed_at))
  EXECUTE FUNCTION parterre_sec.refuse('PT005', 'A settled payment is never rewritten.');

-- Who a row is, and what it belongs to, never changes.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT c.oid::regclass AS name FROM pg_class c
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id'
              WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind = 'r'
                AND c.relname <> 'audit_log'
  LOOP
    EXECUTE format(
      'CREATE OR REPLACE TRIGGER same_row BEFORE UPDATE OF tenant_id, id ON %s FOR EACH ROW'
      ' WHEN ((OLD.tenant_id, OLD.id) IS DISTINCT FROM (NEW.tenant_id, NEW.id))'
      ' EXECUTE FUNCTION parterre_sec.refuse(''PT002'', ''A row keeps its agency and its key.'')',
      one.name);
  END LOOP;
END
$$;

CREATE OR REPLACE TRIGGER same_place BEFORE UPDATE OF venue_id, plan_id
  ON parterre.seats FOR EACH ROW
  WHEN ((OLD.venue_id, OLD.plan_id) IS DISTINCT FROM (NEW.venue_id, NEW.plan_id))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'A seat stays in its version of the plan.');
CREATE OR REPLACE TRIGGER same_seat BEFORE UPDATE OF event_id, seat_id, rank
  ON parterre.event_seats FOR EACH ROW
  WHEN (OLD.event_id IS DISTINCT FROM NEW.event_id
        OR (OLD.ownership_status <> 'NOT_OWNED'
            AND (OLD.seat_id, OLD.rank) IS DISTINCT FROM (NEW.seat_id, NEW.rank)))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'An event seat stays the same seat of the same event.');
CREATE OR REPLACE TRIGGER same_ticket
  BEFORE UPDATE OF event_id, event_seat_id, booking_id, ticket_number, barcode, price_paid, currency
  ON parterre.tickets FOR EACH ROW
  WHEN ((OLD.event_id, OLD.event_seat_id, OLD.booking_id, OLD.ticket_number, OLD.barcode, OLD.price_paid, OLD.currency)
        IS DISTINCT FROM
        (NEW.event_id, NEW.event_seat_id, NEW.booking_id, NEW.ticket_number, NEW.barcode, NEW.price_paid, NEW.currency))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'A ticket keeps its seat, its numbers and its price.');
CREATE OR REPLACE TRIGGER same_item BEFORE UPDATE OF booking_id, ticket_id, unit_price, total_price
  ON parterre.booking_items FOR EACH ROW
  WHEN ((OLD.booking_id, OLD.ticket_id, OLD.unit_price) IS DISTINCT FROM (NEW.booking_id, NEW.ticket_id, NEW.unit_price))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'A booking''s item keeps its ticket and its price.');
CREATE OR REPLACE TRIGGER same_booking BEFORE UPDATE OF event_id, booking_number, currency
  ON parterre.bookings FOR EACH ROW
  WHEN ((OLD.event_id, OLD.booking_number, OLD.currency) IS DISTINCT FROM (NEW.event_id, NEW.booking_number, NEW.currency))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'A booking keeps its event, its number and its currency.');
CREATE OR REPLACE TRIGGER same_order BEFORE UPDATE OF supplier_id, po_number, currency
  ON parterre.purchase_orders FOR EACH ROW
  WHEN (OLD.status <> 'DRAFT' AND (OLD.supplier_id, OLD.po_number, OLD.currency)
        IS DISTINCT FROM (NEW.supplier_id, NEW.po_number, NEW.currency))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'A submitted order keeps its supplier, number and currency.');
CREATE OR REPLACE TRIGGER same_event BEFORE UPDATE OF venue_id, currency
  ON parterre.events FOR EACH ROW
  WHEN (OLD.status <> 'DRAFT' AND (OLD.venue_id, OLD.currency) IS DISTINCT FROM (NEW.venue_id, NEW.currency))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'A published event keeps its venue and its currency.');
CREATE OR REPLACE TRIGGER same_drawer BEFORE UPDATE OF staff_id, currency, opening_float, opened_at
  ON parterre.till_shifts FOR EACH ROW
  WHEN ((OLD.staff_id, OLD.currency, OLD.opening_float, OLD.opened_at)
        IS DISTINCT FROM (NEW.staff_id, NEW.currency, NEW.opening_float, NEW.opened_at))
  EXECUTE FUNCTION parterre_sec.refuse('PT002', 'A shift keeps its drawer and its float.');
-- Fees in money are the agency's, and events, orders and drawers begin in its currency.
CREATE OR REPLACE FUNCTION parterre_sec.keep_currency() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF EXISTS (SELECT FROM parterre.events WHERE tenant_id = OLD.tenant_id)
     OR EXISTS (SELECT FROM parterre.purchase_orders WHERE tenant_id = OLD.tenant_id)
     OR EXISTS (SELECT FROM parterre.till_shifts WHERE tenant_id = OLD.tenant_id) THEN
    RAISE EXCEPTION 'An agency that has amounts keeps its currency.'
      USING ERRCODE = 'PT002', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER same_currency BEFORE UPDATE OF currency ON parterre.tenants FOR EACH ROW
  WHEN (OLD.currency IS DISTINCT FROM NEW.currency)
  EXECUTE FUNCTION parterre_sec.keep_currency();
CREATE OR REPLACE TRIGGER counted_once BEFORE UPDATE ON parterre.till_shifts FOR EACH ROW
  WHEN (OLD.status = 'CLOSED')
  EXECUTE FUNCTION parterre_sec.refuse('PT001', 'A closed till shift stays as it was counted.');

-- Prices: what a customer has agreed to, and what a supplier was paid for.
CREATE OR REPLACE TRIGGER agreed_price BEFORE UPDATE OF retail_price
  ON parterre.event_seats FOR EACH ROW
  WHEN (OLD.retail_price IS DISTINCT FROM NEW.retail_price
        AND ARRAY[OLD.status, NEW.status]::text[] && '{RESERVED,SOLD}')
  EXECUTE FUNCTION parterre_sec.refuse('PT003', 'The price of a reserved or sold seat is agreed.');
CREATE OR REPLACE TRIGGER bought_price BEFORE UPDATE OF purchase_price, supplier_id, purchase_order_id
  ON parterre.event_seats FOR EACH ROW
  WHEN (OLD.ownership_status = 'OWNED' AND NEW.ownership_status = 'OWNED'
        AND (OLD.purchase_price, OLD.supplier_id, OLD.purchase_order_id)
        IS DISTINCT FROM (NEW.purchase_price, NEW.supplier_id, NEW.purchase_order_id))
  EXECUTE FUNCTION parterre_sec.refuse('PT003', 'What an owned seat cost, and who sold it, is settled.');
CREATE OR REPLACE TRIGGER ordered_price
  BEFORE UPDATE OF quantity, unit_price, line_total, item_id, purchase_order_id OR DELETE
  ON parterre.purchase_order_lines FOR EACH ROW
  WHEN (OLD.status <> 'PENDING')
  EXECUTE FUNCTION parterre_sec.refuse('PT003', 'A confirmed order line is what was agreed with the supplier.');

-- A ticket is let in once.
CREATE OR REPLACE TRIGGER scanned_once BEFORE UPDATE OF scanned_at ON parterre.tickets FOR EACH ROW
  WHEN (OLD.scanned_at IS NOT NULL AND NEW.scanned_at IS DISTINCT FROM OLD.scanned_at)
  EXECUTE FUNCTION parterre_sec.refuse('PT001', 'This ticket was already let in.');

-- Selling is not the buyer's job; a superuser counts as a member of every group.
CREATE OR REPLACE TRIGGER sellers_only BEFORE UPDATE OF status ON parterre.event_seats FOR EACH ROW
  WHEN (OLD.status <> NEW.status AND ARRAY[OLD.status, NEW.status]::text[] && '{RESERVED,SOLD}'
        AND pg_has_role(SESSION_USER, 'parterre_buyer', 'MEMBER')
        AND NOT pg_has_role(SESSION_USER, 'parterre_manager', 'MEMBER'))
  EXECUTE FUNCTION parterre_sec.refuse('PT004', 'A buyer neither reserves nor sells seats.');

-- Whether everybody's money goes back is the manager's word. A policy keeps sellers from it.
CREATE OR REPLACE TRIGGER managers_cancel BEFORE UPDATE OF status ON parterre.events FOR EACH ROW
  WHEN (OLD.status <> NEW.status AND NEW.status = 'CANCELLED'
        AND pg_has_role(SESSION_USER, 'parterre_buyer', 'MEMBER')
        AND NOT pg_has_role(SESSION_USER, 'parterre_manager', 'MEMBER'))
  EXECUTE FUNCTION parterre_sec.refuse('PT004', 'Cancelling an event is for managers.');

-- So is whose money goes back; what a provider tells of it, the worker writes.
CREATE OR REPLACE TRIGGER managers_return BEFORE UPDATE OF status ON parterre.bookings FOR EACH ROW
  WHEN (OLD.status = ANY ('{CONFIRMED,PAID}') AND NEW.status = ANY ('{CANCELLED,REFUNDED}')
        AND NOT pg_has_role(SESSION_USER, 'parterre_manager', 'MEMBER')
        AND NOT pg_has_role(SESSION_USER, 'parterre_worker', 'MEMBER'))
  EXECUTE FUNCTION parterre_sec.refuse('PT004', 'Taking a sale back is for managers.');

-- Holding and blocking is not the counter's job. A hold whose time is over is nobody's any more;
-- five seconds for a request that was on its way as it ended.
CREATE OR REPLACE TRIGGER holders_only BEFORE UPDATE OF status ON parterre.event_seats FOR EACH ROW
  WHEN (OLD.status <> NEW.status AND ARRAY[OLD.status, NEW.status]::text[] && '{HELD,BLOCKED}'
        AND NOT (OLD.status = 'HELD' AND NEW.status = 'AVAILABLE'
                 AND coalesce(OLD.hold_until <= clock_timestamp() + interval '5 seconds', false))
        AND NOT pg_has_role(SESSION_USER, 'parterre_buyer', 'MEMBER')
        AND NOT pg_has_role(SESSION_USER, 'parterre_manager', 'MEMBER'))
  EXECUTE FUNCTION parterre_sec.refuse('PT004', 'Holding and blocking seats is for managers and buyers.');

-- Whoever lets go of a seat leaves nothing of the hold behind, and needs no right to its columns.
CREATE OR REPLACE FUNCTION parterre_sec.forget_hold() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  NEW.hold_id := NULL;
  NEW.hold_reason := NULL;
  NEW.hold_until := NULL;
  RETURN NEW;
END
$$;
CREATE OR REPLACE TRIGGER let_go BEFORE UPDATE OF status ON parterre.event_seats FOR EACH ROW
  WHEN (OLD.status = ANY ('{HELD,BLOCKED}') AND NEW.status <> ALL ('{HELD,BLOCKED}'))
  EXECUTE FUNCTION parterre_sec.forget_hold();
