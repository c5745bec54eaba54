"""Words on a command line to calls, nothing else."""


def main() -> None:
    """Run the command line."""
