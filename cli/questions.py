"""What a command needs to know and was not told: asked one by one, again until it can be used."""

import os
from collections.abc import Callable
from dataclasses import dataclass

import typer

from cli.saying import err
from core.domain.errors import Refusal

_ANSWERED_BY = "PARTERRE_NEW_PASSWORD"


@dataclass(frozen=True, slots=True)
class Question:
    """A question, what the command line gave for an answer, and what refuses a useless one."""

    words: str
    given: str | None
    check: Callable[[str], None]
    secret: bool = False

    def check_given(self) -> None:
        """Refuse a useless answer of the command line before anything is asked."""
        if self.given is not None:
            self.check(self.given)

    def answer(self, default: str | None = None) -> str:
        """The answer given, else one asked for until it is of use."""
        if self.given is not None:
            return self.given
        while True:
            said = self._ask(default)
            try:
                self.check(said)
            except Refusal as refusal:
                err.print(str(refusal), markup=False)
            else:
                return said

    def _ask(self, default: str | None) -> str:
        secret = self.secret
        said = typer.prompt(
            self.words, default=default, hide_input=secret, confirmation_prompt=secret, err=True
        )
        return str(said) if secret else str(said).strip()


def new_password() -> str | None:
    """The new password that the environment has; an argument never has one."""
    return os.environ.get(_ANSWERED_BY)
