from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from cli import saying
from cli.saying import FAILED, REFUSED, SpeakingGroup
from core.domain.errors import NotFound, Outage

app = typer.Typer(cls=SpeakingGroup)


@app.command()
def refuse() -> None:
    raise NotFound("venue", "Old Mill")


@app.command()
def miss() -> None:
    raise Outage("The database can't be reached.")


@app.command("break")
def break_() -> None:
    raise RuntimeError("wires crossed\nand more")


@app.command()
def work() -> None:
    typer.echo("done")


@pytest.mark.parametrize(
    ("command", "code", "sentence"),
    [
        ("refuse", REFUSED, "No venue Old Mill in this agency."),
        ("miss", FAILED, "The database can't be reached."),
    ],
)
def test_a_failure_is_one_sentence_on_stderr(command: str, code: int, sentence: str) -> None:
    result = CliRunner().invoke(app, [command])
    assert result.exit_code == code
    assert result.stderr.strip() == sentence
    assert result.stdout == ""


def test_the_unexpected_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log = tmp_path / "deep" / "parterre.log"
    monkeypatch.setattr(saying, "log_file", lambda: log)
    result = CliRunner().invoke(app, ["break"])
    assert result.exit_code == FAILED
    assert "(RuntimeError: wires crossed)" in result.stderr
    assert str(log) in result.stderr
    assert "Traceback" not in result.stderr
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_what_works_says_its_own_words() -> None:
    result = CliRunner().invoke(app, ["work"])
    assert (result.exit_code, result.stdout) == (0, "done\n")


def test_a_wrong_command_is_a_usage_error() -> None:
    assert CliRunner().invoke(app, ["dance"]).exit_code == 2
