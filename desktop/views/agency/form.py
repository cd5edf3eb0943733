"""The form of the agency's settings: cards of fields, each with what it changes and from when."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.domain.currencies import CurrencyTooFine
from core.domain.errors import Nameless, OutOfRange, Refusal
from core.domain.money import Money, UnknownCurrency
from core.services.agency import MOST_GUESSES, AgencySettings, CurrencyFixed
from core.services.venues.timezones import UnknownTimezone
from desktop.controls import Look, column, frame, label
from desktop.forms import Field, Form, MoneyEdit, PercentEdit, QuantityEdit
from desktop.theme import space
from desktop.views.agency import wording

MOST_MINUTES, MOST_DAYS = 240, 90
PLACES = ((Nameless, "name"), (UnknownTimezone, "zone"))
CURRENCY = (CurrencyFixed, CurrencyTooFine, UnknownCurrency)


@dataclass(frozen=True, slots=True)
class Shown:
    """What the form begins with."""

    settings: AgencySettings
    currency_fixed: bool


class AgencyForm(QWidget):
    """All settings of the agency; `edited` with each change of a field."""

    edited = Signal()
    pointed = Signal(QWidget)
    """The field that something is wrong with: it has the focus, and is to be seen."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.legal_name, self.letterhead = QLineEdit(), QLineEdit(), QPlainTextEdit()
        self.service_rate, self.tax_rate = PercentEdit(), PercentEdit()
        self.service_fee, self.delivery_fee = MoneyEdit("EUR"), MoneyEdit("EUR")
        self.minutes = QuantityEdit(least=1, most=MOST_MINUTES, unit="min")
        self.days = QuantityEdit(least=1, most=MOST_DAYS, unit="days")
        self.guesses, self.web_guesses, self.guess_minutes = (
            QuantityEdit(least=1, most=most) for most in MOST_GUESSES.values()
        )
        self.guess_minutes.setSuffix(" min")
        self.zone, self.currency = QLineEdit(), QLineEdit()
        self.fields = self._make_fields()
        self.seen: AgencySettings | None = None
        self._lay_out()
        self._connect()
        self.setFocusProxy(self.name)

    def show_settings(self, shown: Shown) -> None:
        """Fill all fields; what was typed goes."""
        settings, terms = shown.settings, shown.settings.terms
        self.seen = None  # until all of them are filled
        self.name.setText(settings.name)
        self.legal_name.setText(terms.legal_name or "")
        self.letterhead.setPlainText("\n".join(settings.letterhead))
        self.service_rate.set_share(terms.service_fee_rate)
        self.tax_rate.set_share(terms.tax_rate)
        self._count_in(settings.currency)
        self.service_fee.set_money(Money(terms.service_fee_per_ticket, settings.currency))
        self.delivery_fee.set_money(Money(terms.delivery_fee, settings.currency))
        self.minutes.setValue(terms.reservation_minutes)
        self.days.setValue(terms.transfer_due_days)
        self.guesses.setValue(terms.code_guesses)
        self.web_guesses.setValue(terms.web_code_guesses)
        self.guess_minutes.setValue(terms.code_guess_minutes)
        self.zone.setText(settings.timezone)
        self.currency.setText(settings.currency)
        self.currency.setReadOnly(shown.currency_fixed)
        self.fields["currency"].explain(wording.FIXED if shown.currency_fixed else wording.OPEN)
        for field in self.fields.values():
            field.clear()
        self.seen = settings
        self.edited.emit()

    def settings(self) -> AgencySettings:
        """The agency as typed, once ``check`` has found that every figure can be read."""
        if self.seen is None:
            raise LookupError("Nothing has been read yet.")
        terms = replace(
            self.seen.terms,
            legal_name=self.legal_name.text().strip() or None,
            service_fee_rate=self.service_rate.share(),
            tax_rate=self.tax_rate.share(),
            service_fee_per_ticket=_amount(self.service_fee),
            delivery_fee=_amount(self.delivery_fee),
            reservation_minutes=self.minutes.value(),
            transfer_due_days=self.days.value(),
            code_guesses=self.guesses.value(),
            web_code_guesses=self.web_guesses.value(),
            code_guess_minutes=self.guess_minutes.value(),
        )
        typed = AgencySettings(
            self.name.text().strip(), self.zone.text().strip(), self.currency.text().strip(), terms
        )
        lined = typed.with_letterhead(self.letterhead.toPlainText())
        return typed if lined.letterhead == self.seen.letterhead else lined

    def is_edited(self) -> bool:
        """Whether something else stands there than was read."""
        if self.seen is None:
            return False
        figures = (self.service_rate, self.tax_rate, self.service_fee, self.delivery_fee)
        return any(figure.problem() for figure in figures) or self.settings() != self.seen

    def check(self) -> bool:
        """Whether every field can be read; the first that can't gets the focus."""
        wrong = [field for field in self.fields.values() if not field.check()]
        if wrong:
            self._point_to(wrong[0])
        return not wrong

    def say(self, refusal: Refusal) -> bool:
        """Say a refusal at the field that it is about; whether there is one."""
        name = next((place for kind, place in PLACES if isinstance(refusal, kind)), "")
        if isinstance(refusal, OutOfRange):
            name = refusal.what
        elif isinstance(refusal, CURRENCY):
            name = "currency"
        field = self.fields.get(name)
        if field is not None:
            field.say(str(refusal))
            self._point_to(field)
        return field is not None

    def _point_to(self, field: Field) -> None:
        field.setFocus()
        self.pointed.emit(field)

    def _make_fields(self) -> dict[str, Field]:
        """By the names that refusals use."""
        return {
            "name": Field("Name", self.name, required=True),
            "legal_name": Field("Legal name", self.legal_name, hint=wording.LEGAL_NAME),
            "letterhead": Field("Address and small print", self.letterhead, hint=wording.LINES),
            "service_fee_rate": Field("Service fee of the price", self.service_rate),
            "service_fee_per_ticket": Field("Service fee per ticket", self.service_fee),
            "delivery_fee": Field("Tickets by post", self.delivery_fee, hint=wording.BY_POST),
            "tax_rate": Field("Tax", self.tax_rate, hint=wording.ON_TOP),
            "reservation_minutes": Field("Reserved at the counter", self.minutes),
            "transfer_due_days": Field("Promised by transfer", self.days),
            "code_guesses": Field("Wrong codes of one person", self.guesses),
            "web_code_guesses": Field("Wrong codes of the web shop", self.web_guesses),
            "code_guess_minutes": Field("Within", self.guess_minutes),
            "zone": Field("Time zone", self.zone, required=True),
            "currency": Field("Currency", self.currency, required=True),
        }

    def _lay_out(self) -> None:
        self.letterhead.setTabChangesFocus(True)
        self.letterhead.setFixedHeight(space(24))
        zones = QCompleter(sorted(available_timezones()), self)
        zones.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        zones.setFilterMode(Qt.MatchFlag.MatchContains)
        self.zone.setCompleter(zones)
        self.currency.setMaxLength(3)
        layout = column(gap=4)
        self.setLayout(layout)
        for title, told, rows in wording.CARDS:
            layout.addWidget(self._card(title, told, rows))
        layout.addStretch(1)

    def _card(self, title: str, told: str, rows: Sequence[Sequence[str]]) -> QFrame:
        card, form = frame("card"), Form()
        inside = QVBoxLayout(card)
        inside.setContentsMargins(space(5), space(4), space(5), space(5))
        inside.setSpacing(space(2))
        inside.addWidget(label(title, Look.STRONG))
        inside.addWidget(label(told, Look.MUTED, wrap=True))
        inside.addSpacing(space(1))
        for names in rows:
            form.add_row(*(self.fields[name] for name in names))
        inside.addWidget(form)
        return card

    def _connect(self) -> None:
        for field in self.fields.values():
            editor = field.editor
            if isinstance(editor, QSpinBox):
                editor.valueChanged.connect(self._tell)
            elif isinstance(editor, QPlainTextEdit | QLineEdit):
                editor.textChanged.connect(self._tell)
        self.currency.textEdited.connect(self._follow_currency)

    def _tell(self) -> None:
        if self.seen is not None:
            self.edited.emit()

    def _follow_currency(self, typed: str) -> None:
        self.currency.setText(typed.upper())
        self._count_in(typed.upper())

    def _count_in(self, currency: str) -> None:
        for fee in (self.service_fee, self.delivery_fee):
            fee.set_currency(currency)


def _amount(fee: MoneyEdit) -> Decimal:
    typed = fee.money()
    return Decimal(0) if typed is None else typed.amount
