-- Each query must return no row; its comment says what a row means. Read by db/doctor.py.

-- table without row security, enabled and forced
SELECT c.oid::regclass FROM pg_class c
 WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind IN ('r', 'p')
   AND NOT (c.relrowsecurity AND c.relforcerowsecurity);

-- table that row security hides from everybody, as it has no policy
SELECT c.oid::regclass FROM pg_class c
 WHERE c.relnamespace = 'parterre'::regnamespace AND c.relkind IN ('r', 'p')
   AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'own_agency');

-- table or view of another owner
SELECT c.oid::regclass FROM pg_class c
 WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'parterre%')
   AND c.relkind IN ('r', 'p', 'v', 'S')
   AND pg_get_userbyid(c.relowner) <> 'parterre_owner'
   AND c.relname NOT IN ('unsettled', 'unsettled_id_seq');

-- view that shows its owner's rows instead of the reader's
SELECT c.oid::regclass FROM pg_class c
 WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'parterre%')
   AND c.relkind = 'v' AND NOT coalesce('security_invoker=true' = ANY (c.reloptions), false);

-- materialized view, which row security can't protect
SELECT c.oid::regclass FROM pg_class c
 WHERE c.relkind = 'm' AND c.relnamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace);

-- function that acts as its owner with a search path that can be prepended
SELECT p.oid::regprocedure FROM pg_proc p
 WHERE p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'parterre%')
   AND p.prosecdef
   AND NOT EXISTS (SELECT FROM unnest(p.proconfig) AS setting
                    WHERE setting LIKE 'search_path=%' AND setting LIKE '%pg_temp');

-- function that everybody may call
SELECT p.oid::regprocedure FROM pg_proc p
 WHERE p.pronamespace IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'parterre%')
   AND (p.proacl IS NULL OR EXISTS (SELECT FROM aclexplode(p.proacl) AS acl WHERE acl.grantee = 0));

-- foreign key that can cross agencies
SELECT k.conname || ' on ' || k.conrelid::regclass FROM pg_constraint k
 WHERE k.contype = 'f' AND k.connamespace = 'parterre'::regnamespace
   AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid
                    AND a.attnum = ANY (k.conkey) AND a.attname = 'tenant_id');

-- unique index that tells one agency about another
SELECT i.indexrelid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
  JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
 WHERE c.relnamespace = 'parterre'::regnamespace AND i.indisunique AND a.attname <> 'tenant_id'
   AND i.indexrelid::regclass::text NOT IN ('parterre.uq_staff_login');  -- logins are the cluster's

-- TRUNCATE, REFERENCES, TRIGGER or MAINTAIN granted
SELECT acl.privilege_type || ' on ' || c.oid::regclass || ' to ' || acl.grantee::regrole
  FROM pg_class c CROSS JOIN aclexplode(c.relacl) AS acl
 WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'parterre%')
   AND acl.privilege_type IN ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
   AND acl.grantee <> c.relowner;

-- UPDATE granted on a whole table of the business
SELECT c.oid::regclass || ' to ' || acl.grantee::regrole
  FROM pg_class c CROSS JOIN aclexplode(c.relacl) AS acl
 WHERE c.relnamespace = 'parterre'::regnamespace AND acl.privilege_type = 'UPDATE'
   AND acl.grantee <> c.relowner;

-- PUBLIC may connect or make temporary tables
SELECT acl.privilege_type || ' on ' || d.datname FROM pg_database d
 CROSS JOIN aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) AS acl
 WHERE d.datname = current_database() AND acl.grantee = 0;

-- PUBLIC may use the schema public or one of ours
SELECT acl.privilege_type || ' on schema ' || n.nspname FROM pg_namespace n
 CROSS JOIN aclexplode(n.nspacl) AS acl
 WHERE (n.nspname = 'public' OR n.nspname LIKE 'parterre%') AND acl.grantee = 0;

-- login that can become an owner
SELECT login.rolname || ' is a member of ' || owner.rolname
  FROM pg_roles login, pg_roles owner
 WHERE login.rolcanlogin AND NOT login.rolsuper
   AND owner.rolname IN ('parterre_owner', 'parterre_guard', 'parterre_role_admin')
   AND pg_has_role(login.oid, owner.oid, 'MEMBER');

-- trigger that is switched off
SELECT t.tgname || ' on ' || t.tgrelid::regclass FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace IN ('parterre'::regnamespace, 'parterre_sec'::regnamespace) AND t.tgenabled <> 'O';

-- large-object function that everybody may call
SELECT p.oid::regprocedure FROM pg_proc p
 WHERE p.pronamespace = 'pg_catalog'::regnamespace
   AND p.proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_put', 'lo_open', 'lowrite',
                     'lo_truncate', 'lo_truncate64')
   AND has_function_privilege('parterre_staff', p.oid, 'EXECUTE');
