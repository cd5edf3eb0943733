-- Asked after each statement about money: payments, payables and the journal.

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

-- A drawer is counted against its journal, whoever does the sum.
CREATE OR REPLACE FUNCTION parterre_sec.check_count() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  broken record;
BEGIN
  SELECT why INTO broken FROM parterre_sec.broken_tills AS till
   WHERE till.tenant_id = NEW.tenant_id AND till.id = NEW.id;
  IF FOUND THEN
    RAISE EXCEPTION 'This till shift %', broken.why USING ERRCODE = 'PT041';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER check_count AFTER UPDATE OF status ON parterre.till_shifts
  FOR EACH ROW WHEN (OLD.status = 'OPEN' AND NEW.status = 'CLOSED')
  EXECUTE FUNCTION parterre_sec.check_count();
