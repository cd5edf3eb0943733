-- What grants can't say: rules of one job about whole rows. Restrictive, so they only take away.

CREATE OR REPLACE FUNCTION parterre_sec.add_rule(
  rule name, of_table regclass, verb text, jobs text, may_touch text, must_be text
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  EXECUTE format('DROP POLICY IF EXISTS %I ON %s', rule, of_table);
  EXECUTE format('CREATE POLICY %I ON %s AS RESTRICTIVE FOR %s TO %s', rule, of_table, verb, jobs)
    || coalesce(' USING (' || may_touch || ')', '')
    || coalesce(' WITH CHECK (' || must_be || ')', '');
END
$$;

SELECT
  -- Who may say that money came. A provider's fact is the web service's or the worker's word.
  parterre_sec.add_rule('clerk_records', 'parterre.payments', 'INSERT', 'parterre_box_office', NULL,
    $$payment_provider IN ('cash', 'terminal') OR (payment_provider = 'bank' AND status = 'PENDING')$$),
  parterre_sec.add_rule('clerk_settles', 'parterre.payments', 'UPDATE', 'parterre_box_office',
    $$payment_provider = 'bank'$$, $$status IN ('PENDING', 'FAILED')$$),
  parterre_sec.add_rule('manager_records', 'parterre.payments', 'INSERT', 'parterre_manager', NULL,
    $$payment_provider IN ('cash', 'terminal', 'bank')$$),
  parterre_sec.add_rule('manager_settles', 'parterre.payments', 'UPDATE', 'parterre_manager',
    $$payment_provider IN ('cash', 'terminal', 'bank')$$, 'true'),
  parterre_sec.add_rule('service_records', 'parterre.payments', 'INSERT',
    'parterre_web, parterre_worker', NULL,
    $$payment_provider IN ('stripe', 'paypal') OR (payment_provider = 'bank' AND status = 'PENDING')$$),
  parterre_sec.add_rule('service_settles', 'parterre.payments', 'UPDATE',
    'parterre_web, parterre_worker', $$payment_provider IN ('stripe', 'paypal', 'bank')$$,
    $$payment_provider <> 'bank' OR status IN ('PENDING', 'FAILED')$$),

  -- What a job may post, and what a clerk sees of the journal.
  parterre_sec.add_rule('sale_posts', 'parterre.journal_entries', 'INSERT',
    'parterre_box_office, parterre_web, parterre_worker', NULL,
    $$num_nonnulls(booking_id, till_shift_id) > 0$$),
  -- A counter takes money for seats. From its drawer cash goes to the safe, or it is missing.
  parterre_sec.add_rule('counter_posts', 'parterre.journal_entries', 'INSERT',
    'parterre_box_office', NULL,
    $$CASE debit_account
        WHEN 'cash_drawer' THEN credit_account IN ('ticket_revenue', 'service_fees',
          'delivery_fees', 'tax_due', 'receivables', 'safe', 'cash_differences')
        WHEN 'card_clearing' THEN credit_account IN ('ticket_revenue', 'service_fees',
          'delivery_fees', 'tax_due', 'receivables')
        WHEN 'cost_of_sales' THEN credit_account = 'stock'
        ELSE debit_account IN ('safe', 'cash_differences') AND credit_account = 'cash_drawer'
      END$$),
  parterre_sec.add_rule('service_posts', 'parterre.journal_entries', 'INSERT',
    'parterre_web, parterre_worker', NULL,
    $$debit_account NOT IN ('cash_drawer', 'safe', 'payables', 'stock_on_order')
      AND credit_account NOT IN ('cash_drawer', 'safe', 'payables', 'stock_on_order')$$),
  parterre_sec.add_rule('purchase_posts', 'parterre.journal_entries', 'INSERT', 'parterre_buyer',
    NULL,
    $$purchase_order_id IS NOT NULL AND debit_account IN ('stock', 'stock_on_order', 'payables')
      AND credit_account IN ('stock', 'stock_on_order', 'payables')$$),
  parterre_sec.add_rule('clerk_reads_own', 'parterre.journal_entries', 'SELECT',
    'parterre_box_office', 'posted_by = SESSION_USER', NULL),

  -- One's own drawer only.
  parterre_sec.add_rule('own_drawer', 'parterre.till_shifts', 'INSERT', 'parterre_box_office', NULL,
    'staff_id = (SELECT id FROM parterre.staff WHERE login = SESSION_USER)'),
  parterre_sec.add_rule('own_drawer_only', 'parterre.till_shifts', 'UPDATE', 'parterre_box_office',
    'staff_id = (SELECT id FROM parterre.staff WHERE login = SESSION_USER)', 'true'),

  -- A discount is a manager's word, and so is whose lapsed seats late money takes again.
  parterre_sec.add_rule('full_price', 'parterre.bookings', 'INSERT',
    'parterre_box_office, parterre_web', NULL, 'discount_amount = 0 AND replaces_id IS NULL'),

  -- Whoever is new has earned nothing yet; a tier opens presales.
  parterre_sec.add_rule('new_customer', 'parterre.customers', 'INSERT',
    'parterre_box_office, parterre_web', NULL,
    $$customer_tier = 'BRONZE' AND loyalty_points = 0$$),

  -- Seats that are kept for the web shop are sold by the web shop, and it sells no others' seats.
  parterre_sec.add_rule('not_the_web', 'parterre.bookings', 'INSERT', 'parterre_box_office', NULL,
    $$channel <> 'WEB'$$),
  parterre_sec.add_rule('the_web', 'parterre.bookings', 'INSERT', 'parterre_web', NULL,
    $$channel = 'WEB'$$),

  -- Those who sell close and reopen the sale as the last seat goes or comes back, no more.
  parterre_sec.add_rule('sold_out', 'parterre.events', 'UPDATE',
    'parterre_box_office, parterre_web, parterre_worker',
    $$status IN ('ON_SALE', 'SOLD_OUT')$$, $$status IN ('ON_SALE', 'SOLD_OUT')$$),

  -- Who saved a draft last is who saved it.
  parterre_sec.add_rule('own_name', 'parterre.plan_drafts', 'ALL',
    'parterre_manager, parterre_buyer', 'true', 'saved_by = SESSION_USER'),

  -- The door lets in, once.
  parterre_sec.add_rule('let_in', 'parterre.tickets', 'UPDATE', 'parterre_door',
    $$status = 'CONFIRMED'$$, $$status = 'USED'$$);
