"""What a command needs to know and was not told: asked one by one, again until it can be used."""

import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from getpass import GetPassWarning

import typer

from cli.saying import err
from core.domain.errors import Refusal

_ANSWERED_BY = "PARTERRE_NEW_PASSWORD"


class NoTerminal(Refusal):
    """There is nobody to type a password unseen; `variable` may hold it instead."""

    def __init__(self, variable: str) -> None:
        self.variable = variable
        super().__init__(
            f"There is no terminal here to type a password at unseen. Put it into {variable}."
        )


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
        if self.secret:
            return ask_secret(self.words, _ANSWERED_BY)
        return str(typer.prompt(self.words, default=default, err=True)).strip()


def ask_secret(words: str, variable: str) -> str:
    """Ask for a password twice, unseen; refuses `NoTerminal` where it would be seen."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", GetPassWarning)
        try:
            return str(typer.prompt(words, hide_input=True, confirmation_prompt=True, err=True))
        except GetPassWarning as seen:
            err.print()  # ends the line of the question
            raise NoTerminal(variable) from seen


def new_password() -> str | None:
    """The new password that the environment has; an argument never has one."""
    return os.environ.get(_ANSWERED_BY)
