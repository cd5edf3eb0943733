"""The security boundary: roles, row security, grants, guards, audit and invariants, as SQL."""

from db.security.apply import (
    apply_after_tables,
    apply_before_tables,
    fingerprint,
    make_roles,
)

__all__ = ["apply_after_tables", "apply_before_tables", "fingerprint", "make_roles"]
