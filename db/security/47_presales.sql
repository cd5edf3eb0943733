-- Access codes of presales: said before they are answered, guessed a few times only, used up.

-- Every code that a login has said. Whether it was right is answered in a later transaction than it
-- was said in, so that nobody learns it and takes the saying back.
CREATE TABLE IF NOT EXISTS parterre_sec.said_codes (
  tenant_id   uuid        NOT NULL,
  login       name        NOT NULL,
  presale_id  uuid        NOT NULL,
  code_hash   bytea       NOT NULL,
  event_id    uuid        NOT NULL,
  was_right   boolean     NOT NULL,
  said_at     timestamptz NOT NULL,
  said_in     xid8        NOT NULL,
  CONSTRAINT pk_said_codes PRIMARY KEY (tenant_id, login, presale_id, code_hash),
  CONSTRAINT fk_said_codes_presale_id FOREIGN KEY (tenant_id, presale_id)
    REFERENCES parterre.presales (tenant_id, id)
);
CREATE INDEX IF NOT EXISTS ix_said_codes_login_event_id
  ON parterre_sec.said_codes (tenant_id, login, event_id, said_at) WHERE NOT was_right;
ALTER TABLE parterre_sec.said_codes OWNER TO parterre_owner;

CREATE OR REPLACE FUNCTION parterre_sec.code_hash(code text) RETURNS bytea
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT sha256(convert_to(lower(code), 'UTF8')) $$;

-- Counting what others have committed takes a look of its own after each lock.
CREATE OR REPLACE FUNCTION parterre_sec.assert_fresh_look() RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
    RAISE EXCEPTION 'Presales are sold in at READ COMMITTED.' USING ERRCODE = '25001';
  END IF;
END
$$;

-- Say a code. NULL: it was taken down, `opens_presale` answers in the next transaction. A time: too
-- many wrong ones for this event; the login may say the next one then.
CREATE OR REPLACE FUNCTION parterre_api.say_code(presale uuid, code text) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  said bytea := parterre_sec.code_hash(code);
  asked record;
  again timestamptz;
BEGIN
  SELECT one.tenant_id, one.event_id, parterre_sec.code_hash(one.access_code) = said AS is_right,
         CASE WHEN pg_has_role(session_user, 'parterre_web', 'MEMBER')
           THEN agency.web_code_guesses ELSE agency.code_guesses END AS most,
         make_interval(mins => agency.code_guess_minutes) AS minutes
    INTO asked
    FROM parterre.presales AS one JOIN parterre.tenants AS agency USING (tenant_id)
   WHERE one.tenant_id = (SELECT parterre_sec.current_tenant()) AND one.id = presale
     AND one.access_code IS NOT NULL;
  IF NOT FOUND OR pg_has_role(session_user, 'parterre_manager', 'MEMBER') THEN
    RETURN NULL;  -- a manager can read it
  END IF;
  PERFORM parterre_sec.assert_fresh_look(),
          pg_advisory_xact_lock(hashtextextended(session_user || asked.event_id::text, 0));
  IF asked.is_right AND EXISTS (
       SELECT FROM parterre_sec.said_codes AS before
        WHERE before.tenant_id = asked.tenant_id AND before.login = session_user
          AND before.presale_id = presale AND before.code_hash = said) THEN
    RETURN NULL;
  END IF;
  SELECT wrong.said_at + asked.minutes INTO again
    FROM parterre_sec.said_codes AS wrong
   WHERE wrong.tenant_id = asked.tenant_id AND wrong.login = session_user
     AND wrong.event_id = asked.event_id AND NOT wrong.was_right
     AND wrong.said_at > clock_timestamp() - asked.minutes
   ORDER BY wrong.said_at DESC OFFSET asked.most - 1 LIMIT 1;
  IF again IS NULL THEN
    INSERT INTO parterre_sec.said_codes AS before
    VALUES (asked.tenant_id, session_user, presale, said, asked.event_id, asked.is_right,
            clock_timestamp(), pg_current_xact_id())
    ON CONFLICT ON CONSTRAINT pk_said_codes
      DO UPDATE SET said_at = EXCLUDED.said_at, was_right = EXCLUDED.was_right;
  END IF;
  RETURN again;
END
$$;

-- Whether a code that was said is right; NULL where it was not said before this transaction.
CREATE OR REPLACE FUNCTION parterre_api.opens_presale(presale uuid, code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
  SELECT parterre_sec.code_hash(one.access_code) = parterre_sec.code_hash(code)
    FROM parterre.presales AS one
   WHERE one.tenant_id = (SELECT parterre_sec.current_tenant()) AND one.id = presale
     AND (pg_has_role(session_user, 'parterre_manager', 'MEMBER')
          OR EXISTS (SELECT FROM parterre_sec.said_codes AS said
                      WHERE said.tenant_id = one.tenant_id AND said.login = session_user
                        AND said.presale_id = one.id
                        AND said.code_hash = parterre_sec.code_hash(code)
                        AND said.said_in IS DISTINCT FROM pg_current_xact_id_if_assigned()))
$$;

-- How many tickets the code may still buy; NULL for no limit. Locks the presale, so that what one
-- buyer reads stays true until they have bought.
CREATE OR REPLACE FUNCTION parterre_api.left_by_code(presale uuid, moment timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  agency uuid := parterre_sec.current_tenant();
  most integer;
BEGIN
  SELECT one.max_tickets_by_code INTO most FROM parterre.presales AS one
   WHERE one.tenant_id = agency AND one.id = presale AND one.max_tickets_by_code IS NOT NULL
     FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  PERFORM parterre_sec.assert_fresh_look();
  RETURN most - (
    SELECT coalesce(sum(sold.ticket_count), 0) FROM parterre.bookings AS sold
     WHERE sold.tenant_id = agency AND sold.presale_id = presale AND sold.by_code
       AND (sold.status IN ('CONFIRMED', 'PAID')
            OR sold.status IN ('RESERVED', 'PENDING')
               AND sold.reserved_until > least(moment, clock_timestamp() + interval '5 seconds')));
END
$$;
GRANT EXECUTE ON FUNCTION parterre_api.say_code(uuid, text),
    parterre_api.opens_presale(uuid, text), parterre_api.left_by_code(uuid, timestamptz)
  TO parterre_manager, parterre_box_office, parterre_web;

-- The code buys what it may, and whoever is no customer of the presale's tiers has said it.
CREATE OR REPLACE FUNCTION parterre_sec.check_presale_booking() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF NOT pg_has_role(session_user, 'parterre_manager', 'MEMBER') AND NOT EXISTS (
       SELECT FROM parterre.presales AS one
         LEFT JOIN parterre.customers AS buyer
           ON buyer.tenant_id = one.tenant_id AND buyer.id = NEW.customer_id
        WHERE one.tenant_id = NEW.tenant_id AND one.id = NEW.presale_id
          AND CASE WHEN NEW.by_code
                THEN EXISTS (SELECT FROM parterre_sec.said_codes AS said
                              WHERE said.tenant_id = one.tenant_id AND said.login = session_user
                                AND said.presale_id = one.id
                                AND said.code_hash = parterre_sec.code_hash(one.access_code))
                WHEN one.by_code OR cardinality(one.customer_tiers) > 0
                THEN buyer.customer_tier = ANY (one.customer_tiers)
                ELSE buyer.id IS NOT NULL END) THEN
    RAISE EXCEPTION 'A presale sells by its code and to its customers alone.' USING ERRCODE = 'PT013';
  END IF;
  IF NEW.by_code AND parterre_api.left_by_code(NEW.presale_id, NEW.created_at) < 0 THEN
    RAISE EXCEPTION 'The access code has bought as much as it may.' USING ERRCODE = 'PT014';
  END IF;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER check_presale AFTER INSERT ON parterre.bookings
  FOR EACH ROW WHEN (NEW.presale_id IS NOT NULL AND NEW.replaces_id IS NULL)
  EXECUTE FUNCTION parterre_sec.check_presale_booking();
