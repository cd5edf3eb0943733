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

-- What the planner is told of a table that nobody has looked at yet: all its rows are one agency's,
-- and one event's. Otherwise every index is as good as the key to it, as each begins with the agency,
-- and who signs in before the first sale keeps plans that read it whole. ANALYZE knows better.
INSERT INTO pg_statistic (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct,
    stakind1, stakind2, stakind3, stakind4, stakind5, staop1, staop2, staop3, staop4, staop5,
    stacoll1, stacoll2, stacoll3, stacoll4, stacoll5)
SELECT alike.attrelid, alike.attnum, false, 0, 16, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
  FROM pg_attribute AS alike JOIN pg_class AS one ON one.oid = alike.attrelid
 WHERE one.relnamespace = 'parterre'::regnamespace AND one.relkind = 'r' AND one.relname <> 'tenants'
   AND alike.attname IN ('tenant_id', 'event_id')
   AND NOT EXISTS (SELECT FROM pg_statistic AS known
                    WHERE known.starelid = alike.attrelid AND known.staattnum = alike.attnum);
