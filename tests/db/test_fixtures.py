"""The tests' own ground: everybody is who they are, and nothing that a test does stays."""

import tempfile
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from core.domain.staff import Role
from core.services.work import Work, begin_work
from db.models import EventCategory, Staff
from tests.conftest import WorkAs
from tests.databases import LOGINS, RUN_PREFIX, TestDatabase, clear_killed_runs


@pytest.mark.parametrize("role", Role)
def test_each_role_signs_in_as_itself(database: TestDatabase, role: Role) -> None:
    person = database.sign_in(role)

    assert person.actor.login == LOGINS[role]
    assert person.actor.role is role


def test_work_is_the_managers(work: Work) -> None:
    assert work.session.scalar(text("SELECT session_user")) == LOGINS[Role.MANAGER]
    assert work.session.get(Staff, (work.actor.tenant_id, work.actor.staff_id)) is not None


@pytest.mark.parametrize("turn", [1, 2])
def test_work_leaves_nothing_behind(work: Work, turn: int) -> None:
    assert work.session.scalars(select(EventCategory)).all() == []
    work.session.add(EventCategory(name=f"Opera {turn}"))
    work.session.commit()


def test_work_as_sees_what_the_manager_did(work: Work, work_as: WorkAs) -> None:
    work.session.add(EventCategory(name="Opera"))
    work.session.commit()

    with work_as(Role.DOOR) as door:
        assert door.session.scalar(text("SELECT session_user")) == LOGINS[Role.DOOR]
        assert door.session.scalars(select(EventCategory.name)).all() == ["Opera"]

    assert work.session.scalar(text("SELECT session_user")) == LOGINS[Role.MANAGER]


def test_fresh_database_keeps_commits(fresh_database: TestDatabase) -> None:
    manager = fresh_database.sign_in(Role.MANAGER)
    name = uuid4().hex
    with begin_work(manager.sessions, manager.actor) as work:
        work.session.add(EventCategory(name=name))

    with manager.sessions() as session:
        assert session.scalars(select(EventCategory.name)).all() == [name]


@pytest.mark.parametrize("left", ["cluster", "cluster/postmaster.pid"])
def test_what_a_run_left_that_was_killed_while_it_tidied_up_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    folder = tmp_path / f"{RUN_PREFIX}999999999-x"
    (folder / left).mkdir(parents=True)

    clear_killed_runs()

    assert not folder.exists()
