import pytest

from tests.cli.conftest import Parterre


def test_help_names_every_command_and_the_settings(parterre: Parterre) -> None:
    said = parterre("--help").stdout
    for word in (
        *(
            "run",
            "tour",
            "agency",
            "staff",
            "keys",
            "demo",
            "worker",
            "migrate",
            "doctor",
            "venue",
            "scan",
        ),
        *("PARTERRE_DATABASE_URL", "PARTERRE_LOGIN", "PARTERRE_PASSWORD"),
    ):
        assert word in said


@pytest.mark.parametrize(
    "command",
    [
        ("run",),
        ("tour",),
        ("agency",),
        ("agency", "create"),
        ("agency", "list"),
        ("staff",),
        ("staff", "add"),
        ("staff", "list"),
        ("staff", "password"),
        ("staff", "off"),
        ("staff", "on"),
        ("keys",),
        ("keys", "list"),
        ("keys", "rotate"),
        ("keys", "retire"),
        ("demo",),
        ("demo", "load"),
        ("demo", "reset"),
        ("worker",),
        ("migrate",),
        ("doctor",),
        ("backup-login",),
        ("venue",),
        ("venue", "import"),
        ("venue", "export"),
        ("scan",),
    ],
)
def test_each_command_has_help(parterre: Parterre, command: tuple[str, ...]) -> None:
    result = parterre(*command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout
