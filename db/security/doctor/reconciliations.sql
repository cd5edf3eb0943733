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
SELECT 'till shift ' || shift.id || ' expects ' || shift.expected_cash || ', the journal says ' || cash.amount
  FROM parterre.till_shifts AS shift
 CROSS JOIN LATERAL (
   SELECT shift.opening_float
          + coalesce(sum(entry.amount) FILTER (WHERE entry.debit_account = 'cash_drawer'), 0)
          - coalesce(sum(entry.amount) FILTER (WHERE entry.credit_account = 'cash_drawer'), 0) AS amount
     FROM parterre.journal_entries AS entry
    WHERE entry.tenant_id = shift.tenant_id AND entry.till_shift_id = shift.id
      AND entry.payment_id IS NOT NULL
 ) AS cash
 WHERE shift.status = 'CLOSED' AND shift.expected_cash <> cash.amount;

-- work left over from a commit
SELECT invariant || ' of ' || cardinality(subjects) || ' rows' FROM parterre_sec.unsettled;
