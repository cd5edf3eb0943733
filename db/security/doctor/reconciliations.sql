-- Each query must return no row; its comment says what a row means. Read by db/doctor.py.

-- seat and live ticket disagree
SELECT 'event seat ' || id || ' ' || why FROM parterre_sec.broken_seats;

-- ticket without its booking's item
SELECT 'ticket ' || id || ' ' || why FROM parterre_sec.broken_tickets;

-- booking not covered
SELECT 'booking ' || id || ' ' || why FROM parterre_sec.broken_bookings;

-- order and its receipts disagree
SELECT 'purchase order ' || id || ' ' || why FROM parterre_sec.broken_orders;

-- owned seat without a receipt
SELECT 'event seat ' || id || ' ' || why FROM parterre_sec.broken_stock;

-- receipt of a seat that is not owned
SELECT 'delivery receipt ' || id || ' ' || why FROM parterre_sec.broken_receipts;

-- payment and journal disagree
SELECT 'payment ' || id || ' ' || why FROM parterre_sec.broken_payments;

-- payable whose sums are not what its order's journal says
SELECT 'payable ' || id || ' ' || why FROM parterre_sec.broken_payables;

-- event with seats of another version of its venue's plan
SELECT 'event ' || id || ' ' || why FROM parterre_sec.broken_plans;

-- published plan with another number of seats
SELECT 'venue plan ' || id || ' ' || why FROM parterre_sec.broken_houses;

-- closed till shift whose expected cash is not what its journal says
SELECT 'till shift ' || id || ' ' || why FROM parterre_sec.broken_tills;

-- reservation whose seat or ticket runs on another clock
SELECT 'ticket ' || ticket.id || ' until ' || ticket.reserved_until || ', its seat until '
       || coalesce(seat.reserved_until::text, 'never') || ', its booking until '
       || coalesce(booking.reserved_until::text, 'never')
  FROM parterre.tickets AS ticket
  JOIN parterre.event_seats AS seat
    ON seat.tenant_id = ticket.tenant_id AND seat.id = ticket.event_seat_id
  JOIN parterre.bookings AS booking
    ON booking.tenant_id = ticket.tenant_id AND booking.id = ticket.booking_id
 WHERE ticket.status = 'RESERVED'
   AND (seat.reserved_until IS DISTINCT FROM ticket.reserved_until
        OR booking.reserved_until IS DISTINCT FROM ticket.reserved_until);

-- ticket that was let in without a scan, or more than once
SELECT 'ticket ' || coalesce(used.id, admitted.ticket_id) || ' is '
       || CASE WHEN used.id IS NULL THEN 'not used' ELSE 'used' END || ', admitted '
       || coalesce(admitted.times, 0) || ' times'
  FROM (SELECT tenant_id, id FROM parterre.tickets WHERE status = 'USED') AS used
  FULL JOIN (SELECT tenant_id, ticket_id, count(*) AS times FROM parterre.scans
              WHERE verdict = 'ADMITTED' GROUP BY tenant_id, ticket_id) AS admitted
    ON admitted.tenant_id = used.tenant_id AND admitted.ticket_id = used.id
 WHERE used.id IS NULL OR admitted.times IS DISTINCT FROM 1;

-- booking whose revenue, fees, tax or cost are not in the journal as it was sold
SELECT 'booking ' || booking.id || ' was sold for ' || sold.was::text || ', the journal says '
       || coalesce(books.says, sold.nothing)::text
  FROM parterre.bookings AS booking
 CROSS JOIN LATERAL (
   SELECT CASE WHEN booking.status IN ('CONFIRMED', 'PAID')
            THEN ARRAY[coalesce(sum(ticket.price_paid), 0) - booking.discount_amount,
                       booking.service_fee, booking.delivery_fee, booking.tax_amount,
                       -coalesce(sum(seat.purchase_price), 0)]
            ELSE array_fill(0.00, ARRAY[5]) END AS was,
          array_fill(0.00, ARRAY[5]) AS nothing
     FROM parterre.tickets AS ticket
     JOIN parterre.event_seats AS seat
       ON seat.tenant_id = ticket.tenant_id AND seat.id = ticket.event_seat_id
    WHERE ticket.tenant_id = booking.tenant_id AND ticket.booking_id = booking.id
      AND ticket.status IN ('CONFIRMED', 'USED')
 ) AS sold
  LEFT JOIN (
   SELECT tenant_id, booking_id, array_agg(amount ORDER BY place) AS says
     FROM (SELECT entry.tenant_id, entry.booking_id, account.place,
                  sum(CASE account.name WHEN entry.credit_account THEN entry.amount
                        WHEN entry.debit_account THEN -entry.amount ELSE 0 END) AS amount
             FROM parterre.journal_entries AS entry
            CROSS JOIN (VALUES (1, 'ticket_revenue'), (2, 'service_fees'), (3, 'delivery_fees'),
                               (4, 'tax_due'), (5, 'cost_of_sales')) AS account (place, name)
            WHERE entry.booking_id IS NOT NULL
            GROUP BY entry.tenant_id, entry.booking_id, account.place) AS each
    GROUP BY tenant_id, booking_id
 ) AS books ON books.tenant_id = booking.tenant_id AND books.booking_id = booking.id
 WHERE sold.was <> coalesce(books.says, sold.nothing);

-- owned seat that cost something else than its receipt says
SELECT 'event seat ' || seat.id || ' cost ' || seat.purchase_price || ', its receipt says '
       || received.unit_price
  FROM parterre.event_seats AS seat
  JOIN parterre.delivery_receipt_seats AS received
    ON received.tenant_id = seat.tenant_id AND received.event_seat_id = seat.id
  JOIN parterre.delivery_receipts AS receipt
    ON receipt.tenant_id = received.tenant_id AND receipt.id = received.receipt_id
   AND receipt.purchase_order_id = seat.purchase_order_id
 WHERE seat.purchase_price <> received.unit_price;

-- order in another currency than the event that it buys for
SELECT 'purchase order ' || purchase.id || ' in ' || purchase.currency || ' for an event in ' || event.currency
  FROM parterre.purchase_orders AS purchase
  JOIN parterre.purchase_order_lines AS line
    ON line.tenant_id = purchase.tenant_id AND line.purchase_order_id = purchase.id
  JOIN parterre.ticket_types AS kind ON kind.tenant_id = line.tenant_id AND kind.id = line.item_id
  JOIN parterre.events AS event ON event.tenant_id = kind.tenant_id AND event.id = kind.event_id
 WHERE event.currency <> purchase.currency;

-- work left over from a commit
SELECT invariant || ' of ' || cardinality(subjects) || ' rows' FROM parterre_sec.unsettled;
