"""Forms are checked when a field is left, never while typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.forms import Field, Form, MoneyEdit

pytestmark = pytest.mark.usefixtures("dressed")


class SupplierForm(Form):
    def __init__(self) -> None:
        super().__init__()
        self.name = Field("Name", QLineEdit(), required=True)
        self.limit = Field("Credit limit", MoneyEdit("EUR"), hint="Per season")
        self.code = Field("Code", QLineEdit("AB"), check=self.too_long)
        self.add_row(self.name)
        self.add_row(self.limit, self.code)

    def too_long(self) -> str:
        return "Three letters at most." if len(text_of(self.code)) > 3 else ""


@pytest.fixture
def form(qtbot: QtBot) -> SupplierForm:
    made = SupplierForm()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_leaving_an_empty_required_field_says_so(form: SupplierForm, qtbot: QtBot) -> None:
    form.name.editor.setFocus()
    qtbot.keyClick(form.name.editor, Qt.Key.Key_Tab)

    assert form.name.problem == "Name is needed."


def test_typing_never_complains_and_clears_the_complaint(form: SupplierForm, qtbot: QtBot) -> None:
    form.name.say("Name is needed.")
    qtbot.keyClicks(form.name.editor, "A")
    qtbot.keyClicks(form.code.editor, "CDE")

    assert [field.problem for field in form.fields] == ["", "", ""]


def test_picking_clears_the_complaint(qtbot: QtBot) -> None:
    pick = QComboBox()
    pick.addItems(["Which?", "Stalls"])
    field = Field("What", pick, check=lambda: "" if pick.currentIndex() else "Which?")
    qtbot.addWidget(field)
    assert not field.check()

    pick.setCurrentIndex(1)

    assert field.problem == ""


def test_checking_marks_every_wrong_field_and_goes_to_the_first(form: SupplierForm) -> None:
    set_text(form.limit, "12x")
    set_text(form.code, "ABCD")

    assert not form.check()
    assert [bool(field.problem) for field in form.fields] == [True, True, True]
    assert form.focusWidget() is form.name.editor


def test_right_form_passes(form: SupplierForm) -> None:
    set_text(form.name, "Adler")

    assert form.check()
    assert [field.problem for field in form.fields] == ["", "", ""]


def text_of(field: Field) -> str:
    assert isinstance(field.editor, QLineEdit)
    return field.editor.text()


def set_text(field: Field, text: str) -> None:
    assert isinstance(field.editor, QLineEdit)
    field.editor.setText(text)
