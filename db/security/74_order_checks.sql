-- Asked after each statement about orders and what was received for them.

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
  FOR part IN
    SELECT tenant_id, array_agg(DISTINCT event_seat_id) AS seats,
           array_agg(DISTINCT receipt_id) AS receipts
      FROM new_rows GROUP BY tenant_id
  LOOP
    CONTINUE WHEN cardinality(part.seats) = (
      SELECT count(*) FROM parterre.event_seats AS seat
       WHERE seat.tenant_id = part.tenant_id AND seat.id = ANY ((SELECT part.seats)::uuid[])
         AND seat.ownership_status <> 'NOT_OWNED');
    INSERT INTO parterre_sec.unsettled (tenant_id, invariant, subjects)
    VALUES (part.tenant_id, 'receipts', part.receipts);
  END LOOP;
  RETURN NULL;
END
$$;
