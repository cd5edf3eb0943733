-- What did not hold after its statement, asked again at COMMIT.

CREATE UNLOGGED TABLE IF NOT EXISTS parterre_sec.unsettled (  -- empty between transactions
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  tenant_id  uuid   NOT NULL,
  invariant  text   NOT NULL,
  subjects   uuid[] NOT NULL
);
ALTER TABLE parterre_sec.unsettled OWNER TO parterre_guard;

-- Spelt out, so that each question keeps its plan.
CREATE OR REPLACE FUNCTION parterre_sec.first_broken(
  of_tenant uuid, invariant text, subjects uuid[], OUT subject uuid, OUT why text
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off SET enable_material = off
AS $$
BEGIN
  CASE invariant
    WHEN 'seats' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_seats AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'tickets' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_tickets AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'bookings' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_bookings AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'orders' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_orders AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'stock' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_stock AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'receipts' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_receipts AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'payments' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_payments AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'payables' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_payables AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'houses' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_houses AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
    WHEN 'plans' THEN
      SELECT broken.id, broken.why INTO subject, why FROM unnest(subjects) AS asked (id)
        JOIN parterre_sec.broken_plans AS broken ON broken.tenant_id = of_tenant AND broken.id = asked.id
       LIMIT 1;
  END CASE;
END
$$;

CREATE OR REPLACE FUNCTION parterre_sec.ask_again() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  broken record;
BEGIN
  DELETE FROM parterre_sec.unsettled WHERE id = NEW.id;
  SELECT * INTO broken FROM parterre_sec.first_broken(NEW.tenant_id, NEW.invariant, NEW.subjects);
  IF broken.why IS NOT NULL THEN
    RAISE EXCEPTION '% %: %', NEW.invariant, broken.subject, broken.why
      USING ERRCODE = CASE NEW.invariant
        WHEN 'seats' THEN 'PT010' WHEN 'tickets' THEN 'PT011' WHEN 'bookings' THEN 'PT020'
        WHEN 'orders' THEN 'PT030' WHEN 'stock' THEN 'PT031' WHEN 'receipts' THEN 'PT032'
        WHEN 'payments' THEN 'PT050' WHEN 'payables' THEN 'PT052' WHEN 'plans' THEN 'PT060'
        WHEN 'houses' THEN 'PT061' END;
  END IF;
  RETURN NULL;
END
$$;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'ask_again') THEN
    CREATE CONSTRAINT TRIGGER ask_again AFTER INSERT ON parterre_sec.unsettled
      DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION parterre_sec.ask_again();
  END IF;
END
$$;
