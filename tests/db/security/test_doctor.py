"""The doctor finds nothing in a healthy database, and each tampering in a sick one."""

import pytest
from sqlalchemy import Connection, text

from db.doctor import compare_catalogue, examine, questions
from tests.databases import TestDatabase


def test_a_full_house_is_healthy(full_house: TestDatabase) -> None:
    assert [str(finding) for finding in examine(full_house.super_url)] == []


def test_every_question_has_a_query() -> None:
    for examination, least in (("lints", 13), ("reconciliations", 8)):
        asked = questions(examination)
        assert len(asked) >= least
        assert all("SELECT" in query for query in asked.values())


@pytest.mark.parametrize(
    "tampering",
    [
        "DROP POLICY own_agency ON parterre.tickets",
        "ALTER TABLE parterre.tickets DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE parterre.tickets NO FORCE ROW LEVEL SECURITY",
        "GRANT ALL ON parterre.payments TO PUBLIC",
        "GRANT UPDATE (amount) ON parterre.payments TO parterre_box_office",
        "DROP TRIGGER append_only ON parterre.journal_entries",
        "ALTER TABLE parterre.tickets DISABLE TRIGGER legal_status",
        "ALTER FUNCTION parterre_sec.ask_again() SECURITY INVOKER",
        "ALTER FUNCTION parterre_api.notify_change(text) RESET search_path",
        "GRANT EXECUTE ON FUNCTION parterre_api.notify_change(text) TO PUBLIC",
        "GRANT parterre_owner TO u_manager",
        "CREATE MATERIALIZED VIEW public.leak AS SELECT * FROM parterre.customers",
        "CREATE VIEW parterre_api.leak AS SELECT * FROM parterre.customers",
        "GRANT USAGE ON SCHEMA parterre_sec TO PUBLIC",
    ],
)
def test_tampering_is_found(above: Connection, tampering: str) -> None:
    above.execute(text(tampering))
    lints = [
        title
        for title, query in questions("lints").items()
        if above.exec_driver_sql(query.strip().rstrip(";").replace("%", "%%")).first()
    ]

    assert lints or any(compare_catalogue(above))
