"""Forms: fields with labels above them and the editors that stand in them."""

from desktop.forms.addresses import EmailEdit
from desktop.forms.amounts import read_amount
from desktop.forms.edits import DateEdit, MoneyEdit, PasswordEdit, Pick, QuantityEdit, inset
from desktop.forms.form import Check, Field, Form
from desktop.forms.units import PercentEdit

__all__ = [
    "Check",
    "DateEdit",
    "EmailEdit",
    "Field",
    "Form",
    "MoneyEdit",
    "PasswordEdit",
    "PercentEdit",
    "Pick",
    "QuantityEdit",
    "inset",
    "read_amount",
]
