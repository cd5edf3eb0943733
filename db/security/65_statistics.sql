-- The planner's picture of the two large tables, refreshed by whoever adds many rows at once: the
-- next statement may come before autovacuum does, and without statistics it would loop over them.

CREATE OR REPLACE FUNCTION parterre_api.added_rows(relation text, added bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET lock_timeout = '20s'  -- two who fill the table at once refresh it one after the other
SET default_statistics_target = 25  -- a sample of 7,500 rows does until autovacuum takes a larger one
AS $$
DECLARE
  known real;
BEGIN
  IF relation NOT IN ('seats', 'event_seats') THEN
    RAISE EXCEPTION 'statistics of % are not refreshed here', relation USING ERRCODE = '22023';
  END IF;
  SELECT reltuples INTO known FROM pg_class
   WHERE pg_class.oid = format('parterre.%I', relation)::regclass;
  IF added < 1000 OR added < known / 10 THEN
    RETURN false;
  END IF;
  EXECUTE format('ANALYZE parterre.%I', relation);
  RETURN true;
END
$$;
