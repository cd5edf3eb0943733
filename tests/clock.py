"""The moment at which tests happen."""

from datetime import UTC, datetime

#: A Tuesday at noon, aware; use cases get it as `work.now`.
NOW = datetime(2026, 9, 1, 12, 0, tzinfo=UTC)
