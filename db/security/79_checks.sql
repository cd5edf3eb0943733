-- The triggers that ask after each statement: which table, which verb, which question.

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
      'CREATE OR REPLACE TRIGGER %I AFTER %s ON parterre.%I REFERENCING NEW TABLE AS new_rows'
      ' FOR EACH STATEMENT EXECUTE FUNCTION parterre_sec.%I()',
      one.function || '_' || lower(one.verb), one.verb, one.of_table,
      one.function);
  END LOOP;
END
$$;
