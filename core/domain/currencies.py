"""The currencies that an agency or an event can have: ISO 4217, without funds and metals."""

from core.domain.errors import Refusal
from core.domain.money import UnknownCurrency, currency_digits

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD
    CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS
    GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW
    KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR
    MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
    SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX
    USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = tuple(_CODES.split())
_DIGITS_STORED = 2


class CurrencyTooFine(Refusal):
    def __init__(self, currency: str) -> None:
        self.currency, self.digits = currency, currency_digits(currency)
        super().__init__(
            f"{currency} has {self.digits} digits after the point; amounts here have two at most."
        )


def require_currency(code: str) -> None:
    """Refuse `UnknownCurrency`, or `CurrencyTooFine`: money is stored in hundredths."""
    if code not in CURRENCIES:
        raise UnknownCurrency(code)
    if currency_digits(code) > _DIGITS_STORED:
        raise CurrencyTooFine(code)
