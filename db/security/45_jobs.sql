-- The job queue. A queue is named after its agency: its worker sees no other one's jobs, and
-- everybody else puts jobs in through the functions here and sees none.

GRANT USAGE ON SCHEMA parterre_jobs TO parterre_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA parterre_jobs TO parterre_worker;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA parterre_jobs TO parterre_worker;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA parterre_jobs TO parterre_worker;

-- Workers poll and don't listen. A NOTIFY from inside a sale would let one sale commit at a time,
-- its write to the disk included.
ALTER TABLE parterre_jobs.procrastinate_jobs
  DISABLE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1;

DO $$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT *
    FROM (VALUES
      ('procrastinate_jobs', 'queue_name = (SELECT parterre_sec.current_tenant())::text'),
      ('procrastinate_events',
       'EXISTS (SELECT FROM parterre_jobs.procrastinate_jobs AS job WHERE job.id = job_id)'),
      ('procrastinate_periodic_defers',
       'periodic_id = (SELECT parterre_sec.current_tenant())::text'),
      ('procrastinate_workers', '(SELECT parterre_sec.current_tenant()) IS NOT NULL')
    ) AS rule (of_table, holds)
  LOOP
    EXECUTE format('ALTER TABLE parterre_jobs.%I ENABLE ROW LEVEL SECURITY', one.of_table);
    EXECUTE format('DROP POLICY IF EXISTS own_agency ON parterre_jobs.%I', one.of_table);
    EXECUTE format('CREATE POLICY own_agency ON parterre_jobs.%I USING (%s) WITH CHECK (%s)',
                   one.of_table, one.holds, one.holds);
  END LOOP;
END
$$;

-- Sign the tickets of a booking, once this transaction has committed.
CREATE OR REPLACE FUNCTION parterre_api.defer_issue(booking uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, parterre_jobs, pg_temp
AS $$
  SELECT parterre_jobs.procrastinate_defer_jobs_v1(ARRAY[ROW(
    agency::text, 'parterre.issue_tickets', 0, NULL, NULL,
    jsonb_build_object('booking_id', booking), NULL
  )]::parterre_jobs.procrastinate_job_to_defer_v1[])
    FROM parterre_sec.current_tenant() AS agency
   WHERE agency IS NOT NULL
$$;
GRANT EXECUTE ON FUNCTION parterre_api.defer_issue(uuid)
  TO parterre_manager, parterre_box_office, parterre_web, parterre_worker;
