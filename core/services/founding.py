"""An agency of one's own: made with its first manager by whoever looks after the database."""

from dataclasses import dataclass

from core.domain.currencies import require_currency
from core.domain.errors import NameTaken
from core.services.accounts import require_account, require_free, require_name
from core.services.venues.timezones import require_timezone
from db.administering import at_logins
from db.agencies import add_agency, read_agencies
from db.logins import NewLogin, make_login


@dataclass(frozen=True, slots=True)
class AgencyDraft:
    """What an agency begins with; `legal_name` stands on papers where it differs from the name."""

    name: str
    currency: str
    timezone: str
    legal_name: str | None = None


def found_agency(admin_url: str, draft: AgencyDraft, manager: NewLogin) -> None:
    """Make the agency and its first manager, both or nothing.

    Refuses `Nameless`, `NameTooLong`, `NameTaken`, `UnknownCurrency`, `CurrencyTooFine`,
    `UnknownTimezone`, `NotALogin`, `WeakPassword` and `LoginTaken`.
    """
    require_name("agency", draft.name)
    require_currency(draft.currency)
    require_timezone(draft.timezone)
    require_account(manager)
    name = draft.name.strip()
    with at_logins(admin_url) as connection:
        if any(one.name.lower() == name.lower() for one in read_agencies(connection)):
            raise NameTaken("agency", name)
        require_free(connection, manager.login)
        agency = add_agency(
            connection,
            name,
            currency=draft.currency,
            timezone=draft.timezone,
            legal_name=(draft.legal_name or "").strip() or None,
        )
        make_login(connection, agency, manager)
