-- Everything of the boundary that Alembic can't see, a line a fact.
SELECT 'role ' || rolname || concat(
    CASE WHEN rolsuper THEN ' superuser' END, CASE WHEN rolcanlogin THEN ' login' END,
    CASE WHEN rolcreaterole THEN ' createrole' END, CASE WHEN rolcreatedb THEN ' createdb' END,
    CASE WHEN rolbypassrls THEN ' bypassrls' END, CASE WHEN rolreplication THEN ' replication' END)
  FROM pg_roles WHERE rolname LIKE 'parterre\_%' AND rolname <> 'parterre_super'
UNION ALL
SELECT 'member ' || m.member::regrole || ' of ' || m.roleid::regrole || concat(
    CASE WHEN m.admin_option THEN ' admin' END, CASE WHEN NOT m.inherit_option THEN ' noinherit' END,
    CASE WHEN NOT m.set_option THEN ' noset' END)
  FROM pg_auth_members m
 WHERE m.member::regrole::text LIKE 'parterre\_%' AND m.roleid::regrole::text !~ '^u_'
UNION ALL
SELECT 'schema ' || n.nspname || ' ' || acl.privilege_type || ' to ' || acl.grantee::regrole
  FROM pg_namespace n CROSS JOIN aclexplode(n.nspacl) AS acl
 WHERE n.nspname LIKE 'parterre%' OR n.nspname = 'public' AND acl.grantee = 0
UNION ALL
SELECT 'table ' || c.oid::regclass || ' of ' || pg_get_userbyid(c.relowner) || concat(
    CASE WHEN c.relrowsecurity THEN ' rls' END, CASE WHEN c.relforcerowsecurity THEN ' forced' END,
    ' ' || array_to_string(c.reloptions, ' '))
  FROM pg_class c
 WHERE c.relnamespace IN ('parterre'::regnamespace, 'parterre_sec'::regnamespace, 'parterre_api'::regnamespace)
   AND c.relkind IN ('r', 'p', 'v', 'm')
UNION ALL
SELECT 'policy ' || p.polname || ' on ' || p.polrelid::regclass || ' ' || p.polcmd::text
    || CASE WHEN p.polpermissive THEN '' ELSE ' restrictive' END || ' to '
    || (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE r::regrole::text END, ',' ORDER BY r::regrole::text)
          FROM unnest(p.polroles) AS r)
    || ' ' || md5(concat(pg_get_expr(p.polqual, p.polrelid), '|', pg_get_expr(p.polwithcheck, p.polrelid)))
  FROM pg_policy p
UNION ALL
SELECT 'grant ' || acl.privilege_type || ' on ' || c.oid::regclass || ' to ' || acl.grantee::regrole
  FROM pg_class c CROSS JOIN aclexplode(c.relacl) AS acl
 WHERE c.relnamespace IN ('parterre'::regnamespace, 'parterre_sec'::regnamespace, 'parterre_api'::regnamespace)
   AND c.relkind IN ('r', 'p', 'v') AND acl.grantee <> c.relowner
UNION ALL
SELECT 'grant ' || acl.privilege_type || ' (' || string_agg(a.attname, ', ' ORDER BY a.attname) || ') on '
    || c.oid::regclass || ' to ' || acl.grantee::regrole
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid CROSS JOIN aclexplode(a.attacl) AS acl
 WHERE c.relnamespace IN ('parterre'::regnamespace, 'parterre_sec'::regnamespace)
 GROUP BY c.oid, acl.privilege_type, acl.grantee
UNION ALL
SELECT 'function ' || p.oid::regprocedure || ' of ' || pg_get_userbyid(p.proowner)
    || CASE WHEN p.prosecdef THEN ' definer' ELSE '' END || ' ' || md5(concat(p.prosrc, p.proconfig::text)) || ' '
    || coalesce((SELECT string_agg(acl.grantee::regrole::text, ',' ORDER BY acl.grantee::regrole::text)
                   FROM aclexplode(p.proacl) AS acl WHERE acl.grantee <> p.proowner), '')
  FROM pg_proc p WHERE p.pronamespace IN ('parterre_api'::regnamespace, 'parterre_sec'::regnamespace)
UNION ALL
SELECT 'trigger ' || t.tgname || ' on ' || t.tgrelid::regclass || ' ' || t.tgenabled::text || ' ' || md5(pg_get_triggerdef(t.oid))
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE c.relnamespace IN ('parterre'::regnamespace, 'parterre_sec'::regnamespace) AND NOT t.tgisinternal
UNION ALL
SELECT 'default ' || pg_get_userbyid(d.defaclrole) || ' ' || d.defaclobjtype::text || ' ' || d.defaclacl::text
  FROM pg_default_acl d
