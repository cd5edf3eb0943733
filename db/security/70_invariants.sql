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
SELECT tenant_id, id, why FROM (
  SELECT ticket.tenant_id, ticket.id,
    CASE
      WHEN (booking.event_id, booking.currency) <> (ticket.event_id, ticket.currency)
        THEN 'its booking is for another event, or in another currency'
      WHEN NOT EXISTS (SELECT FROM parterre.booking_items AS item
                        WHERE item.tenant_id = ticket.tenant_id AND item.ticket_id = ticket.id
                          AND item.booking_id = ticket.booking_id
                          AND item.unit_price = ticket.price_paid)
        THEN 'its booking has no item for it'
    END AS why
  FROM parterre.tickets AS ticket
  JOIN parterre.bookings AS booking
    ON booking.tenant_id = ticket.tenant_id AND booking.id = ticket.booking_id
) AS each WHERE why IS NOT NULL;

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
             AND payment.currency = booking.currency
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

-- Cash, terminal and bank: the journal has the same sum on the account where the money is, and in
-- the same drawer.
CREATE OR REPLACE VIEW parterre_sec.broken_payments WITH (security_invoker = true) AS
SELECT payment.tenant_id, payment.id, 'the journal has another sum for it' AS why
  FROM parterre.payments AS payment
 WHERE payment.status IN ('SUCCESS', 'REFUNDED')
   AND payment.payment_provider IN ('cash', 'terminal', 'bank')
   AND NOT (
     SELECT coalesce(sum(entry.amount), 0) = payment.amount
            AND bool_and(entry.till_shift_id IS NOT DISTINCT FROM payment.till_shift_id
                         AND entry.debit_account = CASE payment.payment_provider
                           WHEN 'cash' THEN 'cash_drawer' WHEN 'terminal' THEN 'card_clearing'
                           ELSE 'bank' END)
       FROM parterre.journal_entries AS entry
      WHERE entry.tenant_id = payment.tenant_id AND entry.payment_id = payment.id
        AND entry.debit_account IN ('cash_drawer', 'card_clearing', 'bank'));

-- A counted drawer was expected to hold what the journal says: its float, what came in, what went
-- out. What its count wrote, and what came from the safe and went there, is no business of it.
CREATE OR REPLACE VIEW parterre_sec.broken_tills WITH (security_invoker = true) AS
SELECT shift.tenant_id, shift.id,
       format('expects %s, the journal says %s', shift.expected_cash, cash.amount) AS why
  FROM parterre.till_shifts AS shift
 CROSS JOIN LATERAL (
   SELECT shift.opening_float
          + coalesce(sum(CASE entry.debit_account WHEN 'cash_drawer' THEN entry.amount
                           ELSE -entry.amount END), 0) AS amount
     FROM parterre.journal_entries AS entry
    WHERE entry.tenant_id = shift.tenant_id AND entry.till_shift_id = shift.id
      AND 'cash_drawer' IN (entry.debit_account, entry.credit_account)
      AND CASE entry.debit_account WHEN 'cash_drawer' THEN entry.credit_account
            ELSE entry.debit_account END NOT IN ('safe', 'cash_differences')
 ) AS cash
 WHERE shift.status = 'CLOSED' AND shift.expected_cash <> cash.amount;

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
