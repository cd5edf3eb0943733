"""The dialog that adds a supplier."""

from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from core.domain.purchasing.states import PaymentTerms, SupplierType
from core.services.purchasing.suppliers import SupplierDraft, SupplierRow
from desktop.attempts import Attempts
from desktop.controls import Kind
from desktop.desk import Desk
from desktop.dialogs import Dialog
from desktop.forms import EmailEdit, Field, Form, Pick, QuantityEdit
from desktop.operations import purchasing
from desktop.views.purchasing.wording import SUPPLIER_TYPES, TERMS

WIDTH = 520
PER_CENT = Decimal(100)


class SupplierDialog(Dialog):
    """Who sells to us, and on what terms; `added` carries the supplier."""

    added = Signal(object)

    def __init__(self, desk: Desk, *, parent: QWidget | None = None) -> None:
        super().__init__("New supplier", parent=parent)
        self._desk = desk
        self._attempts = Attempts()
        self.setMinimumWidth(WIDTH)
        self.name = QLineEdit()
        self.kind = Pick([(words, kind) for kind, words in SUPPLIER_TYPES.items()])
        self.terms = Pick([(words, terms) for terms, words in TERMS.items()])
        self.terms.set_value(PaymentTerms.NET_30)
        self.discount = QuantityEdit(most=100, unit="%")
        self.contact, self.email, self.phone = QLineEdit(), EmailEdit(), QLineEdit()
        self._form = Form()
        self._form.add_row(Field("Name", self.name, required=True))
        self._form.add_row(Field("Kind", self.kind), Field("To be paid within", self.terms))
        self._form.add_row(
            Field("Contact person", self.contact), Field("Wholesale discount", self.discount)
        )
        self._form.add_row(Field("E-mail", self.email), Field("Phone", self.phone))
        self.content.addWidget(self._form)
        self.add_button("Cancel", self.reject)
        self.submit = self.add_button("Add supplier", self.add, kind=Kind.PRIMARY)
        self.name.setFocus()

    def draft(self) -> SupplierDraft:
        """The supplier as typed."""
        return SupplierDraft(
            name=self.name.text().strip(),
            supplier_type=self.kind.value() or SupplierType.PROMOTER,
            payment_terms=self.terms.value() or PaymentTerms.NET_30,
            wholesale_discount_rate=Decimal(self.discount.value()) / PER_CENT,
            contact_person=self.contact.text().strip() or None,
            email=self.email.address() or None,
            phone=self.phone.text().strip() or None,
        )

    def add(self) -> None:
        """Add the supplier, if the form is filled in."""
        if not self._form.check():
            return
        draft = self.draft()
        self._desk.start(
            self,
            purchasing.new_supplier(draft, key=self._attempts.key_for(draft)),
            self._done,
            pressed=self.submit,
        )

    def _done(self, supplier: SupplierRow) -> None:
        self.added.emit(supplier)
        self.accept()
