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

-- work left over from a commit
SELECT invariant || ' of ' || cardinality(subjects) || ' rows' FROM parterre_sec.unsettled;
