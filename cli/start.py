"""The program's entry: loads the commands with the cycle collector out of the way."""

from core.domain.loading import load


def main() -> None:
    """Run `parterre`."""
    load("cli.main").app()


if __name__ == "__main__":
    main()
